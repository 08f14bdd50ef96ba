import { describe, expect, it } from 'vitest';
import { PROGRAMS } from '../domain/program.ts';
import type { RecordItem } from './standard-record.ts';
import { readRequiredItems, shortcomings } from './testing/required-items.ts';
import { CODE_LISTS, FIELDS, keyOf, RECORD, tableText } from './testing/the-record.ts';

const REQUIRED = readRequiredItems(tableText('required-items'));

const keyIn = ({ program, linkId }: { readonly program: string; readonly linkId: string }): string =>
  `${program} ${linkId}`;

const SECTIONS_BY_ITEM = new Map(
  [...Map.groupBy(REQUIRED, keyIn)].map(([key, rows]) => [key, new Set(rows.map(({ section }) => section))]),
);

const isOfTheFacts = ({ source }: RecordItem): boolean => source === '1' || source.startsWith('2.');

/** The record with one of its items changed. */
const changed = (
  program: string,
  linkId: string,
  change: (item: RecordItem) => Partial<RecordItem>,
): readonly RecordItem[] =>
  RECORD.map((item) =>
    item.program === program && item.linkId === linkId ? { ...item, ...change(item) } : item,
  );

describe('what the domain facts demand (sections 1 and 2, item for item)', () => {
  it('is all in the record: type, unit, scale, answers by their words, minimum', () => {
    expect(shortcomings(REQUIRED, RECORD, CODE_LISTS)).toEqual([]);
  });

  it('is all in the forms, without the record between', () => {
    const inForms = new Set([...FIELDS.keys()].map((key) => key.replace(/ [^ ]+ /, ' ')));
    expect(REQUIRED.map(keyIn).filter((key) => !inForms.has(key))).toEqual([]);
  });

  it('has its place in the record', () => {
    const elsewhere = RECORD.filter((item) => SECTIONS_BY_ITEM.get(keyIn(item))?.has(item.source) === false);
    expect(elsewhere.map((item) => `${keyOf(item)} ${item.source}`)).toEqual([]);
  });

  it('is no more than they say: an item of these sections that they do not demand of the program is marked (u)', () => {
    const claimed = RECORD.filter((item) => isOfTheFacts(item) && !SECTIONS_BY_ITEM.has(keyIn(item)));
    expect(claimed.filter(({ basis }) => !basis.includes('(u)')).map(keyOf)).toEqual([]);
  });

  it('reaches every section of theirs and every program but vaccination, which stands in section 5', () => {
    expect([...new Set(REQUIRED.map(({ section }) => section))]).toEqual([
      '1',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15].map((part) => `2.${part}`),
    ]);
    const reached = new Set(REQUIRED.map(({ program }) => program));
    expect(PROGRAMS.filter((program) => !reached.has(program))).toEqual(['vaccination']);
  });

  it('names nothing twice', () => {
    const names = REQUIRED.map(
      ({ section, item, program, linkId }) => `${section} ${item} ${program} ${linkId}`,
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each<[string, readonly RecordItem[], string]>([
    [
      'an item that is nowhere',
      RECORD.filter(({ program, linkId }) => program !== 'infant-3-4m' || linkId !== 'birth-length'),
      '§1 妊娠・分娩歴 出生時身長: infant-3-4m birth-length is missing',
    ],
    [
      'kg where the record has g',
      changed('infant-3-4m', 'weight', () => ({ unit: 'kg' })),
      '§2.1 体重(3〜4か月まで g): infant-3-4m weight: unit kg, not g',
    ],
    [
      'g where the record has kg',
      changed('child-3y', 'weight', () => ({ unit: 'g' })),
      '§2.1 体重(1歳6か月から kg): child-3y weight: unit g, not kg',
    ],
    [
      'the mother’s scale of urine for a child',
      changed('child-3y', 'urine-protein', () => ({ list: 'mother-urine' })),
      '§2.4 検尿 蛋白: child-3y urine-protein: no answer ±',
    ],
    [
      'the child’s scale of urine for a mother',
      changed('prenatal', 'urine-protein', () => ({ list: 'child-urine' })),
      '§2.5 尿蛋白: prenatal urine-protein: no answer ++',
    ],
    [
      'the caries types of another age',
      changed('child-18m', 'caries-type', () => ({ list: 'caries-type-3y' })),
      '§2.3 罹患型: child-18m caries-type: no answer O1',
    ],
    [
      'the judgement of mothers for a child',
      changed('infant-3-4m', 'judgement', () => ({ list: 'judgement-mother' })),
      '§2.1 判定(医科): infant-3-4m judgement: no answer 既医療',
    ],
    [
      'a text where a finding is asked',
      changed('infant-3-4m', 'finding-hip', () => ({ type: 'text', list: '' })),
      '§2.2 診察所見 股関節: infant-3-4m finding-hip: type text, not b',
    ],
    [
      'an item that is no longer of the minimum',
      changed('prenatal', 'rubella-antibody', () => ({ minimum: false })),
      '§1 妊婦 感染症検査等 風疹: prenatal rubella-antibody: not in the minimum',
    ],
  ])('does not pass with %s', (_what, record, told) => {
    expect(shortcomings(REQUIRED, record, CODE_LISTS)).toContain(told);
  });
});
