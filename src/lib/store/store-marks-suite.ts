import { describe, expect, it } from 'vitest';
import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from './port.ts';
import { anOutboxRow, put, valueOf } from './testing/store-rows.ts';

const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.error.code);

/** The rules for rows found by a mark, proved for one adapter. */
export const describeMarks = (
  adapter: string,
  bench: { readonly fresh: () => Promise<TabletStore> },
): void => {
  describe(`${adapter} finds rows by their marks`, () => {
    it('[ST9] keys up to a mark: the bound itself included, rows without the mark left out', async () => {
      const store = await bench.fresh();
      valueOf(
        await store.commit([
          put(anOutboxRow(1, { state: 'delivered', heldSeq: 30 })),
          put(anOutboxRow(2, { state: 'delivered', heldSeq: 10 })),
          put(anOutboxRow(3, { state: 'delivered', heldSeq: 20 })),
          put(anOutboxRow(4, { state: 'delivered', droppedAt: '2026-11-20T01:00:00.000Z' })),
          put(anOutboxRow(5)),
        ]),
      );
      expect(valueOf(await store.outboxKeysUpTo('heldSeq', 20, 9))).toEqual([
        'revision-00002',
        'revision-00003',
      ]);
      expect(valueOf(await store.outboxKeysUpTo('heldSeq', 99, 1))).toEqual(['revision-00002']);
      expect(valueOf(await store.outboxKeysUpTo('heldSeq', 9, 9))).toEqual([]);
      expect(valueOf(await store.outboxKeysUpTo('droppedAt', '2026-11-20T01:00:00.000Z', 9))).toEqual([
        'revision-00004',
      ]);
      expect(valueOf(await store.outboxKeysUpTo('droppedAt', '2026-11-20T00:59:59.999Z', 9))).toEqual([]);
    });

    it('[ST9] refuses a number of keys that no engine takes', async () => {
      const store = await bench.fresh();
      const most = 2 ** 32 - 1;
      expect(valueOf(await store.outboxKeysUpTo('heldSeq', 1, most))).toEqual([]);
      expect(codeOf(await store.outboxKeysUpTo('heldSeq', 1, most + 1))).toBe('storage-failed');
    });

    it('[ST12] the highest mark, whichever row has it', async () => {
      const store = await bench.fresh();
      expect(valueOf(await store.highestOutboxKey('heldSeq'))).toBeUndefined();
      valueOf(
        await store.commit([
          put(anOutboxRow(1, { state: 'delivered', heldSeq: 9 })),
          put(anOutboxRow(2, { state: 'delivered', heldSeq: 10 })),
          put(anOutboxRow(3, { state: 'delivered', droppedAt: '2026-11-20T01:00:00.000Z' })),
          put(anOutboxRow(4)),
        ]),
      );
      expect(valueOf(await store.highestOutboxKey('heldSeq'))).toBe('revision-00002');
      expect(valueOf(await store.highestOutboxKey('droppedAt'))).toBe('revision-00003');
    });
  });
};
