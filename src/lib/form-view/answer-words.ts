import { answerKey, answerText } from '../forms/answer.ts';
import type { Answer } from '../forms/answer-types.ts';
import { numberText } from '../forms/codec/number.ts';
import type { FormItem } from '../forms/form.ts';
import type { GuardianMessages } from '../i18n/guardian-messages.ts';
import { unitText } from '../i18n/unit-text.ts';
import { plainWords, wordsIn, type Words } from './label/readings.ts';

const PARTS = ['year', 'month', 'day'] as const;

/** A day, month or year in やさしい日本語, whose screens have no kanji without a reading: 2026ねん 11がつ. */
const easyDate = (date: string, { ui }: GuardianMessages['common']): string =>
  date
    .split('-')
    .flatMap((number, at) => {
      const part = PARTS[at];
      return part === undefined ? [] : `${Number(number)}${ui[part]}`;
    })
    .join(' ');

const easyMoment = (value: string, common: GuardianMessages['common']): string => {
  const [date = '', time] = value.split('T');
  return time === undefined ? easyDate(date, common) : `${easyDate(date, common)} ${time.slice(0, 5)}`;
};

const numberIn = (item: FormItem, answer: Answer, language: string): string | undefined => {
  if (answer.type === 'integer' || answer.type === 'decimal') {
    return numberText(answer.value, item.unit && unitText(item.unit, language, answer.value));
  }
  if (answer.type !== 'quantity') return undefined;
  const { value, unit, code = '' } = answer;
  return numberText(value, unit === '' ? undefined : unitText({ code, display: unit }, language, value));
};

/** An answer in a language of the form, its unit in that language, too. */
export const answerIn = (item: FormItem, answer: Answer, language: string): string =>
  numberIn(item, answer, language) ?? answerText(item, answer, language);

/** An answer as the person who gave it reads it: in the words of the screen, with readings and units of its language. */
export const answerWords = (
  item: FormItem,
  answer: Answer,
  language: string,
  { form, common }: GuardianMessages,
): Words => {
  if (answer.type === 'absent') return plainWords(form.absent[answer.reason]);
  const option = item.optionByKey.get(answerKey(answer));
  if (option !== undefined) return wordsIn(option.text, option.rich, language);
  if (answer.type === 'boolean') return plainWords(answer.value ? form.yes : form.no);
  if (language === 'ja-x-easy' && (answer.type === 'date' || answer.type === 'dateTime')) {
    return plainWords(easyMoment(answer.value, common));
  }
  return plainWords(answerIn(item, answer, language));
};
