import { extractDefinitions } from '../../forms/extract/extract-definitions.ts';
import { extractObservations } from '../../forms/extract/extract-observations.ts';
import type { ExtractionIssue } from '../../forms/extract/extraction-issue.ts';
import type { CompiledForm } from '../../forms/form.ts';

/** What one way of extraction made of a response. */
export interface Extracted {
  readonly way: 'observations' | 'definitions';
  /** A transaction Bundle. */
  readonly bundle: Readonly<Record<string, unknown>>;
  /** Resources in it. */
  readonly count: number;
  readonly problems: readonly ExtractionIssue[];
}

const countOf = ({ entry }: Readonly<Record<string, unknown>>): number =>
  Array.isArray(entry) ? entry.length : 0;

/** Both ways of SDC extraction, each on its own. @param newId gives a new UUID each time */
export const extractResponse = (
  form: CompiledForm,
  response: unknown,
  meta: { readonly now: Date; readonly newId: () => string },
): readonly Extracted[] =>
  [
    { way: 'observations', ...extractObservations(form, response, meta) } as const,
    { way: 'definitions', ...extractDefinitions(form, response, meta) } as const,
  ].map((each) => ({ ...each, count: countOf(each.bundle) }));
