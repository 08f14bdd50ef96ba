import { describe, expect, it } from 'vitest';
import { emptyDisk, MemoryStore } from '../store/memory-store.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { deliver, dropBytes, park } from './outbox.ts';
import { pruneDelivered } from './prune-delivered.ts';
import { pruneStep, RECEIPT_KEPT_MS } from './prune.ts';
import { aReceipt, aRow, TEN_O_CLOCK } from './testing/sync-bench.ts';

const delivered = (name: string) => deliver(aRow(name), aReceipt(aRow(name)), TEN_O_CLOCK);

describe('what becomes of a row in time', () => {
  it.each([
    ['below the watermark', 6, 'drop-bytes'],
    ['at the watermark', 5, 'drop-bytes'],
    ['above the watermark', 4, 'keep'],
    ['with no backup at all', 0, 'keep'],
  ] as const)('a delivered row %s', (_name, watermark, step) => {
    expect(pruneStep(delivered('A5'), watermark, TEN_O_CLOCK + 10 * RECEIPT_KEPT_MS)).toBe(step);
  });

  it.each([
    ['a millisecond before 30 days', RECEIPT_KEPT_MS - 1, 'keep'],
    ['after 30 days', RECEIPT_KEPT_MS, 'delete'],
  ] as const)('a receipt whose bytes were dropped, %s', (_name, later, step) => {
    const row = dropBytes(delivered('A5'), TEN_O_CLOCK);
    expect(row.envelope).toHaveLength(0);
    expect(pruneStep(row, 9, TEN_O_CLOCK + later)).toBe(step);
  });

  it.each([
    ['queued', aRow('A1')],
    ['parked', park(aRow('A1'), { code: 'revision-conflict' }, TEN_O_CLOCK)],
    ['queued though it has a hubSeq', aRow('A1', { hubSeq: 1, heldSeq: 1, receipt: 'x' })],
    ['delivered without a receipt', aRow('A1', { state: 'delivered', hubSeq: 1, heldSeq: 1 })],
  ])('a row that is %s is kept whatever a backup says', (_name, row) => {
    expect(pruneStep(row, 1_000_000, TEN_O_CLOCK + 10 * RECEIPT_KEPT_MS)).toBe('keep');
  });
});

describe('pruning', () => {
  it('drops bytes up to the watermark and keeps everything else', async () => {
    const disk = emptyDisk();
    const store = new MemoryStore(disk);
    const rows = Array.from({ length: 50 }, (_, index) => delivered(`A${String(index + 1)}`));
    const parked = park(aRow('B60'), { code: 'revision-conflict' }, TEN_O_CLOCK);
    for (const row of [...rows, parked, aRow('C61')])
      valueOf(await store.commit([{ do: 'put', table: 'outbox', row }]));

    expect(valueOf(await pruneDelivered(store, 40, TEN_O_CLOCK + 1))).toBe(40);

    const after = valueOf(await store.all('outbox'));
    expect(after).toHaveLength(52);
    expect(
      after
        .filter((row) => row.envelope.length === 0)
        .map((row) => row.deviceSeq)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(after.every((row) => row.state !== 'delivered' || row.receipt !== undefined)).toBe(true);
    expect(valueOf(await pruneDelivered(store, 40, TEN_O_CLOCK + 2))).toBe(0);
  });

  it('deletes receipts 30 days after their bytes, and nothing that still has bytes', async () => {
    const disk = emptyDisk();
    const store = new MemoryStore(disk);
    const old = dropBytes(delivered('A1'), TEN_O_CLOCK);
    for (const row of [old, delivered('B2'), aRow('C3')])
      valueOf(await store.commit([{ do: 'put', table: 'outbox', row }]));

    expect(valueOf(await pruneDelivered(store, 0, TEN_O_CLOCK + RECEIPT_KEPT_MS))).toBe(1);

    expect([...disk.outbox.keys()]).toEqual(['B2', 'C3']);
  });

  it('gives the problem of a store that fails', async () => {
    const store = new MemoryStore();
    store.close();
    expect(await pruneDelivered(store, 1, TEN_O_CLOCK)).toMatchObject({
      error: { code: 'storage-unavailable' },
    });
  });
});
