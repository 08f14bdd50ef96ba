import { describe, expect, it } from 'vitest';
import { NO_UPPER_AGE } from '$lib/contract/program-windows.ts';
import type { RuleView, WindowView } from '$lib/server/settings/settings-view.ts';
import {
  agesLines,
  agesText,
  ruleRefusal,
  spanText,
  stationsRefusal,
  unitHelp,
  windowRefusal,
  type Refused,
} from './words.ts';

const toddler: WindowView = {
  program: 'child-18m',
  title: '1歳6か月児健診',
  subject: 'child',
  units: [
    { unit: 'day', least: 0, most: 2000 },
    { unit: 'month', least: 0, most: 2000 },
    { unit: 'fiscal-year', least: 1, most: 20 },
  ],
  law: { unit: 'month', from: 18, end: 24 },
  standard: { unit: 'month', from: 18, end: 24 },
  own: undefined,
  isBeyondLaw: false,
  seen: '',
};

describe('ages in words', () => {
  it.each([
    ['month', 'child', '満3か月から、満5か月になる前日まで'],
    ['month', 'mother', '産後3か月から、産後5か月になる前日まで'],
    ['week', 'child', '生後3週から、生後5週になる前日まで'],
    ['week', 'mother', '産後3週から、産後5週になる前日まで'],
    ['day', 'child', '生後3日から、生後5日まで'],
    ['fiscal-year', 'child', '3歳になる年度の4月1日から、5歳になる年度の3月31日まで'],
    ['postpartum', 'mother', '産後3日目から、産後5日目まで'],
    ['gestation', 'mother', '妊娠3週から、妊娠5週の終わりまで'],
  ] as const)('say by %s of a %s from when and until when', (unit, subject, text) => {
    expect(spanText({ subject }, { unit, from: 3, end: 5 })).toBe(text);
  });

  it('say one fiscal year as one', () => {
    expect(spanText(toddler, { unit: 'fiscal-year', from: 5, end: 5 })).toBe(
      '5歳になる年度の4月1日から3月31日まで',
    );
  });

  it('say several spans one after the other', () => {
    const spans = [toddler.standard, { unit: 'day', from: 7, end: 14 } as const];
    expect(agesText(toddler, spans)).toBe(
      '満18か月から、満24か月になる前日まで、または生後7日から、生後14日まで',
    );
  });

  it('say that there is no upper age where the program has none', () => {
    const standard = { unit: 'month', from: 0, end: NO_UPPER_AGE } as const;
    expect(spanText(toddler, standard)).toBe('満0か月から、年齢の上限なし');
    const unit = { unit: 'month', least: 0, most: 2000 } as const;
    expect(unitHelp(unit, { ...toddler, standard })).toContain('2000');
    expect(unitHelp(unit, toddler)).not.toContain('2000');
  });

  it('say from which day days count, and where a fiscal year ends for who was born on 1 April', () => {
    const help = (unit: 'day' | 'postpartum' | 'fiscal-year') =>
      unitHelp({ unit, least: 0, most: 9 }, toddler);
    expect(help('day')).toContain('生まれた日が0日');
    expect(help('postpartum')).toContain('出産の日が1日目');
    expect(help('fiscal-year')).toContain('4月1日生まれは、早生まれ');
  });
});

describe('the lines of the form for ages', () => {
  it('are those that hold, each with its own names', () => {
    expect(agesLines(toddler, 6, undefined)).toEqual([
      { line: 1, suffix: '', unit: 'month', from: '18', end: '24' },
    ]);
    const own = [toddler.standard, { unit: 'day', from: 7, end: 14 } as const];
    expect(agesLines({ ...toddler, own }, 6, undefined)[1]).toEqual({
      line: 2,
      suffix: '.2',
      unit: 'day',
      from: '7',
      end: '14',
    });
  });

  it('are as they were typed when something was', () => {
    const typed = { from: '三', end: '5', unit: 'day', 'from.2': '', 'end.2': '', 'unit.2': 'fiscal-year' };
    expect(agesLines(toddler, 6, typed).map(({ unit, from }) => [unit, from])).toEqual([
      ['day', '三'],
      ['fiscal-year', ''],
    ]);
  });
});

describe('a refusal in words', () => {
  const refusal = (code: Refused['code'], line?: number, values: Refused['values'] = {}): string =>
    windowRefusal({ code, line, values }, toddler, 6);

  it('names the ages of the law, the bounds of every unit, and what holds no day', () => {
    expect(refusal('beyond-law')).toContain('満18か月から、満24か月になる前日まで');
    expect(refusal('not-whole')).toContain('「か月」は0から2,000');
    expect(refusal('not-whole')).toContain('「年度（歳）」は1から20');
    expect(refusal('not-whole', 2, { 'unit.2': 'fiscal-year', 'from.2': '50' })).toBe(
      '期間2：開始と終了に整数を入れてください（「年度（歳）」は1から20まで）。',
    );
    expect(refusal('too-many')).toContain('6つまで');
    expect(refusal('overlap')).toContain('重なって');
  });

  it('names the line where there are several', () => {
    const values = { from: '3', end: '5', 'from.2': '4', 'end.2': '6' };
    expect(refusal('overlap', 2, values)).toMatch(/^期間2：/);
    expect(refusal('no-day', 1)).not.toMatch(/^期間/);
  });

  it('of an order says what to do', () => {
    expect(stationsRefusal('changed-since')).toContain('ほかの人が変更しました');
    expect(stationsRefusal('not-an-order')).toContain('読み込み直して');
  });

  it('names the value of a rule and what it takes', () => {
    const number = { name: 'cutoff', label: '区分点', choices: undefined, range: '1〜30（整数）' };
    const choice = { name: 'from', label: '基準の起点', choices: [], range: undefined };
    const rule = { parameters: [number, choice] } as unknown as RuleView;
    const refused = (code: Refused['code'], parameter?: string): Refused => ({
      id: 'rule-epds',
      code,
      parameter,
      values: {},
    });
    expect(ruleRefusal(refused('not-allowed', 'cutoff'), rule)).toBe(
      '「区分点」には1〜30（整数）の数を入れてください。',
    );
    expect(ruleRefusal(refused('not-allowed', 'from'), rule)).toBe(
      '「基準の起点」を一覧から選んでください。',
    );
    expect(ruleRefusal(refused('changed-since'), rule)).toContain('ほかの人が変更しました');
    expect(ruleRefusal(refused('unknown-rule'), rule)).toContain('読み込み直して');
  });
});
