import { isValue } from './answer.ts';
import { codecOfItem } from './codec/codecs.ts';
import {
  ABSENT_REASONS,
  type Answer,
  type Answers,
  type CompiledForm,
  type Evaluation,
  type FormItem,
} from './form.ts';

/** One question as staff read it. */
export interface StaffEntry {
  readonly item: FormItem;
  readonly given: readonly Answer[];
  /** Why it stands where it does. */
  readonly kind: 'concern' | 'absent' | 'answered' | 'unanswered';
}

const NONE: readonly Answer[] = [];

/** Place among the kinds; absent answers stand in the order of {@link ABSENT_REASONS}, a request for help first. */
const placeOf = ({ kind, given }: StaffEntry): number => {
  if (kind === 'concern') return -1;
  if (kind !== 'absent') return ABSENT_REASONS.length;
  return ABSENT_REASONS.findIndex((reason) =>
    given.some((answer) => answer.type === 'absent' && answer.reason === reason),
  );
};

/**
 * Every question that is asked, in the order staff read them: concerns; then "スタッフに聞く", わからない and
 * こたえたくない; then all others. Document order within each.
 */
export const concernsFirst = (
  form: CompiledForm,
  answers: Answers,
  { enabled, concerns }: Evaluation,
): readonly StaffEntry[] => {
  const flagged = new Set(concerns);
  const entries = form.items
    .filter(({ linkId, type }) => enabled.has(linkId) && codecOfItem(type) !== undefined)
    .map((item): StaffEntry => {
      const given = answers.get(item.linkId) ?? NONE;
      if (flagged.has(item.linkId)) return { item, given, kind: 'concern' };
      if (given.some(isValue)) return { item, given, kind: 'answered' };
      return { item, given, kind: given.some(({ type }) => type === 'absent') ? 'absent' : 'unanswered' };
    });
  return entries.toSorted((left, right) => placeOf(left) - placeOf(right));
};
