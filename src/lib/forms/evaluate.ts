import { compareAnswers, isValue, sameAnswer } from './answer.ts';
import { optionKey } from './codec/coding.ts';
import type {
  Answer,
  Answers,
  CompiledForm,
  EnableCondition,
  Evaluation,
  FormItem,
  Reevaluation,
} from './form.ts';
import { RankQueue } from './rank-queue.ts';

/** Whether one answer meets the condition. An absent answer and an empty box are no answers. */
const meets = ({ operator, answer }: EnableCondition, given: Answer): boolean => {
  if (!isValue(given)) return false;
  switch (operator) {
    case 'exists':
      return true;
    case '=':
    case '!=':
      return sameAnswer(given, answer);
    default: {
      const order = compareAnswers(given, answer);
      if (order === undefined || Number.isNaN(order)) return false;
      if (operator === '>') return order > 0;
      if (operator === '<') return order < 0;
      return operator === '>=' ? order >= 0 : order <= 0;
    }
  }
};

/** The answer to a question that is not asked counts as none: the response will not have it either. */
const holds = (condition: EnableCondition, enabled: ReadonlySet<string>, answers: Answers): boolean => {
  const given = enabled.has(condition.question) ? answers.get(condition.question) : undefined;
  const met = given?.some((answer) => meets(condition, answer)) === true;
  if (condition.operator === '!=') return !met;
  if (condition.operator !== 'exists') return met;
  return met === (condition.answer.type === 'boolean' && condition.answer.value);
};

const isEnabled = (item: FormItem, enabled: ReadonlySet<string>, answers: Answers): boolean => {
  if (item.parent !== undefined && !enabled.has(item.parent.linkId)) return false;
  if (item.enableWhen.length === 0) return true;
  return item.enableBehavior === 'any'
    ? item.enableWhen.some((condition) => holds(condition, enabled, answers))
    : item.enableWhen.every((condition) => holds(condition, enabled, answers));
};

const isConcern = (item: FormItem, given: readonly Answer[] | undefined): boolean =>
  given?.some((answer) => {
    if (answer.type === 'boolean') return answer.value === item.concernWhen;
    return answer.type === 'coding' && item.optionByKey.get(optionKey(answer.value))?.concern === true;
  }) === true;

/** What follows from the answers, from scratch: one pass in evaluation order. */
export const evaluate = (form: CompiledForm, answers: Answers): Evaluation => {
  const enabled = new Set<string>();
  for (const item of form.evaluationOrder) {
    if (isEnabled(item, enabled, answers)) enabled.add(item.linkId);
  }
  const concerns = form.items
    .filter(({ linkId }) => enabled.has(linkId))
    .filter((item) => isConcern(item, answers.get(item.linkId)));
  return { enabled, concerns: concerns.map(({ linkId }) => linkId) };
};

/** The concerns after these items may have changed; the same array when none of them did. */
const concernsAfter = (
  form: CompiledForm,
  before: readonly string[],
  items: readonly FormItem[],
  enabled: ReadonlySet<string>,
  answers: Answers,
): readonly string[] => {
  const concerns = new Set(before);
  let changed = false;
  for (const item of items) {
    const { linkId } = item;
    const now = enabled.has(linkId) && isConcern(item, answers.get(linkId));
    if (now === concerns.has(linkId)) continue;
    changed = true;
    if (now) concerns.add(linkId);
    else concerns.delete(linkId);
  }
  if (!changed) return before;
  const indexOf = (linkId: string): number => form.byLinkId.get(linkId)?.index ?? 0;
  return [...concerns].sort((left, right) => indexOf(left) - indexOf(right));
};

/**
 * The evaluation after one item's answers changed: equal to {@link evaluate} of the same answers, but only items
 * that depend on the change are looked at, each once. `enabled` and `concerns` are the objects of `before` where
 * nothing in them changed.
 * @param before the evaluation of the same answers but for those of `changedLinkId`
 */
export const reevaluate = (
  form: CompiledForm,
  before: Evaluation,
  answers: Answers,
  changedLinkId: string,
): Reevaluation => {
  const item = form.byLinkId.get(changedLinkId);
  if (item === undefined || !before.enabled.has(changedLinkId)) return { ...before, touched: [] };
  const queue = new RankQueue(form.evaluationRank);
  const addDependents = (linkId: string): void => {
    for (const dependent of form.dependents.get(linkId) ?? []) queue.add(dependent);
  };
  addDependents(changedLinkId);
  const flipped: FormItem[] = [item];
  const touched: string[] = [];
  let enabled: Set<string> | undefined;
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    const { linkId } = next;
    touched.push(linkId);
    const now = isEnabled(next, enabled ?? before.enabled, answers);
    if (now === before.enabled.has(linkId)) continue;
    enabled ??= new Set(before.enabled);
    if (now) enabled.add(linkId);
    else enabled.delete(linkId);
    flipped.push(next);
    for (const child of next.children) queue.add(child);
    if (answers.has(linkId)) addDependents(linkId);
  }
  const after = enabled ?? before.enabled;
  return { enabled: after, concerns: concernsAfter(form, before.concerns, flipped, after, answers), touched };
};
