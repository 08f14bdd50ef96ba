import type { Answers } from '../../forms/answer-types.ts';
import { carryOver } from '../../forms/response/carry-over.ts';
import type { CompiledForm } from '../../forms/form.ts';
import type { ResponseIssue } from '../../forms/issue.ts';
import { isJsonObject, own } from '../../forms/json-object.ts';
import { openedWith } from '../../forms/populate/opened-with.ts';
import type { PopulationIssue } from '../../forms/populate/population-issue.ts';
import { populate } from '../../forms/populate.ts';
import { canonicalOf } from '../../forms/response/respond.ts';
import { restore } from '../../forms/response/restore.ts';
import { startingAnswers } from '../../forms/run/starting-answers.ts';

/** What stood in a file that a form is filled in from beforehand. */
export interface Prefill {
  /** `response` to this version of the form, to `another-version` of it, or `resources` about the person. */
  readonly kind: 'response' | 'another-version' | 'resources';
  readonly answers: Answers;
  /** Launch contexts by name, for expressions. */
  readonly resources: Readonly<Record<string, unknown>>;
  /** Questions with an answer they would not have had without the file. */
  readonly filled: number;
  /** What could not be taken. */
  readonly problems: readonly (PopulationIssue | ResponseIssue)[];
}

/** The answers at each key, as text; rows are none. */
const valuesOf = (answers: Answers): ReadonlyMap<string, string> =>
  new Map(
    [...answers]
      .filter(([, given]) => given.some(({ type }) => type !== 'row'))
      .map(([key, given]) => [key, JSON.stringify(given)]),
  );

const countFilled = (form: CompiledForm, answers: Answers): number => {
  const before = valuesOf(startingAnswers(form));
  return [...valuesOf(answers)].filter(([key, given]) => before.get(key) !== given).length;
};

/** A Bundle as it is; a single resource as a Bundle of one. */
const bundleOf = (json: Readonly<Record<string, unknown>>): unknown =>
  own(json, 'resourceType') === 'Bundle'
    ? json
    : { resourceType: 'Bundle', type: 'collection', entry: [{ resource: json }] };

const fromResponse = (
  form: CompiledForm,
  json: Readonly<Record<string, unknown>>,
): Omit<Prefill, 'filled'> => {
  const isThisVersion = form.url === '' || own(json, 'questionnaire') === canonicalOf(form);
  return isThisVersion
    ? { kind: 'response', resources: {}, ...restore(form, json) }
    : { kind: 'another-version', resources: {}, ...carryOver(form, json) };
};

const fromResources = (
  form: CompiledForm,
  json: Readonly<Record<string, unknown>>,
  now: Date,
): Omit<Prefill, 'filled'> => {
  const sources = { resources: {}, bundle: bundleOf(json) };
  const { resources } = openedWith(form, sources, () => undefined);
  return { kind: 'resources', resources, ...populate(form, { ...sources, now }) };
};

/**
 * Fills a form in from a QuestionnaireResponse, a Bundle, or one resource such as a Patient.
 * Undefined for what is no FHIR resource.
 */
export const prefill = (form: CompiledForm, json: unknown, now: Date): Prefill | undefined => {
  if (!isJsonObject(json)) return undefined;
  const type = own(json, 'resourceType');
  if (typeof type !== 'string') return undefined;
  const found = type === 'QuestionnaireResponse' ? fromResponse(form, json) : fromResources(form, json, now);
  return { ...found, filled: countFilled(form, found.answers) };
};
