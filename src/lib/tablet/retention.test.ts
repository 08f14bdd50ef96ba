import { describe, expect, it } from 'vitest';
import { newChain } from '../store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { BundleRow, DraftRow, OutboxRow } from '../store/schema.ts';
import { expireDrafts } from './expire-drafts.ts';
import { draftStep } from './retention.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SAVED = Date.parse('2026-11-20T03:00:00.000Z');
/** The end that is assumed of a shift that is no longer known. */
const END = SAVED + 36 * HOUR_MS;

const aDraft = (over: Partial<DraftRow> = {}): DraftRow => ({
  draftId: 'record-1',
  checkupId: 'checkup-1',
  section: 'questionnaire',
  shiftId: 'friday',
  box: Uint8Array.of(1),
  sessionWrap: Uint8Array.of(2),
  saves: 1,
  updatedAt: new Date(SAVED).toISOString(),
  ...over,
});

const aDay = (shiftId: string, expiresAt: string): BundleRow =>
  ({ key: 'bundle', bundle: { shift: { shiftId }, expiresAt } }) as unknown as BundleRow;

const NONE: ReadonlyMap<string, string> = new Map();
const LATER = new Map([['record-1', new Date(SAVED + 60_000).toISOString()]]);
const EARLIER = new Map([['record-1', new Date(SAVED - 60_000).toISOString()]]);

describe('a draft that was never handed in', () => {
  it.each([
    ['6 days after its shift, although it was said again', END + 6 * DAY_MS, LATER, 'keep'],
    ['7 days after its shift, to the millisecond', END + 7 * DAY_MS, LATER, 'keep'],
    ['a millisecond later, said again', END + 7 * DAY_MS + 1, LATER, 'remove'],
    ['then, with an earlier revision only', END + 7 * DAY_MS + 1, EARLIER, 'keep'],
    ['then, with no revision at all', END + 7 * DAY_MS + 1, NONE, 'keep'],
    ['30 days after its shift, to the millisecond', END + 30 * DAY_MS, NONE, 'keep'],
    ['a millisecond later', END + 30 * DAY_MS + 1, NONE, 'remove'],
    ['before it was saved, by a clock set back', SAVED - 400 * DAY_MS, LATER, 'keep'],
  ] as const)('%s', (_when, now, sealedAt, step) => {
    expect(draftStep(aDraft(), { now, day: undefined, sealedAt })).toBe(step);
  });

  it('stays while its shift is the one of today, counted from the shift’s own end', () => {
    const day = aDay('friday', '2027-03-01T00:00:00.000Z');
    const facts = { now: END + 60 * DAY_MS, day, sealedAt: LATER };
    expect(draftStep(aDraft(), facts)).toBe('keep');
    expect(draftStep(aDraft(), { ...facts, day: aDay('monday', day.bundle.expiresAt) })).toBe('remove');
  });

  it('stays when its time cannot be read', () => {
    const facts = { now: END + 999 * DAY_MS, day: undefined, sealedAt: LATER };
    expect(draftStep(aDraft({ updatedAt: 'not a time' }), facts)).toBe('keep');
  });
});

const anOutboxRow = (recordId: string, sealedAt: number): OutboxRow => ({
  revisionId: `revision-of-${recordId}`,
  recordId,
  deviceSeq: 1,
  envelope: Uint8Array.of(1),
  sha256: '00',
  sealedAt: new Date(sealedAt).toISOString(),
  state: 'queued',
  attempts: 0,
  nextAttemptAt: 0,
});

const aDisk = (...drafts: readonly DraftRow[]): MemoryDisk => {
  const disk = emptyDisk();
  disk.meta.set('chain', newChain());
  for (const draft of drafts) disk.drafts.set(draft.draftId, draft);
  return disk;
};

describe('drafts whose time is over', () => {
  const now = END + 8 * DAY_MS;
  const world = { now: () => now };

  it('go one by one, each with its line in the log, and the others stay', async () => {
    const disk = aDisk(aDraft(), aDraft({ draftId: 'record-2' }));
    disk.outbox.set('x', anOutboxRow('record-1', SAVED + 1));
    const store = new MemoryStore(disk);
    expect(await expireDrafts({ store, world }, now, undefined)).toEqual({ ok: true, value: 1 });
    expect([...disk.drafts.keys()]).toEqual(['record-2']);
    expect([...disk.audit.values()]).toMatchObject([{ action: 'draft-expired', recordId: 'record-1' }]);
    expect(disk.outbox.size).toBe(1);
  });

  it('stay when somebody goes on with them in between', async () => {
    const disk = aDisk(aDraft());
    disk.outbox.set('x', anOutboxRow('record-1', SAVED + 1));
    const store = new MemoryStore(disk);
    const commit = store.commit.bind(store);
    store.commit = (ops) => {
      disk.drafts.set('record-1', aDraft({ saves: 2 }));
      return commit(ops);
    };
    expect(await expireDrafts({ store, world }, now, undefined)).toEqual({ ok: true, value: 0 });
    expect(disk.drafts.get('record-1')?.saves).toBe(2);
    expect(disk.audit.size).toBe(0);
  });
});
