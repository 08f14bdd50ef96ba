import { describe, expect, it } from 'vitest';
import { answerText, readValue, sameAnswer, writeValue } from './answer.ts';
import { decimalPlaces } from './codec/number.ts';
import { STANDARD_EXTENSION, UCUM_SYSTEM } from './extensions.ts';
import type { Answer } from './answer-types.ts';
import { aChoice, anItem, aQuestionnaire, aWeight, extension, translation } from './testing/questionnaire.ts';
import { compiled } from './testing/scenario.ts';

const itemOf = (json: unknown) => {
  const [item] = compiled(aQuestionnaire([json])).items;
  if (item === undefined) throw new Error('no item');
  return item;
};

const coding = (system: string | undefined, code: string, display?: string): Answer => ({
  type: 'coding',
  value: { ...(system !== undefined && { system }), code, ...(display !== undefined && { display }) },
});

describe('sameAnswer', () => {
  it.each<[string, Answer, Answer, boolean]>([
    ['equal booleans', { type: 'boolean', value: true }, { type: 'boolean', value: true }, true],
    ['yes and no', { type: 'boolean', value: true }, { type: 'boolean', value: false }, false],
    ['equal numbers', { type: 'decimal', value: 6.2 }, { type: 'decimal', value: 6.2 }, true],
    ['numbers of two types', { type: 'decimal', value: 6 }, { type: 'integer', value: 6 }, false],
    ['numbers with other zeros', { type: 'decimal', value: 6.0 }, { type: 'decimal', value: 6 }, true],
    [
      'times with and without seconds',
      { type: 'time', value: '09:30' },
      { type: 'time', value: '09:30:00' },
      true,
    ],
    [
      'one instant in two zones',
      { type: 'dateTime', value: '2026-03-05T09:30:00+09:00' },
      { type: 'dateTime', value: '2026-03-05T00:30:00Z' },
      true,
    ],
    [
      'amounts without codes of two words',
      { type: 'quantity', value: 1, unit: '杯' },
      { type: 'quantity', value: 1, unit: '枚' },
      false,
    ],
    ['equal dates', { type: 'date', value: '2026-03' }, { type: 'date', value: '2026-03' }, true],
    [
      'dates of two precisions',
      { type: 'date', value: '2026-03' },
      { type: 'date', value: '2026-03-05' },
      false,
    ],
    ['strings that differ in case', { type: 'string', value: 'a' }, { type: 'string', value: 'A' }, false],
    ['codings with other displays', coding('s', 'x', '良'), coding('s', 'x', 'Good'), true],
    ['codings of two systems', coding('s', 'x'), coding('t', 'x'), false],
    ['codings with and without a system', coding('s', 'x'), coding(undefined, 'x'), false],
    [
      'quantities printed otherwise',
      { type: 'quantity', value: 1, unit: 'グラム', code: 'g' },
      { type: 'quantity', value: 1, unit: 'g', code: 'g' },
      true,
    ],
    [
      'quantities of two units',
      { type: 'quantity', value: 1, unit: 'g', code: 'g' },
      { type: 'quantity', value: 1, unit: 'kg', code: 'kg' },
      false,
    ],
    [
      'equal reasons',
      { type: 'absent', reason: 'asked-unknown' },
      { type: 'absent', reason: 'asked-unknown' },
      true,
    ],
    [
      'two reasons',
      { type: 'absent', reason: 'asked-unknown' },
      { type: 'absent', reason: 'asked-declined' },
      false,
    ],
    [
      'a reason and a value',
      { type: 'absent', reason: 'asked-unknown' },
      { type: 'boolean', value: false },
      false,
    ],
  ])('[FA1] %s', (_name, left, right, same) => {
    expect(sameAnswer(left, right)).toBe(same);
    expect(sameAnswer(right, left)).toBe(same);
  });
});

describe('answerText', () => {
  const choice = itemOf(
    aChoice('a', [], {
      answerOption: [
        {
          valueCoding: {
            system: 's',
            code: 'x',
            display: '良',
            _display: { extension: [translation('en', 'Good')] },
          },
        },
      ],
    }),
  );
  const centimetres = itemOf(
    anItem('decimal', 'a', {
      extension: [
        extension(STANDARD_EXTENSION.unit, {
          valueCoding: { system: UCUM_SYSTEM, code: 'cm', display: 'cm' },
        }),
      ],
    }),
  );
  const plain = itemOf(anItem('integer', 'a'));

  it.each<[Parameters<typeof answerText>[0], Answer, string, string]>([
    [plain, { type: 'boolean', value: true }, 'はい', 'Yes'],
    [plain, { type: 'boolean', value: false }, 'いいえ', 'No'],
    [plain, { type: 'integer', value: 12_345 }, '12345', '12345'],
    [plain, { type: 'decimal', value: -0.5 }, '-0.5', '-0.5'],
    [plain, { type: 'decimal', value: 1e-7 }, '0.0000001', '0.0000001'],
    [centimetres, { type: 'decimal', value: 62.5 }, '62.5 cm', '62.5 cm'],
    [itemOf(aWeight('a')), { type: 'quantity', value: 6200, unit: 'g', code: 'g' }, '6200 g', '6200 g'],
    [plain, { type: 'date', value: '2026-03-05' }, '2026年3月5日', 'March 5, 2026'],
    [plain, { type: 'date', value: '2026-03' }, '2026年3月', 'March 2026'],
    [plain, { type: 'date', value: '2026' }, '2026年', '2026'],
    [plain, { type: 'date', value: '2026-02-30' }, '2026-02-30', '2026-02-30'],
    [
      plain,
      { type: 'dateTime', value: '2026-03-05T09:30:00+09:00' },
      '2026年3月5日 09:30',
      'March 5, 2026 09:30',
    ],
    [plain, { type: 'time', value: '09:30:00' }, '09:30', '09:30'],
    [plain, { type: 'uri', value: 'urn:a' }, 'urn:a', 'urn:a'],
    [plain, { type: 'attachment', value: { title: '写真', data: 'AAAA' } }, '写真', '写真'],
    [plain, { type: 'reference', value: { reference: 'Practitioner/1', display: '医師' } }, '医師', '医師'],
    [plain, { type: 'row', id: '1' }, '', ''],
    [plain, { type: 'string', value: '特になし' }, '特になし', '特になし'],
    [choice, coding('s', 'x'), '良', 'Good'],
    [choice, coding('s', 'y', '不良'), '不良', '不良'],
    [choice, coding('s', 'y'), 'y', 'y'],
    [plain, { type: 'absent', reason: 'asked-unknown' }, 'わからない', 'I don’t know'],
    [plain, { type: 'absent', reason: 'asked-declined' }, 'こたえたくない', 'I’d rather not say'],
    [plain, { type: 'absent', reason: 'temp-unknown' }, 'スタッフに聞く', 'I’ll ask the staff'],
  ])('[FA2] item %#: %j reads %s', (item, answer, ja, en) => {
    expect(answerText(item, answer, 'ja')).toBe(ja);
    expect(answerText(item, answer, 'en')).toBe(en);
  });

  it.each(['', 'x-klingon', 'en-aaaaa-aaaaa', '日本語', '__proto__'])(
    '[FA2] a date reads in some language for %j',
    (language) => {
      expect(answerText(plain, { type: 'date', value: '2026-03-05' }, language)).toMatch(/2026/);
    },
  );
});

describe('numbers', () => {
  it.each([
    [0, 0],
    [6.2, 1],
    [6.25, 2],
    [-0.05, 2],
    [1e21, 0],
    [1.5e-7, 8],
    [1e-7, 7],
    [1.25e21, 0],
  ])('[FA3] %d has %d decimal places', (value, places) => {
    expect(decimalPlaces(value)).toBe(places);
  });
});

describe('value[x]', () => {
  it.each<[Answer, object]>([
    [{ type: 'boolean', value: false }, { valueBoolean: false }],
    [{ type: 'integer', value: 0 }, { valueInteger: 0 }],
    [{ type: 'decimal', value: 62.5 }, { valueDecimal: 62.5 }],
    [{ type: 'date', value: '2026-03' }, { valueDate: '2026-03' }],
    [
      { type: 'dateTime', value: '2026-03-05T09:30:00+09:00' },
      { valueDateTime: '2026-03-05T09:30:00+09:00' },
    ],
    [{ type: 'time', value: '09:30:00' }, { valueTime: '09:30:00' }],
    [{ type: 'string', value: '一\n二' }, { valueString: '一\n二' }],
    [{ type: 'uri', value: 'https://example.org/a' }, { valueUri: 'https://example.org/a' }],
    [
      { type: 'attachment', value: { contentType: 'image/png', data: 'AAAA', title: '写真' } },
      { valueAttachment: { contentType: 'image/png', data: 'AAAA', title: '写真' } },
    ],
    [
      { type: 'reference', value: { reference: 'Practitioner/1', display: '医師' } },
      { valueReference: { reference: 'Practitioner/1', display: '医師' } },
    ],
    [{ type: 'quantity', value: 3, unit: '杯' }, { valueQuantity: { value: 3, unit: '杯' } }],
    [coding('s', 'x', '良'), { valueCoding: { system: 's', code: 'x', display: '良' } }],
    [coding(undefined, 'x'), { valueCoding: { code: 'x' } }],
    [
      { type: 'quantity', value: 6200, unit: 'グラム', code: 'g' },
      { valueQuantity: { value: 6200, unit: 'グラム', system: UCUM_SYSTEM, code: 'g' } },
    ],
  ])('[FR6] %j is written as R4 and read back', (answer, json) => {
    expect(writeValue(answer)).toEqual(json);
    expect(readValue(json)).toEqual(answer);
  });

  it.each<[Answer, object]>([
    [{ type: 'time', value: '09:30' }, { valueTime: '09:30:00' }],
    [{ type: 'dateTime', value: '2026-03-05T09:30' }, { valueDateTime: '2026-03-05T09:30:00+09:00' }],
    [{ type: 'dateTime', value: '2026-03-05T09:30:15Z' }, { valueDateTime: '2026-03-05T09:30:15Z' }],
    [{ type: 'dateTime', value: '2026-03' }, { valueDateTime: '2026-03' }],
    [{ type: 'uri', value: ' urn:a ' }, { valueUri: 'urn:a' }],
  ])('[FR6] what was typed as %j is completed to R4', (answer, json) => {
    expect(writeValue(answer)).toEqual(json);
  });

  it.each<Answer>([
    { type: 'row', id: '1' },
    { type: 'integer', value: NaN },
    { type: 'decimal', value: Infinity },
    { type: 'quantity', value: NaN, unit: 'g', code: 'g' },
    { type: 'absent', reason: 'asked-unknown' },
  ])('[FR6] %j is no value that JSON can hold', (answer) => {
    expect(writeValue(answer)).toBeUndefined();
  });

  it.each([
    {},
    { valueBoolean: true, valueInteger: 1 },
    { valueMoney: 1 },
    { valueInteger: '1' },
    { valueCoding: { system: 's' } },
    { valueCoding: { code: 'x', system: 5 } },
    { valueQuantity: { value: 1, unit: 5 } },
    { valueQuantity: { unit: 'g' } },
    { valueQuantity: { value: '1', code: 'g', system: UCUM_SYSTEM } },
    { value: true },
    [],
    null,
  ])('%j is no answer', (json) => {
    expect(readValue(json)).toBeUndefined();
  });

  it('[FR7] what a FHIR string cannot hold is dropped, line breaks are not', () => {
    expect(writeValue({ type: 'string', value: 'a\u0000\u0007b\tc\r\nd\uD800' })).toEqual({
      valueString: 'ab\tc\r\nd\uFFFD',
    });
  });
});
