import { isValue } from '../answer.ts';
import { ABSENT_REASONS, type Answer, type Answers } from '../answer-types.ts';
import { isQuestionType } from '../codec/codecs.ts';
import type { Evaluation } from './evaluation.ts';
import type { FormItem } from '../form.ts';
import { givenAt } from '../response/respond.ts';

/** One question as staff read it. */
export interface StaffEntry {
  /** The instance: the linkId, with the rows it lies in. */
  readonly key: string;
  readonly item: FormItem;
  readonly given: readonly Answer[];
  /** Why it stands where it does. */
  readonly kind: 'concern' | 'absent' | 'answered' | 'unanswered';
}

/** Place among the kinds; absent answers stand in the order of {@link ABSENT_REASONS}, a request for help first. */
const placeOf = ({ kind, given }: StaffEntry): number => {
  if (kind === 'concern') return -1;
  if (kind !== 'absent') return ABSENT_REASONS.length;
  return ABSENT_REASONS.findIndex((reason) =>
    given.some((answer) => answer.type === 'absent' && answer.reason === reason),
  );
};

/**
 * Every question that is asked and seen, in the order staff read them: concerns; then "スタッフに聞く", わからない and
 * こたえたくない; then all others. Document order within each.
 */
export const concernsFirst = (answers: Answers, evaluation: Evaluation): readonly StaffEntry[] => {
  const { tree, enabled, concerns } = evaluation;
  const flagged = new Set(concerns);
  const entries = tree.nodes
    .filter(({ key, item, role }) => enabled.has(key) && role !== 'list' && isQuestionType(item.type))
    .filter(({ item, role }) => !item.hidden && !(role === 'row' && item.perAnswer))
    .map((node): StaffEntry => {
      const { key, item } = node;
      const given = givenAt(node, answers, evaluation);
      if (flagged.has(key)) return { key, item, given, kind: 'concern' };
      if (given.some(isValue)) return { key, item, given, kind: 'answered' };
      const isAbsent = given.some(({ type }) => type === 'absent');
      return { key, item, given, kind: isAbsent ? 'absent' : 'unanswered' };
    });
  return entries.toSorted((left, right) => placeOf(left) - placeOf(right));
};
