import { describe, expect, it } from 'vitest';
import { newChain } from '../store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { BundleRow, DraftAge, DraftRow, OutboxRow } from '../store/schema.ts';
import { expireDrafts } from './expire-drafts.ts';
import { AGE_STEP_MAX_MS, draftAge, draftStep } from './retention.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SAVED = Date.parse('2026-11-20T03:00:00.000Z');
/** How long after it was seen first a draft's shift is over at the latest. */
const SHIFT_MS = 36 * HOUR_MS;

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

const anAge = (ageMs: number): DraftAge => ({ saves: 1, ageMs, at: SAVED + ageMs, deviceSeq: 5 });

const NONE: ReadonlyMap<string, number> = new Map();
const LATER = new Map([['record-1', 6]]);
const EARLIER = new Map([['record-1', 5]]);

describe('a draft that was never handed in', () => {
  it.each([
    ['6 days after its shift, although it was said again', 6 * DAY_MS, LATER, 'keep'],
    ['7 days after its shift, to the millisecond', 7 * DAY_MS, LATER, 'keep'],
    ['a millisecond later, said again', 7 * DAY_MS + 1, LATER, 'remove'],
    ['then, with an earlier revision only', 7 * DAY_MS + 1, EARLIER, 'keep'],
    ['then, with no revision at all', 7 * DAY_MS + 1, NONE, 'keep'],
    ['30 days after its shift, to the millisecond', 30 * DAY_MS, NONE, 'keep'],
    ['a millisecond later', 30 * DAY_MS + 1, NONE, 'remove'],
  ] as const)('%s', (_when, overMs, sealed, step) => {
    const facts = { hubNow: SAVED, day: undefined, sealed };
    expect(draftStep(aDraft(), anAge(SHIFT_MS + overMs), facts)).toBe(step);
  });

  it('stays while its shift is the one of today, whatever its age', () => {
    const day = aDay('friday', '2027-03-01T00:00:00.000Z');
    const facts = { hubNow: SAVED + 60 * DAY_MS, day, sealed: LATER };
    expect(draftStep(aDraft(), anAge(60 * DAY_MS), facts)).toBe('keep');
    const monday = { ...facts, day: aDay('monday', day.bundle.expiresAt) };
    expect(draftStep(aDraft(), anAge(60 * DAY_MS), monday)).toBe('remove');
    const over = { ...facts, hubNow: Date.parse(day.bundle.expiresAt) + 1 };
    expect(draftStep(aDraft(), anAge(60 * DAY_MS), over)).toBe('remove');
  });
});

describe('the age of a draft', () => {
  const facts = { hubNow: SAVED, deviceSeq: 5 };

  it('begins when it is seen for the first time as it is', () => {
    expect(draftAge(aDraft(), undefined, facts)).toEqual(anAge(0));
    expect(draftAge(aDraft({ saves: 2 }), anAge(29 * DAY_MS), facts)).toEqual({ ...anAge(0), saves: 2 });
  });

  it('grows by what passed by the hub’s clock', () => {
    const next = draftAge(aDraft(), anAge(DAY_MS), { hubNow: SAVED + 3 * DAY_MS, deviceSeq: 9 });
    expect(next).toEqual({ saves: 1, ageMs: 3 * DAY_MS, at: SAVED + 3 * DAY_MS, deviceSeq: 5 });
  });

  it.each([
    ['years ahead', 2 * 365 * DAY_MS, AGE_STEP_MAX_MS],
    ['years behind', -2 * 365 * DAY_MS, 0],
  ])('grows by a week at the most when the hub’s own clock is set %s', (_how, byMs, grown) => {
    const { ageMs, at } = draftAge(aDraft(), anAge(0), { ...facts, hubNow: SAVED + byMs });
    expect([ageMs, at]).toEqual([grown, SAVED + byMs]);
  });
});

const anOutboxRow = (recordId: string, deviceSeq: number): OutboxRow => ({
  revisionId: `revision-of-${recordId}`,
  recordId,
  deviceSeq,
  envelope: Uint8Array.of(1),
  sha256: '00',
  sealedAt: new Date(SAVED).toISOString(),
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

/** Looks at the drafts on each of these days after they were saved. @returns how many went at the last look */
const lookOn = async (store: MemoryStore, ...days: readonly number[]): Promise<unknown> => {
  let last: unknown;
  for (const day of days) {
    const world = { now: () => SAVED + day * DAY_MS };
    last = await expireDrafts({ store, world }, SAVED + day * DAY_MS, undefined);
  }
  return last;
};

describe('drafts whose time is over', () => {
  it('go one by one, each with its line in the log, and the others stay', async () => {
    const disk = aDisk(aDraft(), aDraft({ draftId: 'record-2' }));
    disk.outbox.set('x', anOutboxRow('record-1', 1));
    const store = new MemoryStore(disk);
    expect(await lookOn(store, 0, 5, 9)).toEqual({ ok: true, value: 1 });
    expect([...disk.drafts.keys()]).toEqual(['record-2']);
    expect([...disk.audit.values()]).toMatchObject([{ action: 'draft-expired', recordId: 'record-1' }]);
    expect(disk.outbox.size).toBe(1);
  });

  it('are forgotten by their ages as well', async () => {
    const disk = aDisk(aDraft(), aDraft({ draftId: 'record-2' }));
    const store = new MemoryStore(disk);
    await lookOn(store, 0);
    disk.drafts.delete('record-2');
    await lookOn(store, 1);
    expect(disk.meta.get('draftAges')).toMatchObject({ ages: { 'record-1': { ageMs: DAY_MS } } });
    expect(JSON.stringify(disk.meta.get('draftAges'))).not.toContain('record-2');
  });

  it('are not yet over at the first look, whatever time they say they were saved at', async () => {
    const disk = aDisk(
      aDraft({ updatedAt: '1970-01-01T00:00:00.000Z' }),
      aDraft({ draftId: 'record-2', updatedAt: 'not a time' }),
    );
    expect(await lookOn(new MemoryStore(disk), 4_000)).toEqual({ ok: true, value: 0 });
    expect(disk.drafts.size).toBe(2);
  });

  it('are not removed by one jump of the hub’s clock, but are after 30 days of looks', async () => {
    const disk = aDisk(aDraft());
    const store = new MemoryStore(disk);
    expect(await lookOn(store, 0, 4_000, 1)).toEqual({ ok: true, value: 0 });
    expect(await lookOn(store, 8, 15, 22)).toEqual({ ok: true, value: 0 });
    expect(await lookOn(store, 29)).toEqual({ ok: true, value: 1 });
  });

  it('go from aside as well, and damaged ones do not', async () => {
    const disk = aDisk();
    const row = aDraft();
    const aside = { table: 'drafts', of: 'record-1', at: '', row } as const;
    disk.damaged.set('a', { ...aside, damagedId: 'a', reason: 'draft-of-other-shift' });
    disk.damaged.set('b', { ...aside, damagedId: 'b', reason: 'stored-data-damaged' });
    expect(await lookOn(new MemoryStore(disk), 0, 7, 14, 21, 28)).toEqual({ ok: true, value: 0 });
    expect(await lookOn(new MemoryStore(disk), 32)).toEqual({ ok: true, value: 1 });
    expect([...disk.damaged.keys()]).toEqual(['b']);
  });

  it('stay when somebody goes on with them in between', async () => {
    const disk = aDisk(aDraft());
    disk.outbox.set('x', anOutboxRow('record-1', 1));
    const store = new MemoryStore(disk);
    await lookOn(store, 0, 5);
    const commit = store.commit.bind(store);
    store.commit = (ops) => {
      if (ops.some((op) => op.do === 'delete')) disk.drafts.set('record-1', aDraft({ saves: 2 }));
      return commit(ops);
    };
    expect(await lookOn(store, 9)).toEqual({ ok: true, value: 0 });
    expect(disk.drafts.get('record-1')?.saves).toBe(2);
    expect(disk.audit.size).toBe(0);
  });
});
