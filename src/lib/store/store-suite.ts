import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../contract/problem.ts';
import { generateBoxKey, openBox, sealBox } from '../crypto/box.ts';
import { newChain, nextAudit } from './audit-chain.ts';
import type { TabletStore, WriteOp } from './port.ts';
import type { DraftRow, OutboxRow, OutboxState } from './schema.ts';
import { describeMarks } from './store-marks-suite.ts';
import { aDraft, anOutboxRow, put, valueOf } from './testing/store-rows.ts';

/** How the suite gets a store of the adapter under test. */
export interface StoreBench {
  /** A store on a disk of its own, empty. */
  fresh(): Promise<TabletStore>;
  /** The store that a later process finds on the disk of an earlier one. */
  reopen(store: TabletStore): Promise<TabletStore>;
}

const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.error.code);

/** Everything that is stored, for "nothing changed". */
const everything = async (store: TabletStore): Promise<unknown> => ({
  meta: valueOf(await store.all('meta')),
  drafts: valueOf(await store.all('drafts')),
  outbox: valueOf(await store.all('outbox')),
  audit: valueOf(await store.all('audit')),
});

/** The rules of the port, proved for one adapter. */
export const describeStore = (adapter: string, bench: StoreBench): void => {
  describeMarks(adapter, bench);
  describe(`${adapter} keeps the rules of the store`, () => {
    it('[ST1] writes every step of a commit', async () => {
      const store = await bench.fresh();
      valueOf(await store.commit([put(anOutboxRow(1)), { do: 'put', table: 'drafts', row: aDraft() }]));
      valueOf(await store.commit([put(anOutboxRow(2)), { do: 'delete', table: 'drafts', key: 'draft-1' }]));
      expect(valueOf(await store.count('outbox'))).toBe(2);
      expect(valueOf(await store.count('drafts'))).toBe(0);
    });

    it('[ST1] writes no step when one of them cannot be stored', async () => {
      const store = await bench.fresh();
      valueOf(await store.commit([put(anOutboxRow(1))]));
      const before = await everything(store);
      const unstorable = { ...aDraft(), box: (() => 1) as unknown as DraftRow['box'] };
      const outcome = await store.commit([
        put(anOutboxRow(2)),
        { do: 'delete', table: 'outbox', key: 'revision-00001' },
        { do: 'put', table: 'drafts', row: unstorable },
      ]);
      expect(codeOf(outcome)).toBe('storage-failed');
      expect(await everything(store)).toEqual(before);
    });

    it('[ST1] an empty commit is ok', async () => {
      expect(codeOf(await (await bench.fresh()).commit([]))).toBe('ok');
    });

    it('[ST2] a read that follows a commit sees it', async () => {
      const store = await bench.fresh();
      expect(valueOf(await store.get('drafts', 'draft-1'))).toBeUndefined();
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row: aDraft() }]));
      expect(valueOf(await store.get('drafts', 'draft-1'))).toEqual(aDraft());
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row: aDraft({ saves: 2 }) }]));
      expect(valueOf(await store.get('drafts', 'draft-1'))).toEqual(aDraft({ saves: 2 }));
    });

    it('[ST2] a later process sees what was committed', async () => {
      const store = await bench.fresh();
      valueOf(await store.commit([put(anOutboxRow(1)), { do: 'put', table: 'drafts', row: aDraft() }]));
      const before = await everything(store);
      const later = await bench.reopen(store);
      expect(await everything(later)).toEqual(before);
    });

    it.each([
      ['the very row', aDraft(), true],
      ['a row with other bytes', aDraft({ box: Uint8Array.of(1, 2, 4) }), false],
      ['a row with a field more', aDraft({ ticketWrap: Uint8Array.of(1) }), false],
    ])('[ST3] a match with %s', async (_name, row, isApplied) => {
      const store = await bench.fresh();
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row: aDraft() }]));
      const outcome = await store.commit([
        { do: 'match', table: 'drafts', key: 'draft-1', row },
        { do: 'delete', table: 'drafts', key: 'draft-1' },
      ]);
      expect(codeOf(outcome)).toBe(isApplied ? 'ok' : 'storage-conflict');
      expect(valueOf(await store.count('drafts'))).toBe(isApplied ? 0 : 1);
    });

    it('[ST11] gives the row as it lies there after the commit', async () => {
      const store = await bench.fresh();
      const first = await store.commitThenGet(
        [
          { do: 'expect', table: 'drafts', key: 'draft-1', field: 'saves', value: undefined },
          { do: 'put', table: 'drafts', row: aDraft() },
        ],
        'drafts',
        'draft-1',
      );
      expect(valueOf(first)).toEqual(aDraft());
      const second = await store.commitThenGet([put(anOutboxRow(1))], 'drafts', 'draft-1');
      expect(valueOf(second)).toEqual(aDraft());
      expect(valueOf(await store.commitThenGet([], 'outbox', 'revision-00001'))).toEqual(anOutboxRow(1));
      expect(valueOf(await store.commitThenGet([put(anOutboxRow(2))], 'copies', 'none'))).toBeUndefined();
    });

    it('[ST3] [ST11] gives the conflict and changes nothing when an expectation does not hold', async () => {
      const store = await bench.fresh();
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row: aDraft() }]));
      const before = await everything(store);
      const outcome = await store.commitThenGet(
        [
          { do: 'expect', table: 'drafts', key: 'draft-1', field: 'saves', value: 7 },
          { do: 'put', table: 'drafts', row: aDraft({ saves: 8 }) },
        ],
        'drafts',
        'draft-1',
      );
      expect(codeOf(outcome)).toBe('storage-conflict');
      expect(await everything(store)).toEqual(before);
    });

    it.each([
      ['another value', 'draft-1', 'saves', 2],
      ['a value of another type', 'draft-1', 'saves', '1'],
      ['a field that the row does not have', 'draft-1', 'ticketWrap', 1],
      ['no row where there is one', 'draft-1', 'saves', undefined],
      ['a row where there is none', 'draft-2', 'saves', 1],
    ])('[ST3] expecting %s leaves everything unchanged', async (_name, key, field, value) => {
      const store = await bench.fresh();
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row: aDraft() }]));
      const before = await everything(store);
      const outcome = await store.commit([
        put(anOutboxRow(1)),
        { do: 'expect', table: 'drafts', key, field, value },
        { do: 'delete', table: 'drafts', key: 'draft-1' },
      ]);
      expect(codeOf(outcome)).toBe('storage-conflict');
      expect(await everything(store)).toEqual(before);
    });

    it('[ST3] an expectation speaks of the time before the commit', async () => {
      const store = await bench.fresh();
      const outcome = await store.commit([
        { do: 'put', table: 'drafts', row: aDraft() },
        { do: 'expect', table: 'drafts', key: 'draft-1', field: 'saves', value: undefined },
      ]);
      expect(codeOf(outcome)).toBe('ok');
    });

    it('[ST3] of many writers that expect the same state exactly one succeeds', async () => {
      const store = await bench.fresh();
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row: aDraft() }]));
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          store.commit([
            { do: 'expect', table: 'drafts', key: 'draft-1', field: 'saves', value: 1 },
            { do: 'put', table: 'drafts', row: aDraft({ saves: 2, updatedAt: `writer ${String(index)}` }) },
          ]),
        ),
      );
      expect(outcomes.map(codeOf).filter((code) => code === 'ok')).toHaveLength(1);
      expect(outcomes.map(codeOf).filter((code) => code === 'storage-conflict')).toHaveLength(19);
    });

    it('[ST4] bytes come back as bytes, and what is read cannot change what is stored', async () => {
      const store = await bench.fresh();
      const box = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      const row = aDraft({ box });
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row }]));
      box.fill(0);
      const read = valueOf(await store.get('drafts', 'draft-1'));
      expect(read?.box).toBeInstanceOf(Uint8Array);
      expect(read?.box.every((byte, index) => byte === index % 251)).toBe(true);
      read?.box.fill(9);
      expect(valueOf(await store.get('drafts', 'draft-1'))?.box[1]).toBe(1);
    });

    it('[ST4] a view of a larger buffer comes back as the bytes it shows', async () => {
      const store = await bench.fresh();
      const view = Uint8Array.of(0, 0, 1, 2, 3, 0).subarray(2, 5);
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row: aDraft({ box: view }) }]));
      expect([...(valueOf(await store.get('drafts', 'draft-1'))?.box ?? [])]).toEqual([1, 2, 3]);
    });

    it('[ST4] a non-extractable key comes back as the key it was', async () => {
      const store = await bench.fresh();
      const key = await generateBoxKey();
      const box = await sealBox(key, Uint8Array.of(42), 'aad');
      const device = {
        key: 'device' as const,
        deviceId: 'device-1',
        label: '',
        municipality: { code: '131016', name: '' },
        clinic: { clinicId: 'clinic-1', name: '' },
        signingKey: key,
        wrapKey: key,
        wrappedSecret: box,
        hubKeys: { seal: { keyId: 'k', publicKey: '' }, receipt: [], ticket: [], form: [] },
        enrolledAt: '2026-11-20T01:00:00.000Z',
      };
      valueOf(await store.commit([{ do: 'put', table: 'meta', row: device }]));
      const read = valueOf(await store.get('meta', 'device'));
      if (read?.key !== 'device') throw new Error('the device row is there');
      expect(read.wrapKey.extractable).toBe(false);
      expect(await openBox(read.wrapKey, read.wrappedSecret, 'aad')).toEqual(Uint8Array.of(42));
    });

    it('[ST4] only own fields are stored', async () => {
      const store = await bench.fresh();
      const row = Object.setPrototypeOf(aDraft(), { inherited: 1 }) as DraftRow;
      valueOf(await store.commit([{ do: 'put', table: 'drafts', row }]));
      const read: unknown = valueOf(await store.get('drafts', 'draft-1'));
      expect(read).toEqual(aDraft());
      expect(Reflect.has(read as object, 'inherited')).toBe(false);
    });

    it('[ST5] a row without its key is refused as a value', async () => {
      const store = await bench.fresh();
      const { draftId: _, ...rest } = aDraft();
      const outcome = await store.commit([{ do: 'put', table: 'drafts', row: rest as DraftRow }]);
      expect(codeOf(outcome)).toBe('storage-failed');
    });

    it('[ST5] a closed store answers storage-unavailable to every call', async () => {
      const store = await bench.fresh();
      store.close();
      const outcomes = await Promise.all([
        store.get('drafts', 'draft-1'),
        store.all('drafts'),
        store.count('drafts'),
        store.outboxHeadings('queued', { limit: 1 }),
        store.outboxTotals(),
        store.outboxRows(['revision-00001']),
        store.outboxKeysUpTo('heldSeq', 1, 1),
        store.highestOutboxKey('heldSeq'),
        store.keys('outbox'),
        store.commit([put(anOutboxRow(1))]),
      ]);
      expect(outcomes.map(codeOf)).toEqual(Array.from({ length: 10 }, () => 'storage-unavailable'));
    });

    it('[ST6] [ST13] all rows and all keys come in ascending key order', async () => {
      const store = await bench.fresh();
      for (const deviceSeq of [3, 10, 1, 2]) {
        const chain = { ...newChain(), auditSeq: deviceSeq - 1 };
        const { row } = await nextAudit(chain, { at: '2026-11-20T01:00:00.000Z', action: 'locked' });
        valueOf(await store.commit([put(anOutboxRow(deviceSeq)), { do: 'put', table: 'audit', row }]));
      }
      expect(valueOf(await store.all('audit')).map((row) => row.seq)).toEqual([1, 2, 3, 10]);
      expect(valueOf(await store.all('outbox')).map((row) => row.deviceSeq)).toEqual([1, 2, 3, 10]);
      expect(valueOf(await store.keys('audit'))).toEqual([1, 2, 3, 10]);
      expect(valueOf(await store.keys('outbox'))).toEqual(
        valueOf(await store.all('outbox')).map(({ revisionId }) => revisionId),
      );
      expect(valueOf(await store.keys('parts'))).toEqual([]);
    });

    it('[ST7] headings come by deviceSeq, and only those of the state asked for', async () => {
      const store = await bench.fresh();
      valueOf(
        await store.commit([
          put(anOutboxRow(12, { revisionId: 'a' })),
          put(anOutboxRow(2, { revisionId: 'z', nextAttemptAt: 5 })),
          put(anOutboxRow(3, { state: 'parked' })),
          put(anOutboxRow(4, { state: 'delivered' })),
        ]),
      );
      expect(valueOf(await store.outboxHeadings('queued', { limit: 9 }))).toEqual([
        {
          revisionId: 'z',
          recordId: 'record-2',
          deviceSeq: 2,
          state: 'queued',
          nextAttemptAt: 5,
          sealedAt: '2026-11-20T01:00:00.000Z',
        },
        {
          revisionId: 'a',
          recordId: 'record-12',
          deviceSeq: 12,
          state: 'queued',
          nextAttemptAt: 0,
          sealedAt: '2026-11-20T01:00:00.000Z',
        },
      ]);
    });

    it('[ST7] pages give every heading once, though rows leave the state in between', async () => {
      const store = await bench.fresh();
      valueOf(await store.commit(Array.from({ length: 25 }, (_, index) => put(anOutboxRow(index + 1)))));
      const seen: number[] = [];
      let page = valueOf(await store.outboxHeadings('queued', { limit: 4 }));
      while (page.length > 0) {
        seen.push(...page.map((heading) => heading.deviceSeq));
        const last = page.at(-1);
        if (last === undefined) break;
        valueOf(await store.commit([put(anOutboxRow(last.deviceSeq, { state: 'delivered' }))]));
        page = valueOf(await store.outboxHeadings('queued', { after: last, limit: 4 }));
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    });

    it('[ST7] rows that share a deviceSeq are not skipped between pages', async () => {
      const store = await bench.fresh();
      const rows = ['a', 'b', 'c'].map((id) => anOutboxRow(1, { revisionId: id, recordId: `record-${id}` }));
      valueOf(await store.commit(rows.map(put)));
      const first = valueOf(await store.outboxHeadings('queued', { limit: 2 }));
      const after = first.at(-1);
      if (after === undefined) throw new Error('there is a first page');
      const rest = valueOf(await store.outboxHeadings('queued', { after, limit: 2 }));
      expect([...first, ...rest].map((heading) => heading.revisionId)).toEqual(['a', 'b', 'c']);
    });

    it('[ST8] counts the rows of every state', async () => {
      const store = await bench.fresh();
      const states: OutboxState[] = ['queued', 'parked', 'queued', 'delivered', 'queued'];
      valueOf(await store.commit(states.map((state, index) => put(anOutboxRow(index + 1, { state })))));
      expect(valueOf(await store.outboxTotals())).toEqual({ queued: 3, parked: 1, delivered: 1 });
    });

    it('[ST10] several rows come in the order of their keys, without those that are not there', async () => {
      const store = await bench.fresh();
      valueOf(await store.commit([1, 2, 3].map((seq) => put(anOutboxRow(seq)))));
      const rows = valueOf(await store.outboxRows(['revision-00003', 'nowhere', 'revision-00001']));
      expect(rows).toEqual([anOutboxRow(3), anOutboxRow(1)]);
      expect(valueOf(await store.outboxRows([]))).toEqual([]);
    });

    it('[ST1] [ST3] [ST8] random histories leave what a plain map says', async () => {
      const step = fc.record({
        seq: fc.integer({ min: 1, max: 6 }),
        state: fc.constantFrom<OutboxState>('queued', 'parked', 'delivered'),
        kind: fc.constantFrom('put', 'delete', 'expect' as const),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 12 }), async (history) => {
          const store = await bench.fresh();
          const model = new Map<string, OutboxState>();
          for (const commit of history) {
            const rows = commit.map(({ seq, state, kind }) => ({ kind, row: anOutboxRow(seq, { state }) }));
            const fits = rows.every(
              ({ kind, row }) => kind !== 'expect' || model.get(row.revisionId) === row.state,
            );
            const outcome = await store.commit(rows.map(({ kind, row }) => toOp(kind, row)));
            expect(codeOf(outcome)).toBe(fits ? 'ok' : 'storage-conflict');
            if (!fits) continue;
            for (const { kind, row } of rows) {
              if (kind === 'put') model.set(row.revisionId, row.state);
              if (kind === 'delete') model.delete(row.revisionId);
            }
          }
          const stored = valueOf(await store.all('outbox')).map((row) => [row.revisionId, row.state]);
          expect(stored).toEqual([...model].sort(([left], [right]) => (left < right ? -1 : 1)));
          const countOf = (state: OutboxState): number =>
            [...model.values()].filter((each) => each === state).length;
          expect(valueOf(await store.outboxTotals())).toEqual({
            queued: countOf('queued'),
            parked: countOf('parked'),
            delivered: countOf('delivered'),
          });
        }),
        { numRuns: 60 },
      );
    });
  });
};

const toOp = (kind: string, row: OutboxRow): WriteOp => {
  if (kind === 'put') return put(row);
  if (kind === 'delete') return { do: 'delete', table: 'outbox', key: row.revisionId };
  return { do: 'expect', table: 'outbox', key: row.revisionId, field: 'state', value: row.state };
};
