import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../domain/civil-date.ts';
import type { Reason, ReasonCode, ReasonDetail } from '../domain/vaccination/reason.ts';
import { vaccination as english } from './en/vaccination.ts';
import { vaccination as japanese } from './ja/vaccination.ts';
import { vaccinationReasonText } from './vaccination-reason-text.ts';

const day = (text: string): CivilDate => text as CivilDate;
const [FIRST, LAST] = [day('2027-01-14'), day('2029-03-02')];

/** One reason of every kind. */
const SAMPLES: { readonly [Code in ReasonCode]: Extract<ReasonDetail, { code: Code }> } = {
  'within-age': { code: 'within-age', first: FIRST, last: LAST },
  'interval-over': { code: 'interval-over', given: FIRST, from: LAST },
  'before-age': { code: 'before-age', from: FIRST },
  'after-age': { code: 'after-age', last: LAST },
  'before-programme': { code: 'before-programme', from: FIRST },
  interval: { code: 'interval', given: FIRST, from: LAST },
  'live-interval': { code: 'live-interval', other: 'mr-1', given: FIRST, from: LAST },
  'live-same-day': { code: 'live-same-day', other: 'mr-1' },
  'interval-beyond-age': { code: 'interval-beyond-age', from: LAST, last: FIRST },
  complete: { code: 'complete', doses: 3 },
  'given-after-age': { code: 'given-after-age', given: FIRST },
  'beyond-course': { code: 'beyond-course', given: FIRST },
  'dose-left-out': { code: 'dose-left-out', dose: 3 },
  condition: { code: 'condition', condition: 'fever', class: 'unsuitable' },
  history: { code: 'history', fault: 'too-early', of: 'mr-1', date: FIRST },
  'birth-after-today': { code: 'birth-after-today' },
  'first-dose-not-advised': { code: 'first-dose-not-advised', advisedTo: FIRST },
  'other-product': { code: 'other-product', other: 'mr-1' },
  'not-begun-alone': { code: 'not-begun-alone' },
  'not-supplied': { code: 'not-supplied', since: '2025-07' },
  'keep-product': { code: 'keep-product', product: 'pcv-15' },
  'product-changed': { code: 'product-changed', product: 'hpv-4' },
  'builds-on': { code: 'builds-on', others: ['mr-1', 'mr-2'] },
  extension: { code: 'extension', last: LAST },
  'long-illness': { code: 'long-illness', last: LAST },
  sex: { code: 'sex' },
  'sex-unknown': { code: 'sex-unknown' },
  'no-pregnancy': { code: 'no-pregnancy' },
  'no-schedule': { code: 'no-schedule' },
  'not-given-here': { code: 'not-given-here' },
  voluntary: { code: 'voluntary' },
};

const asReason = (detail: ReasonDetail): Reason => ({
  ...detail,
  rule: 'VI2',
  source: '予防接種法施行令3条1項の表',
  edition: '2024-04-01',
});

const say = (detail: ReasonDetail, locale: 'ja' | 'en'): string =>
  vaccinationReasonText(asReason(detail), locale === 'ja' ? japanese : english, locale, () => 'MR');

describe('the words of the vaccination check', () => {
  it.each(Object.values(SAMPLES))('say $code in both languages with all it holds', (detail) => {
    const [ja, en] = [say(detail, 'ja'), say(detail, 'en')];
    for (const sentence of [ja, en]) {
      expect(sentence.trim()).toBe(sentence);
      expect(sentence).not.toMatch(/undefined|NaN|\[object|=>|\d{4}-\d\d-\d\d/);
    }
    expect(ja).toMatch(/[\p{sc=Han}\p{sc=Hiragana}]/u);
    expect(en).not.toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
    if ('other' in detail) expect(ja).toContain('MR');
    if ('last' in detail && detail.code !== 'within-age')
      expect(ja).toContain(detail.code === 'interval-beyond-age' ? '2027年1月14日' : '2029年3月2日');
  });

  it('name the waiting for a live vaccine with both days', () => {
    expect(say(SAMPLES['live-interval'], 'ja')).toBe(
      '2027年1月14日に注射の生ワクチン(MR)を受けたため、2029年3月2日から接種できます',
    );
    expect(say(SAMPLES['live-interval'], 'en')).toBe(
      'A live vaccine was injected on 14 January 2027 (MR), so this one can be given from 2 March 2029',
    );
  });

  it('have a long illness without an upper age, too', () => {
    expect(say({ code: 'long-illness' }, 'ja')).toBe('長期療養の特例の対象となる場合があります');
  });

  it('have the same keys in both languages, none empty', () => {
    const paths = (value: unknown, path = ''): readonly string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, child]) => paths(child, `${path}.${key}`))
        : [`${path} ${typeof value} ${value === '' ? 'empty' : ''}`];
    expect(paths(english)).toEqual(paths(japanese));
    expect(paths(japanese).filter((path) => path.endsWith('empty'))).toEqual([]);
  });
});
