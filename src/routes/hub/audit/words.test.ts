import { describe, expect, it } from 'vitest';
import type { AuditLineView } from '$lib/server/console/audit-view.ts';
import { changeText } from './words.ts';

const line = (action: AuditLineView['action'], detail: AuditLineView['detail']): AuditLineView => ({
  seq: 1,
  at: '2026-11-21T01:00:00.000Z',
  actorKind: 'console',
  actor: 'user',
  action,
  target: 'epds',
  detail,
  hash: '0',
});

describe('a changed setting in the audit log', () => {
  it('says the ages before and after', () => {
    const detail = { fromBefore: 3, endBefore: 5, from: 4, end: 6 };
    expect(changeText(line('window-set', detail))).toBe('3–5 → 4–6');
  });

  it('says the ages before and after with their units, where bounds alone do not say it', () => {
    const detail = { before: 'month:54-67', after: 'fiscal-year:5-5,week:4-6,postpartum:5-21' };
    expect(changeText(line('window-set', detail))).toBe('54–67か月 → 5歳になる年度、4–6週、産後5–21日目');
  });

  it('says the order of stations before and after', () => {
    const orders = ['問診 → 計測', '計測 → 問診'] as const;
    expect(changeText({ ...line('stations-set', {}), orders })).toBe('問診 → 計測 ⇒ 計測 → 問診');
    expect(changeText(line('stations-reset', {}))).toBe('');
  });

  it('says the values of a rule in words, and 標準 where none are set', () => {
    const setting = JSON.stringify({ on: false, parameters: { cutoff: 11, zeroIsWatched: false } });
    expect(changeText(line('rule-set', { before: '{}', setting }))).toBe(
      '標準 → 使わない、区分点 11、0点にも注意する いいえ',
    );
    expect(changeText(line('rule-reset', { before: '{"parameters":{"criteria":"device"}}' }))).toBe(
      '基準の組 機器の初期設定 → 標準',
    );
  });

  it('says nothing of lines of older builds, and of other lines', () => {
    expect(changeText(line('window-set', { from: 4, end: 6 }))).toBe('');
    expect(changeText(line('rule-set', { setting: '{}' }))).toBe('');
    expect(changeText(line('window-reset', {}))).toBe('');
    expect(changeText(line('signed-in', {}))).toBe('');
  });
});
