import { codecOfItem } from './codec/codecs.ts';
import { optionKey } from './codec/coding.ts';
import { isSettled, isValue } from './answer.ts';
import type { Answer, AnswerIssue, Answers, CompiledForm, Evaluation, FormItem } from './form.ts';

type Code = AnswerIssue['code'];

/** Defects of the answers as a set: how many, which together. */
const defectsTogether = (item: FormItem, given: readonly Answer[]): readonly Code[] => {
  if (given.length < 2) return [];
  if (given.some(({ type }) => type === 'absent')) return ['option-exclusive'];
  if (!item.repeats) return ['too-many'];
  const keys = given.flatMap((answer) => (answer.type === 'coding' ? optionKey(answer.value) : []));
  const codes: Code[] = new Set(keys).size < keys.length ? ['too-many'] : [];
  if (keys.some((key) => item.optionByKey.get(key)?.exclusive === true)) codes.push('option-exclusive');
  return codes;
};

const issuesOf = (item: FormItem, answer: Answer): readonly AnswerIssue[] => {
  const { linkId } = item;
  if (answer.type === 'absent') {
    return item.absentReasons.includes(answer.reason)
      ? []
      : [{ linkId, code: 'option-unknown', severity: 'error' }];
  }
  const codec = codecOfItem(item.type);
  if (codec?.type !== answer.type) return [{ linkId, code: 'type', severity: 'error' }];
  if (!codec.isValid(answer)) {
    return [{ linkId, code: answer.type === 'date' ? 'not-a-date' : 'type', severity: 'error' }];
  }
  return codec.defects(item, answer).map((defect) => ({ linkId, ...defect }));
};

/** Defects of the answers to one item that is asked. A group or a display has none. */
export const validateItem = (item: FormItem, given: readonly Answer[]): readonly AnswerIssue[] => {
  const { linkId } = item;
  if (codecOfItem(item.type) === undefined) {
    return given.length === 0 ? [] : [{ linkId, code: 'type', severity: 'error' }];
  }
  const filled = given.filter((answer) => answer.type === 'absent' || isValue(answer));
  if (filled.length === 0) return item.required ? [{ linkId, code: 'required', severity: 'error' }] : [];
  return [
    ...defectsTogether(item, filled).map((code): AnswerIssue => ({ linkId, code, severity: 'error' })),
    ...filled.flatMap((answer) => issuesOf(item, answer)),
  ];
};

/** Groups with a settled question inside that is asked. */
const settledGroups = (
  form: CompiledForm,
  answers: Answers,
  { enabled }: Evaluation,
): ReadonlySet<FormItem> => {
  const groups = new Set<FormItem>();
  for (const [linkId, given] of answers) {
    if (!enabled.has(linkId) || !isSettled(given)) continue;
    let group = form.byLinkId.get(linkId)?.parent;
    while (group !== undefined && !groups.has(group)) {
      groups.add(group);
      group = group.parent;
    }
  }
  return groups;
};

/**
 * Every defect of the items that are asked, in document order. What is not asked has no defects, whatever was
 * answered before.
 */
export const validate = (
  form: CompiledForm,
  answers: Answers,
  evaluation: Evaluation,
): readonly AnswerIssue[] => {
  const issues: AnswerIssue[] = [];
  const groups = settledGroups(form, answers, evaluation);
  for (const item of form.items) {
    const { linkId } = item;
    if (!evaluation.enabled.has(linkId)) continue;
    if (item.type === 'group' && item.required && !groups.has(item)) {
      issues.push({ linkId, code: 'required', severity: 'error' });
    }
    issues.push(...validateItem(item, answers.get(linkId) ?? []));
  }
  return issues;
};
