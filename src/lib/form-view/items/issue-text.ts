import type { AnswerIssue, FormItem } from '../../forms/form.ts';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import type { FormMessages } from '../../i18n/ja/form.ts';
import { isLocale } from '../../i18n/locale.ts';

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

const boundText = (bound: number | string, language: string): string => {
  const locale = isLocale(language) ? language : 'ja';
  if (typeof bound === 'number') return formatNumber(bound, locale);
  return CIVIL_DATE.test(bound) ? formatDate(bound, locale, { weekday: false }) : bound;
};

/** The sentence a person reads for a defect of an answer. */
export const issueText = (
  issue: AnswerIssue,
  item: FormItem,
  words: FormMessages,
  language: string,
): string =>
  words.issues[issue.code]({
    bound: issue.bound === undefined ? undefined : boundText(issue.bound, language),
    unit: item.unit?.display,
  });
