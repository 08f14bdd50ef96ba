import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { motherSlips } from '../pregnancy/mother-slip.ts';
import { findSlips } from '../slip.ts';
import { notGivenHere } from '../vaccination/vaccination-rule.ts';
import { REGISTRY } from './registry.ts';
import { askedBy, kaupNumber, REMARKS, sizeSlip, type AskId } from './remarks.ts';
import { isOn, valuesHere } from './rule.ts';
import { settingProblems } from './setting-problems.ts';
import { TODAY, day } from './testing/one-rule.ts';
import { childDoubts } from './wrong-child.ts';

const src = join(import.meta.dirname, '../../..');

/** Every source file below a folder, tests left out. */
const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|svelte)$/.test(name) && !name.includes('.test.') && !name.includes('testing'))
    .map((name) => readFileSync(join(src, folder, name), 'utf8'));

const namedIn = (folders: readonly string[], pattern: RegExp): readonly string[] => [
  ...new Set(
    folders.flatMap(sourcesIn).flatMap((text) => [...text.matchAll(pattern)].map(([, id = '']) => id)),
  ),
];

describe('the registry of every rule', () => {
  it('[CR8] has an id, a version, a source, a title in both languages, a program and a switch for each', () => {
    expect(new Set(REGISTRY.map(({ id }) => id)).size).toBe(REGISTRY.length);
    for (const rule of REGISTRY) {
      expect(rule.version).toMatch(/^\d+$/);
      expect(rule.source.length).toBeGreaterThan(4);
      expect(rule.title.ja).not.toBe(rule.title.en);
      expect(rule.programs.length).toBeGreaterThan(0);
      if (rule.unsourced) expect(rule.source).toContain('出典未確認');
      expect(isOn(rule, { [rule.id]: { on: false } })).toBe(false);
      expect(valuesHere(rule, { [rule.id]: { on: false } })).toBeUndefined();
      expect(valuesHere(rule, { [rule.id]: { on: true } })).toBeDefined();
    }
  });

  it('[CR8] has the rule behind every question back that the domain or a screen of the tablet names', () => {
    const asked = namedIn(['lib/domain', 'lib/tablet', 'routes/(tablet)'], /rule: '([A-Z]{2}\d+)'/g);
    // HR1 and HR2 are clauses of the criterion `hip-referral`.
    const questions = asked.filter((id) => !id.startsWith('HR'));
    expect(questions.length).toBeGreaterThan(14);
    for (const id of questions) expect([id, REMARKS.includes(askedBy(id as AskId))]).toEqual([id, true]);
  });

  it('[CR8] has every rule that a screen of the tablet names itself', () => {
    const ids = REGISTRY.map(({ id }) => id);
    const named = namedIn(
      ['lib/tablet', 'routes/(tablet)'],
      /(?:data-rule="|rule: ')([a-z][a-z-]*[a-z]\d*[a-z]*)["']/g,
    );
    expect(named).toContain('vaccination-schedule');
    for (const id of named) expect(ids).toContain(id);
  });

  it('[CR8] shows a reason only by a rule of vaccination inside the check of vaccinations', () => {
    const reasons = namedIn(['lib/domain', 'lib/tablet', 'lib/catalog'], /reason\(\s*'([A-Z]{2}\d+)'/g);
    expect(reasons.length).toBeGreaterThan(8);
    for (const id of reasons) expect(id).toMatch(/^V[CI]\d+$/);
  });

  it('[CR6] takes its own standard values from a municipality', () => {
    const settings = Object.fromEntries(
      REGISTRY.map(({ id, parameters }) => [
        id,
        {
          parameters: Object.fromEntries(
            Object.entries(parameters).map(([name, { standard }]) => [name, standard]),
          ),
        },
      ]),
    );
    expect(settingProblems(settings)).toEqual([]);
    expect(settingProblems({ 'size-slip': { parameters: { weightMargin: 101 } } })).toEqual([
      { rule: 'size-slip', parameter: 'weightMargin', why: 'not-allowed' },
    ]);
  });
});

describe('settings of rules that ask back', () => {
  it('[SL4] widen the soft range', () => {
    const asked = (weightPercent: number, lengthPercent: number) =>
      findSlips(
        { weightGrams: 9900, heightCm: 70 },
        { sex: 'male', months: 3, margins: { weightPercent, lengthPercent } },
      ).map((slip) => ('field' in slip ? slip.field : slip.rule));
    expect(asked(25, 50)).toEqual(['weightGrams', 'heightCm']);
    expect(asked(40, 50)).toEqual(['heightCm']);
    expect(asked(25, 100)).toEqual(['weightGrams']);
    expect(valuesHere(sizeSlip, {})).toEqual({ weightMargin: 25, lengthMargin: 50 });
  });

  it('[WC1] say how much less is measuring', () => {
    const doubts = (heightCm: number) =>
      childDoubts(
        { today: TODAY, heightCm: 60.5, before: { on: day('2026-08-01'), heightCm: 62 } },
        { heightCm, headCm: 0.5 },
      );
    expect(doubts(1)).toHaveLength(1);
    expect(doubts(2)).toEqual([]);
  });

  it('[MS3] say which change of weight is asked back', () => {
    expect(motherSlips({ weightKg: 60 }, { weightKg: 54 })).toEqual([]);
    expect(motherSlips({ weightKg: 60 }, { weightKg: 54 }, 5)).toEqual([
      { rule: 'MS3', value: 60, before: 54 },
    ]);
  });

  it('[KA1] say for which ages カウプ指数 is worked out', () => {
    expect(valuesHere(kaupNumber, {})).toEqual({ fromMonths: 3, underMonths: 72 });
    expect(valuesHere(kaupNumber, { 'kaup-index': { parameters: { fromMonths: 6 } } })).toMatchObject({
      fromMonths: 6,
    });
  });

  it('[JU4] switch the question behind a judgement of 異常なし off', () => {
    expect(isOn(askedBy('JU4'), { 'judgement-mismatch': { on: false } })).toBe(false);
    expect(isOn(askedBy('JU4'), { epds: { on: false } })).toBe(true);
  });

  it('[VI15] name the vaccines that are not given here, and none where the check is off', () => {
    expect(notGivenHere({})).toEqual([]);
    expect(
      notGivenHere({ 'vaccination-schedule': { parameters: { mumps: false, bcg: false, pcv: 'no' } } }),
    ).toEqual(['bcg', 'mumps']);
    expect(notGivenHere({ 'vaccination-schedule': { on: false } })).toBeUndefined();
  });
});
