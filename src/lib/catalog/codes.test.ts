import { describe, expect, it } from 'vitest';
import { PROGRAMS } from '../domain/program.ts';
import { compileForm } from '../forms/compile.ts';
import { formsOf } from './questionnaire-of.ts';
import { CODE_NAMES, formatCodes, parseCodes } from './table/codes.ts';
import { keyOf, RECORD } from './testing/the-record.ts';

/** The codes that the domain facts (§11) give for what our forms ask: [code, fields, unit]. No other is used. */
const GIVEN: readonly (readonly [code: string, fields: string, unit?: string])[] = [
  ['JP:31000296', 'weight', 'kg'],
  ['JP:31000297', 'weight baby-weight', 'g'],
  ['JP:31000298', 'height', 'cm'],
  ['JP:31000299', 'chest', 'cm'],
  ['JP:31002900', 'birth-weight birth-weight-second', 'g'],
  ['JP:31006116', 'head', 'cm'],
  ['LOINC:29463-7', 'weight', 'kg'],
  ['LOINC:3141-9', 'weight baby-weight'],
  ['LOINC:8302-2', 'height', 'cm'],
  ['LOINC:8287-5', 'head', 'cm'],
  ['LOINC:8339-4', 'birth-weight birth-weight-second', 'g'],
  ['LOINC:54109-4', 'hearing-first-right hearing-confirmation-right'],
  ['LOINC:54108-6', 'hearing-first-left hearing-confirmation-left'],
  ['LOINC:8480-6', 'bp-systolic', 'mm[Hg]'],
  ['LOINC:8462-4', 'bp-diastolic', 'mm[Hg]'],
  ['LOINC:11778-8', 'due-date'],
  ['LOINC:20454-5', 'urine-protein'],
  ['LOINC:25428-4', 'urine-glucose'],
  ['LOINC:5794-3', 'urine-blood'],
  ['JLAC10:9A751000000000001', 'bp-systolic', 'mm[Hg]'],
  ['JLAC10:9A761000000000001', 'bp-diastolic', 'mm[Hg]'],
  ['JLAC10:1A010000000191111', 'urine-protein'],
  ['JLAC10:1A020000000191111', 'urine-glucose'],
  ['JLAC10:1A100000000191111', 'urine-blood'],
  ['JLAC10:2A030000001930101', 'haemoglobin', 'g/dL'],
  ['JLAC10:2A040000001930102', 'haematocrit', '%'],
  ['JLAC10:2A050000001930101', 'platelets', '10*4/uL'],
  ['JLAC10:5H010000001910111', 'blood-abo'],
  ['JLAC10:5H020000001910111', 'blood-rh'],
  ['JLAC10:5E071000002399811', 'syphilis'],
  ['JLAC10:5F016141002399811', 'hbs-antigen'],
  ['JLAC10:5F360149502399811', 'hcv-antibody'],
];

/** One meaning, measured twice in one form: a second child, a second test. */
const TWICE = [
  'birth-weight birth-weight-second',
  'hearing-first-right hearing-confirmation-right',
  'hearing-first-left hearing-confirmation-left',
];

const codesOf = (code: string): readonly string[] => (code === '' ? [] : code.split(' '));

const CODED = RECORD.filter(({ code }) => code !== '');

/** The check digit of a LOINC code (mod 10, doubled from the right). */
const loincDigit = (digits: string): number =>
  (10 -
    ([...digits].toReversed().reduce((sum, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
      return sum + Math.floor(value / 10) + (value % 10);
    }, 0) %
      10)) %
  10;

const isWellFormed = (code: string): boolean => {
  const [system = '', value = ''] = code.split(':');
  if (system === 'JP') return /^3100\d{4}$/.test(value);
  if (system === 'JLAC10') return /^[0-9A-Z]{17}$/.test(value);
  const [digits = '', check] = value.split('-');
  return system === 'LOINC' && /^\d{3,5}$/.test(digits) && check === String(loincDigit(digits));
};

describe('codes of others', () => {
  it('are well formed, a LOINC code with its check digit', () => {
    const codes = new Set([...GIVEN.map(([code]) => code), ...CODED.flatMap(({ code }) => codesOf(code))]);
    expect([...codes].filter((code) => !isWellFormed(code))).toEqual([]);
    expect(
      ['LOINC:8302-3', 'LOINC:54109-6', 'JP:3100029', 'JLAC10:9A75100000000000'].filter(isWellFormed),
    ).toEqual([]);
  });

  it('are those of the facts, on the fields and in the units they are given for', () => {
    const wrong = CODED.flatMap((item) =>
      codesOf(item.code)
        .filter(
          (code) =>
            !GIVEN.some(
              ([given, fields, unit]) =>
                given === code &&
                fields.split(' ').includes(item.linkId) &&
                (unit === undefined || unit === item.unit),
            ),
        )
        .map((code) => `${keyOf(item)} ${code}`),
    );
    expect(wrong).toEqual([]);
  });

  it('are all of use: a code in grams stands on every weight in grams, a code in kilograms on every weight in kilograms', () => {
    const used = new Set(CODED.flatMap(({ code }) => codesOf(code)));
    expect(GIVEN.map(([code]) => code).filter((code) => !used.has(code))).toEqual([]);
    const bare = RECORD.filter(
      ({ linkId, unit, code, type }) =>
        type === 'quantity' &&
        GIVEN.some(
          ([given, fields, of]) =>
            given.startsWith('JP:') &&
            fields.split(' ').includes(linkId) &&
            of === unit &&
            !codesOf(code).includes(given),
        ),
    );
    expect(bare.map(keyOf)).toEqual([]);
  });

  it('say one thing in a form, but for what is measured twice', () => {
    const forms = Map.groupBy(CODED, ({ program, section }) => `${program} ${section}`);
    for (const [form, items] of forms) {
      const fields = Map.groupBy(
        items.flatMap(({ linkId, code }) => codesOf(code).map((each) => [each, linkId] as const)),
        ([code]) => code,
      );
      const shared = [...fields.values()].filter(({ length }) => length > 1);
      const named = new Set(shared.map((group) => group.map(([, linkId]) => linkId).join(' ')));
      expect(
        [...named].filter((names) => !TWICE.includes(names)),
        form,
      ).toEqual([]);
    }
  });

  it.each(PROGRAMS)(
    'stand on the compiled items of %s as the record has them, with their systems',
    async (program) => {
      for (const { section, questionnaire } of await formsOf(program)) {
        const { form } = compileForm(questionnaire);
        for (const item of form?.items.filter(({ type }) => type !== 'group') ?? []) {
          const listed = RECORD.find(
            (each) => keyOf(each) === keyOf({ program, section, linkId: item.linkId }),
          );
          expect(formatCodes(item.code.map(({ system = '', code }) => ({ system, code })))).toBe(
            listed?.code,
          );
        }
      }
    },
  );

  it('are read with the system of their name', () => {
    expect(parseCodes('JP:31000297 LOINC:3141-9')).toEqual([
      { system: CODE_NAMES.JP, code: '31000297' },
      { system: CODE_NAMES.LOINC, code: '3141-9' },
    ]);
    expect(parseCodes('SNOMED:1')).toBeUndefined();
  });
});

describe('names of the items', () => {
  it('are unique in every program, also for a reader that takes full and half width, space and case for one', () => {
    for (const program of PROGRAMS) {
      const names = RECORD.filter((each) => each.program === program).map(({ item }) =>
        item.normalize('NFKC').replace(/\s/gu, '').toLowerCase(),
      );
      expect(
        names.filter((name, at) => names.indexOf(name) !== at),
        program,
      ).toEqual([]);
    }
  });

  it('need no quoting and begin no formula in a spreadsheet', () => {
    const odd = RECORD.filter(({ item }) => /["',;\t\r\n]|^[=+\-@\s]|\s$/u.test(item));
    expect(odd.map((each) => `${keyOf(each)}: ${each.item}`)).toEqual([]);
  });

  it('are the same for the same field of several programs', () => {
    const shared = Map.groupBy(
      RECORD.filter(({ source }) => source === '2.1'),
      ({ linkId }) => linkId,
    );
    const differing = [...shared].filter(([, items]) => new Set(items.map(({ item }) => item)).size > 1);
    expect(differing.map(([linkId, items]) => [linkId, [...new Set(items.map(({ item }) => item))]])).toEqual(
      [],
    );
  });
});
