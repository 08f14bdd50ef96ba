import { describe, expect, it } from 'vitest';
import type { Answer } from '../forms/answer-types.ts';
import { compileForm } from '../forms/compile.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../forms/extensions.ts';
import type { FormItem } from '../forms/form.ts';
import { guardianMessagesFor } from '../i18n/guardian-messages.ts';
import type { Locale } from '../i18n/locale.ts';
import { answerWords } from './answer-words.ts';
import { hasReadings, wordsText } from './label/readings.ts';

const itemOf = (json: object): FormItem => {
  const { form, problems } = compileForm({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: [{ linkId: 'q', text: '質問', ...json }],
  });
  const item = form?.items[0];
  if (item === undefined) throw new Error(JSON.stringify(problems));
  return item;
};
const translation = (lang: string, content: string) => ({
  url: STANDARD_EXTENSION.translation,
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
  ],
});

const months = itemOf({
  type: 'integer',
  extension: [
    {
      url: STANDARD_EXTENSION.unit,
      valueCoding: { system: 'http://unitsofmeasure.org', code: 'mo', display: 'か月' },
    },
  ],
});
const mother = itemOf({
  type: 'choice',
  answerOption: [
    {
      valueCoding: {
        code: 'm',
        display: '母',
        _display: {
          extension: [
            translation('ja-x-easy', 'お母さん'),
            translation('vi', 'Mẹ'),
            {
              url: OWN_EXTENSION.ruby,
              valueString: '母',
              _valueString: { extension: [translation('ja-x-easy', 'お母《かあ》さん')] },
            },
          ],
        },
      },
    },
  ],
});

const read = async (item: FormItem, answer: Answer, language: Locale) =>
  answerWords(item, answer, language, await guardianMessagesFor(language));
const said = async (item: FormItem, answer: Answer, language: Locale): Promise<string> =>
  wordsText(await read(item, answer, language));

const KANJI = /\p{Script=Han}/u;

describe('an answer on the review', () => {
  it('is an option in the language shown, with its readings', async () => {
    const answer: Answer = { type: 'coding', value: { code: 'm', display: '母' } };
    expect(await said(mother, answer, 'vi')).toBe('Mẹ');
    expect(await said(mother, answer, 'ja')).toBe('母');
    expect(await said(mother, answer, 'ja-x-easy')).toBe('お母さん');
    expect(hasReadings(await read(mother, answer, 'ja-x-easy'))).toBe(true);
    expect(hasReadings(await read(mother, answer, 'ja'))).toBe(false);
  });

  it('says はい and the ways of not answering in every language', async () => {
    const yes: Answer = { type: 'boolean', value: true };
    const unknown: Answer = { type: 'absent', reason: 'asked-unknown' };
    expect(await said(months, yes, 'vi')).toBe((await guardianMessagesFor('vi')).form.yes);
    expect(await said(months, unknown, 'th')).not.toMatch(/[ぁ-んァ-ヶ]/);
    expect(await said(months, { type: 'absent', reason: 'temp-unknown' }, 'ja-x-easy')).not.toMatch(KANJI);
  });

  it('gives a number its unit in the language shown', async () => {
    const three: Answer = { type: 'integer', value: 3 };
    expect(await said(months, three, 'ja')).toBe('3 か月');
    expect(await said(months, three, 'ja-x-easy')).toBe('3 かげつ');
    expect(await said(months, three, 'vi')).toBe('3 tháng');
    expect(await said(months, { type: 'integer', value: 1 }, 'en')).toBe('1 month');
    const weight: Answer = { type: 'quantity', value: 2900, unit: 'g', code: 'g' };
    expect(await said(itemOf({ type: 'quantity' }), weight, 'ne')).toBe('2900 g');
  });

  it.each([
    ['2026', '2026ねん'],
    ['2026-09', '2026ねん 9がつ'],
    ['2026-09-05', '2026ねん 9がつ 5にち'],
  ])('writes the date %s without kanji in やさしい日本語', async (value, easy) => {
    expect(await said(itemOf({ type: 'date' }), { type: 'date', value }, 'ja-x-easy')).toBe(easy);
  });

  it('writes the point in time without kanji in やさしい日本語', async () => {
    const answer: Answer = { type: 'dateTime', value: '2026-09-05T08:30' };
    expect(await said(itemOf({ type: 'dateTime' }), answer, 'ja-x-easy')).toBe('2026ねん 9がつ 5にち 08:30');
  });

  it('writes a date as the language does elsewhere', async () => {
    const answer: Answer = { type: 'date', value: '2026-11-01' };
    expect(await said(itemOf({ type: 'date' }), answer, 'ja')).toBe('2026年11月1日');
    expect(await said(itemOf({ type: 'date' }), answer, 'vi')).toContain('2026');
  });

  it('leaves own words as they were typed', async () => {
    const answer: Answer = { type: 'string', value: '山田 花子' };
    expect(await said(itemOf({ type: 'string' }), answer, 'ja-x-easy')).toBe('山田 花子');
  });
});
