import { evaluate } from '../run/evaluate.ts';
import type { CompiledForm } from '../form.ts';
import type { ResponseIssue } from '../issue.ts';
import { isJsonObject } from '../json-object.ts';
import { linkIdOf } from '../run/key.ts';
import { restore } from './restore.ts';
import { validate } from '../run/validate.ts';

/** Statuses under which a form counts as finished: only then is a missing required answer an error. */
const FINISHED: readonly unknown[] = ['completed', 'amended'];

/**
 * Everything that is wrong with a response to this form: how it is written, answers to questions that are not
 * asked, and the defects the tablet shows. Holds codes, linkIds of the form, paths and bounds; never a value.
 */
export const validateResponse = (form: CompiledForm, response: unknown): readonly ResponseIssue[] => {
  const { answers, problems } = restore(form, response);
  const evaluation = evaluate(form, answers);
  const disabled = [...answers]
    .filter(([key, given]) => given.some(({ type }) => type !== 'row') && !evaluation.enabled.has(key))
    .map(([key]): ResponseIssue => ({ severity: 'error', code: 'item-disabled', linkId: linkIdOf(key) }));
  const finished = isJsonObject(response) && FINISHED.includes(response['status']);
  const defects = validate(form, answers, evaluation).map(
    ({ linkId, code, severity, bound }): ResponseIssue => ({
      severity: code === 'required' && !finished ? 'warning' : severity,
      code,
      ...(linkId !== '' && { linkId }),
      ...(bound !== undefined && { bound }),
    }),
  );
  return [...problems, ...disabled, ...defects];
};
