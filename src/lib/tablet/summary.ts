import { answerIn } from '../form-view/answer-words.ts';
import { sameAnswer } from '../forms/answer.ts';
import { evaluate } from '../forms/run/evaluate.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import type { CompiledForm, FormItem } from '../forms/form.ts';
import { labelOf, textIn } from '../forms/text.ts';
import { validate } from '../forms/run/validate.ts';

/** One answered item as it is read. */
export interface SummaryEntry {
  readonly linkId: string;
  readonly label: string;
  readonly text: string;
  /** Written by hand, in whatever language: not in the words of the form. */
  readonly isWritten: boolean;
  /**
   * How it is to be read: `concern` first; `usual` in passing, since it is what 異常なし一括 sets; `known` is what the
   * tablet itself had put in.
   */
  readonly kind: 'concern' | 'plain' | 'usual' | 'known';
  /** What stood here before, where that was something else; empty when there was nothing. */
  readonly was: string | undefined;
}

export interface SummaryGroup {
  /** linkId of the group, empty for questions outside of any. */
  readonly key: string;
  readonly title: string;
  readonly entries: readonly SummaryEntry[];
}

/** A section's answers as they are read before and after signing. */
export interface SectionSummary {
  readonly groups: readonly SummaryGroup[];
  /** Expected answers that are not there. */
  readonly missing: number;
  /** Values that may be slips. */
  readonly warnings: number;
}

const rootOf = (item: FormItem): FormItem => (item.parent === undefined ? item : rootOf(item.parent));

const isSame = (left: readonly Answer[], right: readonly Answer[] | undefined): boolean =>
  right?.length === left.length && left.every((answer, index) => sameAnswer(answer, right[index] ?? answer));

const kindOf = (
  item: FormItem,
  given: readonly Answer[],
  flagged: ReadonlySet<string>,
  known: Answers,
): SummaryEntry['kind'] => {
  if (flagged.has(item.linkId)) return 'concern';
  if (isSame(given, known.get(item.linkId))) return 'known';
  return item.normalAnswer !== undefined && isSame(given, [item.normalAnswer]) ? 'usual' : 'plain';
};

const NOTHING: Answers = new Map();

interface Compared {
  /** What the tablet had put in by itself. */
  readonly known?: Answers;
  /** An earlier revision, to show what is different now. */
  readonly before?: Answers | undefined;
}

const textOf = (item: FormItem, given: readonly Answer[], language: string): string =>
  given.map((answer) => answerIn(item, answer, language)).join(language.startsWith('ja') ? '、' : ', ');

/**
 * Everything that was answered and is asked, and everything that was answered before, by the groups of the form, in
 * the order of the form.
 */
export const summaryOf = (
  form: CompiledForm,
  answers: Answers,
  language: string,
  { known = NOTHING, before }: Compared = {},
): SectionSummary => {
  const evaluation = evaluate(form, answers);
  const flagged = new Set(evaluation.concerns);
  const groups = new Map<string, { title: string; entries: SummaryEntry[] }>();
  for (const item of form.items) {
    const given = evaluation.enabled.has(item.linkId) ? (answers.get(item.linkId) ?? []) : [];
    const text = textOf(item, given, language);
    const then = before && textOf(item, before.get(item.linkId) ?? [], language);
    if (text === '' && (then ?? '') === '') continue;
    const isChanged = then !== undefined && then !== text;
    const kind = kindOf(item, given, flagged, known);
    const root = rootOf(item);
    const isLoose = root.type !== 'group';
    const key = isLoose ? '' : root.linkId;
    const group = groups.get(key) ?? { title: isLoose ? '' : textIn(root.text, language), entries: [] };
    groups.set(key, group);
    group.entries.push({
      linkId: item.linkId,
      label: textIn(labelOf(item, language), language),
      text,
      isWritten: given.some(({ type }) => type === 'string'),
      kind: isChanged && kind !== 'concern' ? 'plain' : kind,
      was: isChanged ? then : undefined,
    });
  }
  const issues = validate(form, answers, evaluation);
  return {
    groups: [...groups].map(([key, group]) => ({ key, ...group })),
    missing: issues.filter(({ code }) => code === 'required').length,
    warnings: issues.filter(({ severity }) => severity === 'warning').length,
  };
};
