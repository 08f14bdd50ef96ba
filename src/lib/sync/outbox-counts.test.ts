import { describe, expect, it } from 'vitest';
import { outboxCounts } from './outbox-counts.ts';
import { TEN_O_CLOCK } from './testing/sync-bench.ts';

const totals = { queued: 3, parked: 1, delivered: 9 };
const sealed = (agoMs: number) => ({ sealedAt: new Date(TEN_O_CLOCK - agoMs).toISOString() });

describe('the counts', () => {
  it('pass on how many records are where', () => {
    expect(outboxCounts(totals, [], TEN_O_CLOCK)).toEqual({ ...totals, oldestUnsentMs: undefined });
  });

  it('give the age of the oldest without a receipt, be it queued or parked', () => {
    expect(outboxCounts(totals, [sealed(5_000), sealed(90_000)], TEN_O_CLOCK).oldestUnsentMs).toBe(90_000);
    expect(outboxCounts(totals, [sealed(90_000), sealed(5_000)], TEN_O_CLOCK).oldestUnsentMs).toBe(90_000);
  });

  it('give no negative age when the clock was set back', () => {
    expect(outboxCounts(totals, [sealed(-5_000)], TEN_O_CLOCK).oldestUnsentMs).toBe(0);
  });

  it('leave out a row whose time cannot be read', () => {
    expect(outboxCounts(totals, [{ sealedAt: 'x' }], TEN_O_CLOCK).oldestUnsentMs).toBeUndefined();
  });
});
