import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TestWorld } from '../../../tests/support/a-tablet.ts';
import { NOW } from '../../../tests/support/a-bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { newChain } from '../store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { StorageState } from '../store/persistence.ts';
import type { BundleRow, CopyRow } from '../store/schema.ts';
import { aDraft, anOutboxRow } from '../store/testing/store-rows.ts';
import { EnrolmentMark } from './enrolment-mark.ts';
import { Safekeeping } from './Safekeeping.svelte.ts';
import { Tending } from './tending.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const YEARS_MS = 3 * 365 * DAY_MS;
const GIB = 1024 ** 3;

const day = {
  key: 'bundle',
  bundle: { shift: { shiftId: 'today' }, forms: [], expiresAt: new Date(NOW + DAY_MS).toISOString() },
} as unknown as BundleRow;

const aCopy = (revisionId: string, shiftId: string): CopyRow => ({
  revisionId,
  recordId: 'record-1',
  checkupId: 'checkup-1',
  section: 'questionnaire',
  shiftId,
  sealed: Uint8Array.of(1),
  savedAt: '2026-11-20T01:00:00.000Z',
});

/** A form that no bundle names any more. */
const OLD_FORM = {
  sha256: createHash('sha256').update('old').digest('hex'),
  text: 'old',
  receivedAt: '2026-11-19T00:00:00.000Z',
};

/** What the browser says of its storage, and what it was asked. */
let browser: {
  state: Outcome<StorageState>;
  grants: boolean;
  looks: number;
  requests: number;
};
let disk: MemoryDisk;
let store: MemoryStore;
let world: TestWorld;
let found: Safekeeping;
let tending: Tending;

const room = (usageBytes: number, persisted = true): Outcome<StorageState> =>
  ok({ persisted, quotaBytes: 10 * GIB, usageBytes, likelyPrivate: false });

beforeEach(() => {
  disk = emptyDisk();
  disk.meta.set('chain', newChain());
  disk.meta.set('bundle', day);
  world = new TestWorld();
  browser = { state: room(GIB), grants: false, looks: 0, requests: 0 };
  store = new MemoryStore(disk);
  const items = new Map<string, string>();
  const parts = {
    store,
    world,
    enrolmentMark: new EnrolmentMark({
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
    }),
    storageState: () => {
      browser.looks += 1;
      return Promise.resolve(browser.state);
    },
    requestPersistence: () => {
      browser.requests += 1;
      if (browser.grants) browser.state = room(GIB);
      return Promise.resolve(browser.grants ? browser.state : problem('storage-not-persistent'));
    },
  };
  found = new Safekeeping(parts);
  tending = new Tending(parts, found);
});

/** Looks so long after the start by the tablet's clock. @param hubHeardMs what the hub was heard to say */
const look = (afterMs: number, hubHeardMs?: number): Promise<void> => {
  world.time = NOW + afterMs;
  return tending.look({ day, session: undefined, hubHeardMs });
};

describe('the browser’s promise to keep what is stored', () => {
  it('is looked at every five minutes, and asked for again once a day', async () => {
    browser.state = room(GIB, false);
    await look(0);
    expect([browser.looks > 0, browser.requests]).toEqual([true, 1]);
    const { looks } = browser;
    await look(5 * MINUTE_MS - 1);
    expect(browser.looks).toBe(looks);
    await look(5 * MINUTE_MS);
    expect([browser.looks > looks, browser.requests]).toEqual([true, 1]);
    await look(DAY_MS - 1);
    await look(DAY_MS + 5 * MINUTE_MS);
    expect(browser.requests).toBe(2);
  });

  it('is said to be lost only when it was there, until the browser gives it again', async () => {
    browser.state = room(GIB, false);
    await look(0);
    expect(found.promiseLost).toBe(false);
    browser.state = room(GIB);
    await look(10 * MINUTE_MS);
    browser.state = room(GIB, false);
    await look(20 * MINUTE_MS);
    expect(found.promiseLost).toBe(true);
    browser.grants = true;
    await look(2 * DAY_MS);
    expect(found.promiseLost).toBe(false);
  });

  it('is not taken for lost when the browser does not answer', async () => {
    await look(0);
    browser.state = problem('storage-unavailable');
    await look(10 * MINUTE_MS);
    expect(found.promiseLost).toBe(false);
  });

  it('is looked at again at once when the clock was set back', async () => {
    await look(0);
    const { looks } = browser;
    await look(-DAY_MS);
    expect(browser.looks).toBeGreaterThan(looks);
  });
});

describe('little room', () => {
  const fill = (): void => {
    disk.copies.set('c1', aCopy('c1', 'yesterday'));
    disk.copies.set('c2', aCopy('c2', 'today'));
    disk.parts.set(OLD_FORM.sha256, OLD_FORM);
    const receipt = { state: 'delivered', receipt: 'r', hubSeq: 1 } as const;
    for (const row of [
      anOutboxRow(1),
      anOutboxRow(2, { state: 'parked' }),
      anOutboxRow(3, { ...receipt, heldSeq: 1 }),
      anOutboxRow(4, { ...receipt, envelope: new Uint8Array(0), droppedAt: '2026-11-20T00:00:00.000Z' }),
    ]) {
      disk.outbox.set(row.revisionId, row);
    }
  };

  it('is made larger by caches first, and never by what has no receipt', async () => {
    fill();
    disk.drafts.set('draft-1', aDraft());
    browser.state = room(9.9 * GIB);
    await look(0);
    expect([...disk.copies.keys()]).toEqual(['c2']);
    expect([...disk.outbox.keys()]).toEqual(['revision-00001', 'revision-00002', 'revision-00003']);
    expect([...disk.drafts.keys()]).toEqual(['draft-1']);
    // The draft may need a form that today's bundle names no more.
    expect([...disk.parts.keys()]).toEqual([OLD_FORM.sha256]);
    expect(found.roomLow).toBe(true);
  });

  it('takes forms that nothing names only while there is no draft', async () => {
    fill();
    browser.state = room(9.9 * GIB);
    await look(0);
    expect(disk.parts.size).toBe(0);
  });

  it('is told to staff until there is room again', async () => {
    browser.state = room(9.9 * GIB);
    await look(0);
    browser.state = room(GIB);
    await look(10 * MINUTE_MS);
    expect(found.roomLow).toBe(false);
  });

  it('is no reason to remove anything while there is enough', async () => {
    fill();
    await look(0);
    expect([disk.copies.size, disk.parts.size, disk.outbox.size]).toEqual([2, 1, 4]);
  });
});

describe('drafts', () => {
  beforeEach(() => {
    disk.drafts.set('draft-1', aDraft({ shiftId: 'yesterday' }));
    disk.drafts.set('draft-2', aDraft({ draftId: 'draft-2', shiftId: 'today' }));
  });

  it.each([
    ['ahead', YEARS_MS],
    ['behind', -YEARS_MS],
  ])('stay without the hub, when the tablet’s clock is set years %s', async (_how, byMs) => {
    for (const each of [0, byMs, byMs + 2 * DAY_MS, byMs + 99 * DAY_MS]) await look(each);
    expect(disk.drafts.size).toBe(2);
    expect(disk.meta.has('draftAges')).toBe(false);
  });

  it.each([
    ['ahead', YEARS_MS],
    ['behind', -YEARS_MS],
  ])('grow old by the hub’s days only, on a tablet whose clock is years %s', async (_how, byMs) => {
    for (let days = 0; days <= 31; days += 1) await look(byMs + days * DAY_MS, NOW + days * DAY_MS);
    expect(disk.drafts.size).toBe(2);
    await look(byMs + 32 * DAY_MS, NOW + 32 * DAY_MS);
    // Both are over: the list of that day is no longer the list of today.
    expect(disk.drafts.size).toBe(0);
  });

  it('that were saved by a clock 40 days slow are there the next morning', async () => {
    const updatedAt = new Date(NOW - 40 * DAY_MS).toISOString();
    disk.drafts.set('draft-1', aDraft({ shiftId: 'yesterday', updatedAt }));
    await look(0, NOW);
    await look(DAY_MS, NOW + DAY_MS);
    expect(disk.drafts.has('draft-1')).toBe(true);
  });

  it('outlive one jump of the hub’s own clock', async () => {
    await look(0, NOW);
    await look(10 * MINUTE_MS, NOW + YEARS_MS);
    await look(20 * MINUTE_MS, NOW);
    expect(disk.drafts.size).toBe(2);
  });

  it('are looked at again at the next look when the store failed', async () => {
    await look(0, NOW);
    disk.drafts.delete('draft-2');
    const failing = vi.spyOn(store, 'commit').mockResolvedValue(problem('storage-failed'));
    await look(DAY_MS, NOW + DAY_MS);
    failing.mockRestore();
    expect(disk.meta.get('draftAges')).toMatchObject({ ages: { 'draft-1': { ageMs: 0 } } });
    await look(DAY_MS + 10 * MINUTE_MS, NOW + DAY_MS);
    expect(disk.meta.get('draftAges')).toMatchObject({ ages: { 'draft-1': { ageMs: DAY_MS } } });
  });
});
