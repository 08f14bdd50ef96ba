import { describe, expect, it } from 'vitest';
import type { ListedCode } from './code-lists.ts';
import { CODE_LISTS, FIELDS, keyOf, RECORD } from './testing/the-record.ts';

const CODED = RECORD.filter(({ list }) => list !== '');

/** What a field says for each of its codes, in Japanese. */
const saidBy = (key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (FIELDS.get(key)?.answerOption ?? []).map(({ valueCoding: { code, display } }) => [code, display]),
  );

const meantBy = (list: string): Readonly<Record<string, string>> =>
  Object.fromEntries((CODE_LISTS.get(list) ?? []).map(({ code, label }) => [code, label]));

/** Our codes by their value in the list of another. */
const valuesIn = (list: string, other: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (CODE_LISTS.get(list) ?? []).flatMap(({ code, theirs }) =>
      theirs.flatMap((each) => (each.startsWith(`${other}:`) ? [[each.slice(other.length + 1), code]] : [])),
    ),
  );

const twice = (values: readonly string[]): readonly string[] =>
  values.filter((value, at) => values.indexOf(value) !== at);

describe('code lists', () => {
  it('are named by every coded item, and by no other', () => {
    const differing = RECORD.filter(({ list, options }) => (list === '') !== (options.length === 0));
    expect(differing.map(keyOf)).toEqual([]);
  });

  it.each([...new Set(CODED.map(({ program }) => program))])(
    'mean code for code what the answers of %s say: none is missing, none is added, none stands for another',
    (program) => {
      for (const item of CODED.filter((each) => each.program === program)) {
        expect(saidBy(keyOf(item)), `${keyOf(item)}, ${item.list}`).toEqual(meantBy(item.list));
      }
    },
  );

  it.each([...CODE_LISTS])('%s means one thing with every code and says it with one word', (_list, codes) => {
    for (const of of ['code', 'word', 'label'] as const satisfies readonly (keyof ListedCode)[]) {
      expect(twice(codes.map((each) => each[of]))).toEqual([]);
    }
    expect(twice(codes.flatMap(({ theirs }) => theirs))).toEqual([]);
    expect(
      codes.flatMap(({ theirs }) => theirs).filter((each) => !/^(IHS|AIP|ECK|handbook):\d+$/.test(each)),
    ).toEqual([]);
    expect(codes.filter(({ word, basis }) => word === '' || basis === '')).toEqual([]);
  });

  it('are all of use', () => {
    const used = new Set(CODED.map(({ list }) => list));
    expect([...CODE_LISTS.keys()].filter((list) => !used.has(list))).toEqual([]);
  });

  it('keep the numbers of others apart: 栄養法 2 and 3, 実施区分 1 and 2, 不安 as printed and as coded', () => {
    expect(valuesIn('feeding-method', 'IHS')).toEqual({ 1: 'breast', 2: 'formula', 3: 'mixed' });
    expect(valuesIn('feeding-method', 'handbook')).toEqual({ 1: 'breast', 2: 'mixed', 3: 'formula' });
    expect(valuesIn('setting', 'AIP')).toEqual({ 1: 'group', 2: 'individual' });
    expect(valuesIn('setting', 'ECK')).toEqual({ 1: 'individual', 2: 'group' });
    expect(valuesIn('yes-no-unsure', 'IHS')).toEqual({ 1: 'yes', 2: 'no', 3: 'hard-to-say' });
    expect(
      CODED.find(({ program, linkId }) => program === 'child-3y' && linkId === 'worry')?.options,
    ).toEqual(['no', 'yes', 'hard-to-say']);
  });

  it('keep two scales of urine apart: − ± ＋ for children, − ＋ ＋＋ for mothers', () => {
    const scale = (list: string) => CODE_LISTS.get(list)?.map(({ word }) => word.normalize('NFKC'));
    expect(scale('child-urine')).toEqual(['−', '±', '+']);
    expect(scale('mother-urine')?.slice(0, 3)).toEqual(['−', '+', '++']);
    const lists = CODED.filter(
      ({ linkId }) => linkId.startsWith('urine-') && /protein|glucose|blood/.test(linkId),
    );
    expect(new Set(lists.map(({ program, list }) => `${program} ${list}`))).toEqual(
      new Set([
        'child-3y child-urine',
        'prenatal mother-urine',
        'postnatal-2w mother-urine',
        'postnatal-1m mother-urine',
      ]),
    );
  });
});
