import { answerText } from '../forms/answer.ts';
import { evaluate } from '../forms/evaluate.ts';
import type { Answers, CompiledForm, FormItem } from '../forms/form.ts';
import { textIn } from '../forms/text.ts';
import { validate } from '../forms/validate.ts';

/** One answered item as it is read. */
export interface SummaryEntry {
  readonly linkId: string;
  readonly label: string;
  readonly text: string;
  readonly concern: boolean;
  /** The answer is the one that 異常なし一括 sets: read in passing. */
  readonly normal: boolean;
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

const isNormal = (item: FormItem, text: string, language: string): boolean =>
  item.normalAnswer !== undefined && answerText(item, item.normalAnswer, language) === text;

/** Everything that was answered and is asked, by the groups of the form, in the order of the form. */
export const summaryOf = (form: CompiledForm, answers: Answers, language: string): SectionSummary => {
  const evaluation = evaluate(form, answers);
  const flagged = new Set(evaluation.concerns);
  const groups = new Map<string, { title: string; entries: SummaryEntry[] }>();
  for (const item of form.items) {
    const given = evaluation.enabled.has(item.linkId) ? (answers.get(item.linkId) ?? []) : [];
    const text = given
      .map((answer) => answerText(item, answer, language))
      .join(language.startsWith('ja') ? '、' : ', ');
    if (text === '') continue;
    const root = rootOf(item);
    const isLoose = root.type !== 'group';
    const key = isLoose ? '' : root.linkId;
    const group = groups.get(key) ?? { title: isLoose ? '' : textIn(root.text, language), entries: [] };
    groups.set(key, group);
    group.entries.push({
      linkId: item.linkId,
      label: textIn(item.shortText ?? item.text, language),
      text,
      concern: flagged.has(item.linkId),
      normal: isNormal(item, text, language),
    });
  }
  const issues = validate(form, answers, evaluation);
  return {
    groups: [...groups].map(([key, group]) => ({ key, ...group })),
    missing: issues.filter(({ code }) => code === 'required').length,
    warnings: issues.filter(({ severity }) => severity === 'warning').length,
  };
};
