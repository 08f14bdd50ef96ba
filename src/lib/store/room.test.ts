import { describe, expect, it } from 'vitest';
import { emptyDisk, MemoryStore, type MemoryDisk } from './memory-store.ts';
import { isRoomLow, purgeCaches, ROOM_LEAST_BYTES } from './room.ts';
import type { CopyRow } from './schema.ts';
import { aDraft, anOutboxRow, valueOf } from './testing/store-rows.ts';

const MIB = 1024 * 1024;

describe('room', () => {
  it.each([
    ['just enough is left', 10_000 * MIB, 9_000 * MIB, false],
    ['more than nine tenths are used', 10_000 * MIB, 9_000 * MIB + 1, true],
    ['exactly 50 MiB are left of a small quota', 500 * MIB, 450 * MIB, false],
    ['a byte less than 50 MiB is left', 100 * MIB, 100 * MIB - ROOM_LEAST_BYTES + 1, true],
    ['the browser does not say', undefined, undefined, false],
    ['the browser says the quota only', 100, undefined, false],
  ])('when %s', (_what, quotaBytes, usageBytes, low) => {
    expect(isRoomLow({ quotaBytes, usageBytes })).toBe(low);
  });
});

const aCopy = (revisionId: string, shiftId: string): CopyRow => ({
  revisionId,
  recordId: `record-of-${revisionId}`,
  checkupId: 'checkup-1',
  section: 'questionnaire',
  shiftId,
  sealed: Uint8Array.of(1),
  savedAt: '2026-11-20T01:00:00.000Z',
});

const aFullDisk = (): MemoryDisk => {
  const disk = emptyDisk();
  disk.copies.set('c1', aCopy('c1', 'yesterday'));
  disk.copies.set('c2', aCopy('c2', 'today'));
  disk.drafts.set('draft-1', aDraft({ shiftId: 'yesterday' }));
  disk.drafts.set('draft-2', aDraft({ draftId: 'draft-2', shiftId: 'today' }));
  disk.parts.set('aa', { sha256: 'aa', text: 'old', receivedAt: '2026-11-19T00:00:00.000Z' });
  disk.parts.set('bb', { sha256: 'bb', text: 'new', receivedAt: '2026-11-20T00:00:00.000Z' });
  const receipt = { state: 'delivered', receipt: 'r', hubSeq: 1 } as const;
  const rows = [
    anOutboxRow(1, { ...receipt, envelope: new Uint8Array(0), droppedAt: '2026-11-20T00:00:00.000Z' }),
    anOutboxRow(2, { ...receipt, heldSeq: 1 }),
    anOutboxRow(3),
    anOutboxRow(4, { state: 'parked' }),
  ];
  for (const row of rows) disk.outbox.set(row.revisionId, row);
  disk.damaged.set('d1', {
    damagedId: 'd1',
    table: 'drafts',
    of: 'draft-3',
    reason: 'stored-data-damaged',
    at: '2026-11-20T00:00:00.000Z',
    row: aDraft({ draftId: 'draft-3' }),
  });
  return disk;
};

describe('making room', () => {
  it('takes only what can be fetched again or is a receipt whose bytes are gone', async () => {
    const disk = aFullDisk();
    const needed = { shiftId: 'today', parts: new Set(['bb']) };
    expect(valueOf(await purgeCaches(new MemoryStore(disk), needed))).toBe(3);
    expect([...disk.copies.keys()]).toEqual(['c2']);
    expect([...disk.parts.keys()]).toEqual(['bb']);
    expect([...disk.outbox.keys()]).toEqual(['revision-00002', 'revision-00003', 'revision-00004']);
    expect([...disk.drafts.keys()]).toEqual(['draft-1', 'draft-2']);
    expect(disk.damaged.size).toBe(1);
  });

  it('keeps every part when it is not known which are named', async () => {
    const disk = aFullDisk();
    valueOf(await purgeCaches(new MemoryStore(disk), { shiftId: undefined, parts: undefined }));
    expect(disk.parts.size).toBe(2);
    expect(disk.copies.size).toBe(0);
  });

  it('does nothing the second time', async () => {
    const store = new MemoryStore(aFullDisk());
    const needed = { shiftId: 'today', parts: new Set(['bb']) };
    valueOf(await purgeCaches(store, needed));
    expect(valueOf(await purgeCaches(store, needed))).toBe(0);
  });

  it('goes through more rows than one commit takes', async () => {
    const disk = emptyDisk();
    for (let index = 0; index < 200; index += 1)
      disk.copies.set(`c${index}`, aCopy(`c${index}`, 'yesterday'));
    const needed = { shiftId: 'today', parts: undefined };
    expect(valueOf(await purgeCaches(new MemoryStore(disk), needed))).toBe(200);
    expect(disk.copies.size).toBe(0);
  });
});
