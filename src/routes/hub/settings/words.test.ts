import { describe, expect, it } from 'vitest';
import { NO_UPPER_AGE } from '$lib/contract/program-windows.ts';
import type { RuleView, WindowView } from '$lib/server/settings/settings-view.ts';
import { boundLabels, ruleRefusal, windowRefusal, windowText, type Refused } from './words.ts';

const toddler: WindowView = {
  program: 'child-18m',
  title: '1歳6か月児健診',
  unit: 'month',
  subject: 'child',
  law: { from: 18, end: 24 },
  standard: { from: 18, end: 24 },
  own: undefined,
  isBeyondLaw: false,
  seen: '',
};

describe('ages in words', () => {
  it.each([
    ['month', 'child', '満3か月から、満5か月になる前日まで'],
    ['month', 'mother', '産後3か月から、産後5か月になる前日まで'],
    ['day', 'child', '生後3日から、生後5日まで'],
    ['postpartum', 'mother', '産後3日目から、産後5日目まで'],
    ['gestation', 'mother', '妊娠3週から、妊娠5週の終わりまで'],
  ] as const)('say by %s of a %s from when and until when', (unit, subject, text) => {
    expect(windowText({ unit, subject }, { from: 3, end: 5 })).toBe(text);
  });

  it('say that there is no upper age where the program has none', () => {
    expect(windowText(toddler, { from: 0, end: NO_UPPER_AGE })).toBe('満0か月から、年齢の上限なし');
  });

  it('say from which day days count', () => {
    expect(boundLabels({ ...toddler, unit: 'day' }).hint).toBe('生まれた日が0日');
    expect(boundLabels({ ...toddler, unit: 'postpartum', subject: 'mother' }).hint).toBe('出産の日が1日目');
  });
});

describe('a refusal in words', () => {
  it('names the ages of the law, the largest bound, and what holds no day', () => {
    expect(windowRefusal('beyond-law', toddler, 2000)).toContain('満18か月から、満24か月になる前日まで');
    expect(windowRefusal('not-whole', toddler, 2000)).toContain('2,000');
    expect(windowRefusal('no-day', toddler, 2000)).not.toBe(
      windowRefusal('no-day', { ...toddler, unit: 'day' }, 2000),
    );
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
