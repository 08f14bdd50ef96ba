import type { FormProblem } from '../forms/issue.ts';
import type { CompiledForm } from '../forms/form.ts';
import { loadForm } from '../forms/load-form.ts';

/** Longest text that is parsed: as text of 5 MB is allowed in a form, with room for its structure. */
const TEXT_MAX_CHARACTERS = 20_000_000;

/** What became of a file. `unreadable`: not a text in JSON. `too-large`: not looked at. */
export type OpenedForm =
  | { readonly state: 'unreadable' | 'too-large'; readonly form?: undefined; readonly problems: readonly [] }
  | { readonly state: 'read'; readonly form?: CompiledForm; readonly problems: readonly FormProblem[] };

const parse = (text: string): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    // Bad JSON, and JSON nested deeper than the platform's parser goes.
    return undefined;
  }
};

/** Reads a Questionnaire, or a package with one, from a file's bytes. Never rejects, whatever the bytes are. */
export const openForm = async (bytes: Uint8Array): Promise<OpenedForm> => {
  if (bytes.length > TEXT_MAX_CHARACTERS) return { state: 'too-large', problems: [] };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { state: 'unreadable', problems: [] };
  }
  const parsed = parse(text);
  if (parsed === undefined) return { state: 'unreadable', problems: [] };
  const { form, problems } = await loadForm(parsed.json);
  return { state: 'read', problems, ...(form !== undefined && { form }) };
};
