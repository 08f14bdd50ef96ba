import { describe, expect, it } from 'vitest';
import { ok } from '../domain/result.ts';
import { problem } from '../contract/problem.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from './memory-store.ts';
import type { WriteOp } from './port.ts';
import { purgeCaches } from './room.ts';
import { RoomyStore } from './roomy-store.ts';
import { aDraft, anOutboxRow } from './testing/store-rows.ts';

/** A disk on which so many rows have room: what would make it fuller fails as a full engine does. */
class SmallStore extends MemoryStore {
  readonly #disk: MemoryDisk;
  readonly #most: number;
  commits = 0;

  constructor(disk: MemoryDisk, most: number) {
    super(disk);
    this.#disk = disk;
    this.#most = most;
  }

  override commit(ops: readonly WriteOp[]): ReturnType<MemoryStore['commit']> {
    this.commits += 1;
    const rows = Object.values(this.#disk).reduce((sum, table) => sum + table.size, 0);
    const added = ops.filter((op) => op.do === 'put').length - ops.filter((op) => op.do === 'delete').length;
    if (added > 0 && rows + added > this.#most) return Promise.resolve(problem('storage-full'));
    return super.commit(ops);
  }
}

const aCopy = (revisionId: string): WriteOp => ({
  do: 'put',
  table: 'copies',
  row: {
    revisionId,
    recordId: 'record-1',
    checkupId: 'checkup-1',
    section: 'questionnaire',
    shiftId: 'yesterday',
    sealed: Uint8Array.of(1),
    savedAt: '2026-11-20T01:00:00.000Z',
  },
});

const DRAFT: WriteOp = { do: 'put', table: 'drafts', row: aDraft() };

const purge = (store: MemoryStore): ReturnType<typeof purgeCaches> =>
  purgeCaches(store, { shiftId: 'today', parts: undefined });

describe('a commit that finds no room', () => {
  it('is made once more after caches are gone, and nothing that was not sent has gone with them', async () => {
    const disk = emptyDisk();
    const small = new SmallStore(disk, 2);
    await small.commit([aCopy('c1')]);
    await small.commit([{ do: 'put', table: 'outbox', row: anOutboxRow(1) }]);
    const store = new RoomyStore(small, () => purge(small));
    expect(await store.commit([DRAFT])).toEqual(ok(undefined));
    expect([disk.drafts.size, disk.copies.size, disk.outbox.size]).toEqual([1, 0, 1]);
  });

  it('is made once more where it reads back as well', async () => {
    const small = new SmallStore(emptyDisk(), 1);
    await small.commit([aCopy('c1')]);
    const store = new RoomyStore(small, () => purge(small));
    const back = await store.commitThenGet([DRAFT], 'drafts', 'draft-1');
    expect(back.ok && back.value?.draftId).toBe(aDraft().draftId);
  });

  it('fails as it did when nothing may go, and is not tried again', async () => {
    const disk = emptyDisk();
    const small = new SmallStore(disk, 1);
    await small.commit([{ do: 'put', table: 'outbox', row: anOutboxRow(1) }]);
    const store = new RoomyStore(small, () => purge(small));
    const before = small.commits;
    expect(await store.commit([DRAFT])).toEqual(problem('storage-full'));
    expect(small.commits - before).toBe(1);
    expect(disk.outbox.size).toBe(1);
  });

  it('is tried once more at the most', async () => {
    let clearings = 0;
    const small = new SmallStore(emptyDisk(), 0);
    const store = new RoomyStore(small, () => {
      clearings += 1;
      return Promise.resolve(ok(1));
    });
    expect(await store.commit([DRAFT])).toEqual(problem('storage-full'));
    expect([small.commits, clearings]).toEqual([2, 1]);
  });

  it('shares one clearing with others that meet the full disk at the same time', async () => {
    const small = new SmallStore(emptyDisk(), 2);
    await small.commit([aCopy('c1')]);
    await small.commit([aCopy('c2')]);
    let clearings = 0;
    const store = new RoomyStore(small, () => {
      clearings += 1;
      return purge(small);
    });
    const done = await Promise.all([
      store.commit([DRAFT]),
      store.commit([{ do: 'put', table: 'outbox', row: anOutboxRow(1) }]),
    ]);
    expect(done).toEqual([ok(undefined), ok(undefined)]);
    expect(clearings).toBe(1);
  });
});

describe('a commit that fails otherwise', () => {
  it('clears nothing', async () => {
    const broken = new MemoryStore(emptyDisk());
    broken.commit = () => Promise.resolve(problem('storage-failed'));
    const store = new RoomyStore(broken, () => {
      throw new Error('nothing is cleared');
    });
    expect(await store.commit([DRAFT])).toEqual(problem('storage-failed'));
  });
});
