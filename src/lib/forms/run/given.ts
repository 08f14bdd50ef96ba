import { isSettled } from '../answer.ts';
import type { Answer } from '../answer-types.ts';
import type { Computed } from './evaluation.ts';
import type { FormItem } from '../form.ts';

const NO_ANSWERS: readonly Answer[] = [];

/**
 * The answers that count: calculated ones before entered ones; where a person may overtype, entered ones before
 * calculated ones, until they are cleared.
 */
export const givenOf = (
  { overtypable }: Pick<FormItem, 'overtypable'>,
  entered: readonly Answer[] | undefined,
  computed: Computed | undefined,
): readonly Answer[] => {
  const calculated = computed?.answers;
  if (calculated === undefined) return entered ?? NO_ANSWERS;
  return overtypable && entered !== undefined && isSettled(entered) ? entered : calculated;
};
