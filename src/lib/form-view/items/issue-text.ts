import { codecOf } from '../../forms/codec/codecs.ts';
import type { CompiledForm, FormItem } from '../../forms/form.ts';
import type { AnswerIssue } from '../../forms/issue.ts';
import { textIn } from '../../forms/text.ts';
import { formatBytes, formatDate, formatNumber } from '../../i18n/format.ts';
import type { FormMessages } from '../../i18n/ja/form.ts';
import { unitText } from '../../i18n/unit-text.ts';
import { isLocale } from '../../i18n/locale.ts';

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

const boundText = (issue: AnswerIssue, item: FormItem, language: string): string | undefined => {
  const { bound, code } = issue;
  if (bound === undefined) return undefined;
  const locale = isLocale(language) ? language : 'ja';
  if (typeof bound === 'number') {
    return code === 'too-large' ? formatBytes(bound, locale) : formatNumber(bound, locale);
  }
  if (CIVIL_DATE.test(bound)) return formatDate(bound, locale, { weekday: false });
  const codec = codecOf(item.type === 'time' ? 'time' : 'dateTime');
  const answer = codec.read(bound);
  return answer === undefined || !codec.isValid(answer) ? bound : codec.text(item, answer, language);
};

/** The form's own words for a rule that is broken. */
const ownWords = (
  { constraint }: AnswerIssue,
  { constraints }: Pick<CompiledForm, 'constraints'>,
  language: string,
): string | undefined => {
  const human = constraint === undefined ? undefined : constraints[constraint]?.human;
  const text = human && textIn(human, language);
  return text === '' ? undefined : text;
};

/** The sentence a person reads for a defect of an answer. */
export const issueText = (
  issue: AnswerIssue,
  item: FormItem,
  words: FormMessages,
  language: string,
): string =>
  ownWords(issue, item, language) ??
  words.issues[issue.code]({
    bound: boundText(issue, item, language),
    unit: item.unit && unitText(item.unit, language),
  });

/** The sentence for a defect that belongs to the form as a whole. */
export const formIssueText = (
  issue: AnswerIssue,
  form: CompiledForm,
  words: FormMessages,
  language: string,
): string => ownWords(issue, form, language) ?? words.issues[issue.code]({});
