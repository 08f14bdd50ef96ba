import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { ANSWER_COLUMNS, COLUMNS, PACK_COLUMNS } from './columns.ts';
import { compileTable } from './compile-table.ts';
import { answerLists, commonRows, type FormSources } from './form-rows.ts';

type Row = Readonly<Record<string, string>>;

const csv = (columns: readonly string[], rows: readonly Row[]): string =>
  stringify([...rows], { header: true, columns: [...columns] });

const TITLE = { linkId: 'infant-1m-measurement', type: 'form', ja: '計測', en: 'Measurement' };
const YES_NO = [
  { list: 'yes-no', code: 'yes', ja: 'はい', en: 'Yes', vi: 'Có' },
  { list: 'yes-no', code: 'no', ja: 'いいえ', en: 'No', vi: 'Không' },
];
const ASKED = { linkId: 'eats', type: 'choice', ja: '食べますか。', answers: 'yes-no', concern: 'no' };

const files = (
  rows: readonly Row[],
  more: { packs?: readonly Row[]; common?: readonly Row[] } = {},
): FormSources => ({
  form: {
    file: 'forms/a.csv',
    table: csv(COLUMNS, rows),
    ...(more.packs && { packs: csv(PACK_COLUMNS, more.packs) }),
  },
  common: commonRows([{ file: 'common/c.csv', table: csv(COLUMNS, more.common ?? []) }]),
  answers: answerLists([{ file: 'answers/b.csv', table: csv(ANSWER_COLUMNS, YES_NO) }]),
});

const compile = (rows: readonly Row[], more?: Parameters<typeof files>[1]) =>
  compileTable('infant-1m', 'measurement', files([TITLE, ...rows], more));

describe('a form’s table', () => {
  it('gives a question a picture that the app carries, and refuses any other', () => {
    const { item } = compile([{ ...ASKED, traits: 'required picture:feeding' }]);
    expect(item[0]?.extension).toContainEqual({
      url: 'https://hagukumi.dev/fhir/StructureDefinition/illustration',
      valueCode: 'feeding',
    });
    expect(() => compile([{ ...ASKED, traits: 'picture:unicorn' }])).toThrow(
      'there is no trait “picture:unicorn”',
    );
  });

  it('becomes a Questionnaire with its groups, answers and conditions', () => {
    const { url, item } = compile([
      { linkId: 'meal', type: 'group', ja: '食事' },
      { ...ASKED, in: 'meal', traits: 'required absent', staff: '食事' },
      { linkId: 'why', type: 'text', ja: 'なぜですか。', in: 'meal', length: '200', when: 'eats = no' },
    ]);
    expect(url).toBe('https://hagukumi.dev/fhir/Questionnaire/infant-1m-measurement');
    expect(item).toMatchObject([
      {
        linkId: 'meal',
        type: 'group',
        item: [
          {
            linkId: 'eats',
            required: true,
            answerOption: [{ valueCoding: { code: 'yes' } }, { valueCoding: { code: 'no' } }],
          },
          {
            linkId: 'why',
            maxLength: 200,
            enableWhen: [{ question: 'eats', operator: '=', answerCoding: { code: 'no' } }],
          },
        ],
      },
    ]);
  });

  it('joins conditions by any or by all', () => {
    const when = (cell: string) =>
      compile([
        ASKED,
        { linkId: 'n', type: 'integer', ja: '数', min: '0', max: '9' },
        { linkId: 'why', type: 'date', ja: '日', when: cell },
      ]).item[2];
    expect(when('eats = no | n > 3')).toMatchObject({
      enableBehavior: 'any',
      enableWhen: [{}, { operator: '>', answerInteger: 3 }],
    });
    expect(when('eats = no & !n')).toMatchObject({
      enableBehavior: 'all',
      enableWhen: [{}, { operator: 'exists', answerBoolean: false }],
    });
  });

  it('has times of day, which take no bounds', () => {
    const row = { linkId: 'time-given', type: 'time', ja: '接種時刻' };
    expect(compile([row]).item[0]).toMatchObject({ linkId: 'time-given', type: 'time' });
    expect(() => compile([{ ...row, length: '5' }])).toThrow('a time has no length');
  });

  it('takes a common row with what the form says of its own', () => {
    const common = [
      { linkId: 'height', type: 'quantity', ja: '身長', unit: 'cm', decimals: '1', min: '20', max: '140' },
    ];
    const { item } = compile([{ linkId: 'height', type: 'common', 'soft-min': '50', 'soft-max': '70' }], {
      common,
    });
    expect(item[0]?.text).toBe('身長');
    expect(item[0]?.extension?.map(({ valueInteger }) => valueInteger)).toEqual(
      expect.arrayContaining([50, 70]),
    );
  });

  it('puts the languages of a pack beside the others', () => {
    const packs = [{ linkId: 'eats', type: 'choice', ja: '食べますか。', th: 'กินไหม' }];
    expect(JSON.stringify(compile([ASKED], { packs }).item[0]?._text)).toContain('กินไหม');
  });

  it.each<[string, readonly Row[], string]>([
    ['an unknown type', [{ ...ASKED, type: 'question' }], 'line 3: there is no type “question”'],
    ['a question without Japanese', [{ ...ASKED, ja: '' }], 'line 3: eats has no Japanese text'],
    [
      'an unknown answer list',
      [{ ...ASKED, answers: 'colours' }],
      'line 3: eats: there is no answer list “colours”',
    ],
    [
      'a concern that is no answer',
      [{ ...ASKED, concern: 'maybe' }],
      'line 3: eats: “maybe” is not among the answers',
    ],
    [
      'a choice that does not state its concern',
      [{ ...ASKED, concern: '' }],
      'line 3: eats: a choice needs concern',
    ],
    ['the same linkId twice', [ASKED, ASKED], 'line 4: eats stands there twice'],
    ['a group that is not there', [{ ...ASKED, in: 'meal' }], 'line 3: there is no group meal'],
    [
      'a condition on nothing',
      [{ ...ASKED, when: 'sleeps' }],
      'line 3: eats: the condition “sleeps” names no question above or below',
    ],
    [
      'a condition of both kinds',
      [ASKED, { ...ASKED, linkId: 'b', when: 'eats = no | eats = yes & eats = no' }],
      'line 4: b: a condition joins by | or by &, not by both',
    ],
    [
      'a hint to nothing',
      [{ linkId: 'sleeps', type: 'hint', ja: 'ひるまも' }],
      'line 3: the hint belongs to no question sleeps',
    ],
    [
      'a bound that is no number',
      [{ linkId: 'n', type: 'integer', ja: '数', min: 'none', max: '9' }],
      'line 3: n: min is not a number',
    ],
    ['a trait nobody knows', [{ ...ASKED, traits: 'urgent' }], 'line 3: eats: there is no trait “urgent”'],
    ['a column of another type', [{ ...ASKED, unit: 'g' }], 'line 3: a choice has no unit'],
    ['a code of no system', [{ ...ASKED, codes: 'ICD:1' }], 'line 3: eats: “ICD:1” are no codes'],
    [
      'a common row that is not there',
      [{ linkId: 'weight', type: 'common' }],
      'line 3: there is no common row weight',
    ],
  ])('is refused with %s, by file and line', (_what, rows, message) => {
    expect(() => compile(rows)).toThrow(`forms/a.csv, ${message}`);
  });

  it('is refused with a pack that translates another text', () => {
    const packs = [{ linkId: 'eats', type: 'choice', ja: '飲みますか。', th: 'ดื่มไหม' }];
    expect(() => compile([ASKED], { packs })).toThrow(
      'packs/forms/a.csv, line 2: the Japanese of eats is another',
    );
  });

  it('is refused with another header, or without its title', () => {
    const { common, answers } = files([]);
    const broken = { form: { file: 'forms/a.csv', table: 'linkId,text\n' }, common, answers };
    expect(() => compileTable('infant-1m', 'measurement', broken)).toThrow('forms/a.csv, line 1: the header');
    expect(() => compileTable('infant-1m', 'measurement', files([ASKED]))).toThrow(
      'line 2: the first row is to be',
    );
  });
});
