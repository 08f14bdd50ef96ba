import { describe, expect, it } from 'vitest';
import type { DeviceView } from '$lib/server/console/devices-view.ts';
import { concernsOf, heldBackText } from './words.ts';

const HOUR_MS = 3_600_000;

const view = (over: Partial<DeviceView>): DeviceView => ({
  deviceId: '0199f0c4-9c53-7c5e-a8a5-6f3f5a3d1a01',
  label: '受付',
  clinicId: '0199f0c4-9c53-7c5e-a8a5-6f3f5a3d1a02',
  clinicName: '保健センター',
  enrolledAt: '2026-11-20T00:00:00.000Z',
  lastSeenAt: '2026-11-21T00:00:00.000Z',
  revokedAt: null,
  received: 12,
  report: undefined,
  heldBack: undefined,
  chain: { broken: 0, breaks: [] },
  log: { lines: 0, broken: 0 },
  ...over,
});

describe('what is said of a tablet', () => {
  it('is nothing where nothing is wrong', () => {
    expect(concernsOf(view({}))).toEqual([]);
  });

  it.each([
    [
      { why: 'silent', level: 'warning', ms: 30 * HOUR_MS, records: undefined },
      '健診の日から24時間以上つながっていません（最後の接続から 1日）',
    ],
    [
      { why: 'unsent', level: 'alarm', ms: 73 * HOUR_MS, records: 4 },
      '72時間以上送れていない記録があります（最も古いもの 3日）',
    ],
    [
      { why: 'revoked', level: 'warning', ms: 2 * HOUR_MS, records: 4 },
      '停止したタブレットに、届いていない記録が4件あります（最も古いもの 2時間）',
    ],
  ] as const)('names what may lie on it and nowhere else, with its age: %j', (held, text) => {
    expect(heldBackText(held)).toBe(text);
    expect(concernsOf(view({ heldBack: held }))).toEqual([
      { tone: held.level === 'alarm' ? 'error' : 'warning', text },
    ]);
  });

  it('names a broken chain by its number, graver where nothing explains it', () => {
    const explained = view({ chain: { broken: 1, breaks: [{ deviceSeq: 5, from: 2 }] } });
    expect(concernsOf(explained)).toEqual([
      {
        tone: 'warning',
        text: '記録のつながりに切れ目が1か所あります：5番（端末の保存内容が2番の時点に戻り、そこから続けています）',
      },
    ]);
    const breaks = [
      { deviceSeq: 3, from: 'unknown' },
      { deviceSeq: 9, from: 'start' },
    ] as const;
    const [unexplained] = concernsOf(view({ chain: { broken: 12, breaks } }));
    expect(unexplained?.tone).toBe('error');
    expect(unexplained?.text).toMatch(/^記録のつながりに切れ目が12か所あります：3番.*、9番.* ほか$/);
  });

  it('goes on after the tablet was stopped, as far as its records are concerned', () => {
    const stopped = view({
      revokedAt: '2026-11-21T00:00:00.000Z',
      heldBack: { why: 'revoked', level: 'alarm', ms: 80 * HOUR_MS, records: 1 },
      chain: { broken: 1, breaks: [{ deviceSeq: 5, from: 2 }] },
      log: { lines: 9, broken: 2 },
    });
    expect(concernsOf(stopped).map(({ tone }) => tone)).toEqual(['error', 'warning']);
  });
});
