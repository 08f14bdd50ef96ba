import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { sha256, toHex, utf8 } from '../crypto/bytes.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import { sameRow } from '../store/same-row.ts';
import type { BundleRow, CopyRow, DamagedRow, DeviceRow, DraftRow, PartRow } from '../store/schema.ts';
import { checkBundle } from './check-bundle.ts';
import { opensFor, sweepDamaged } from './damaged-rows.ts';
import { checkupOf, Drafts } from './drafts.ts';
import { freeze } from './freeze.ts';
import { openCopy } from './sections.ts';
import { aShift, NURSE, type Shift } from './testing/a-shift.ts';
import { unlock, type UnlockedSession } from './vault.ts';

const TYPED = '夜中に三回起きます';
const child = aChild();
const other = aChild({ number: 2 });

let shift: Shift;
let device: DeviceRow;
let day: BundleRow;
let session: UnlockedSession;
let draft: DraftRow;
let copy: CopyRow;
let part: PartRow;

const theOnly = <T>(rows: Iterable<T>): T => {
  const [row] = rows;
  if (row === undefined) throw new Error('there is one');
  return row;
};

/** One draft with a ticket, one sealed record with its copy, one part: as a day leaves them. */
beforeAll(async () => {
  shift = await aShift([child, other]);
  const { tablet, store, world, disk } = shift;
  if (tablet.day === undefined || tablet.device === undefined) throw new Error('enrolled, with a list');
  ({ device, day } = { device: tablet.device, day: tablet.day });
  const filled = async (entry: typeof child) => {
    const open = await tablet.drafts.begin(
      day,
      {
        checkup: await checkupOf(entry, day),
        section: 'questionnaire',
        parents: [],
        draft: {
          formId: 'https://hagukumi.example/form',
          formVersion: '1',
          language: 'ja',
          position: '',
          answers: new Map(),
          startedAt: '2026-11-21T00:00:00.000Z',
        },
      },
      entry.ticketId,
    );
    const answers = new Map([['worry', [{ type: 'string' as const, value: TYPED }]]]);
    const saved = await tablet.drafts.save(open, { ...open.draft, answers });
    if (!saved.ok) throw new Error(saved.error.code);
    return saved.value;
  };
  await filled(child);
  const frozen = await freeze({ store, world }, device, day, {
    open: await filled(other),
    status: 'submitted',
    author: { kind: 'guardian', identifiedBy: 'ticket' },
    response: { resourceType: 'QuestionnaireResponse', note: TYPED },
  });
  if (!frozen.ok) throw new Error(frozen.error.code);
  const unlocked = await unlock({ store, world, derivePin: derivePinKey }, device, day, NURSE);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  session = unlocked.value;
  draft = theOnly(disk.drafts.values());
  copy = theOnly(disk.copies.values());
  const text = 'header.a form as it was signed.signature';
  part = { sha256: toHex(await sha256(utf8(text))), text, receivedAt: '2026-11-21T00:00:00.000Z' };
});

let disk: MemoryDisk;
let store: MemoryStore;

beforeEach(() => {
  disk = emptyDisk();
  store = new MemoryStore(disk);
});

const isBytes = (value: unknown): value is Uint8Array<ArrayBuffer> => value instanceof Uint8Array;

/** How many places of a row can be changed: bytes of byte fields, characters of texts. */
const sizeOf = (value: unknown): number => (isBytes(value) || typeof value === 'string' ? value.length : 0);

/** The row with one bit of one place turned over. */
const flipped = <T extends object>(row: T, place: number, bit: number): T => {
  let left = place % Object.values(row).reduce((sum: number, value) => sum + sizeOf(value), 0);
  for (const [field, value] of Object.entries(row) as [string, unknown][]) {
    if (left >= sizeOf(value)) {
      left -= sizeOf(value);
      continue;
    }
    if (isBytes(value)) {
      const changed = value.slice();
      changed[left] = (changed[left] ?? 0) ^ (1 << bit);
      return { ...row, [field]: changed };
    }
    const text = value as string;
    const turned = String.fromCharCode(text.charCodeAt(left) ^ (1 << bit));
    return { ...row, [field]: text.slice(0, left) + turned + text.slice(left + 1) };
  }
  throw new Error('every place lies in a field');
};

/** Whether the row lies among the damaged ones, byte for byte, and nowhere else. */
const isSetAside = (table: 'drafts' | 'copies' | 'parts', row: object): boolean => {
  const damaged: DamagedRow[] = [...disk.damaged.values()];
  const [only] = damaged;
  return disk[table].size === 0 && damaged.length === 1 && only?.table === table && sameRow(only.row, row);
};

const draftOpens = async (row: DraftRow): Promise<boolean> => {
  const drafts = new Drafts({ store, world: shift.world });
  const { shiftId, sealPair } = session;
  for (const opener of [
    { kind: 'session', sealPair, shiftId },
    { kind: 'ticket', ticketId: child.ticketId },
  ] as const) {
    const opened = await drafts.open(row.draftId, opener);
    const given = opened.ok ? opened.value?.draft.answers.get('worry') : undefined;
    if (given?.[0]?.type === 'string' && given[0].value === TYPED) return true;
  }
  return false;
};

const place = fc.nat({ max: 1_000_000 });
const bit = fc.integer({ min: 0, max: 7 });

describe('one bit of a row turned over anywhere', () => {
  it('leaves a draft that opens as it was, or one that lies aside with all its bytes', async () => {
    const seen = { opens: 0, aside: 0 };
    await fc.assert(
      fc.asyncProperty(place, bit, async (at, turn) => {
        disk.drafts.clear();
        disk.damaged.clear();
        const row = flipped(draft, at, turn);
        disk.drafts.set(row.draftId, row);
        const swept = await sweepDamaged({ store, world: shift.world }, session);
        expect(swept.ok).toBe(true);
        if (isSetAside('drafts', row)) seen.aside += 1;
        else {
          expect(await draftOpens(row)).toBe(true);
          expect(disk.damaged.size).toBe(0);
          seen.opens += 1;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(seen.aside).toBeGreaterThan(300);
    expect(seen.opens).toBeGreaterThan(50);
  }, 60_000);

  it('leaves a copy that says what it said, or one that lies aside with all its bytes', async () => {
    let aside = 0;
    const before = JSON.stringify(await openCopy(session, copy));
    await fc.assert(
      fc.asyncProperty(place, bit, async (at, turn) => {
        disk.copies.clear();
        disk.damaged.clear();
        const row = flipped(copy, at, turn);
        disk.copies.set(row.revisionId, row);
        expect((await sweepDamaged({ store, world: shift.world }, session)).ok).toBe(true);
        if (isSetAside('copies', row)) aside += 1;
        else expect(JSON.stringify(await openCopy(session, row))).toBe(before);
      }),
      { numRuns: 700 },
    );
    expect(aside).toBeGreaterThan(600);
  }, 60_000);

  it('leaves a part with its own text, or one that lies aside with all its bytes', async () => {
    let aside = 0;
    await fc.assert(
      fc.asyncProperty(place, bit, async (at, turn) => {
        disk.parts.clear();
        disk.damaged.clear();
        const row = flipped(part, at, turn);
        disk.parts.set(row.sha256, row);
        expect((await sweepDamaged({ store, world: shift.world }, undefined)).ok).toBe(true);
        if (isSetAside('parts', row)) aside += 1;
        else expect(disk.parts.get(part.sha256)?.text).toBe(part.text);
      }),
      { numRuns: 500 },
    );
    expect(aside).toBeGreaterThan(300);
  });

  it('of the shift’s part leaves a bundle that families go on with, and the whole row aside', async () => {
    for (let at = 0; at < day.wrappedShiftPart.length; at += 1) {
      disk.damaged.clear();
      const wrappedShiftPart = day.wrappedShiftPart.slice();
      wrappedShiftPart[at] = (wrappedShiftPart[at] ?? 0) ^ 1;
      const row = { ...day, wrappedShiftPart };
      disk.meta.set('bundle', row);
      const changed = await checkBundle({ store, world: shift.world }, device, row);
      expect(changed).toEqual({ ok: true, value: true });
      expect(sameRow(theOnly(disk.damaged.values()).row, row)).toBe(true);
      const left = disk.meta.get('bundle') as BundleRow;
      expect(left.endedAt).toBeDefined();
      expect(left.bundle.kioskRoster).toEqual(day.bundle.kioskRoster);
    }
  });
});

describe('rows that are sound', () => {
  it('stay where they are', async () => {
    disk.drafts.set(draft.draftId, draft);
    disk.copies.set(copy.revisionId, copy);
    disk.parts.set(part.sha256, part);
    disk.meta.set('bundle', day);
    expect(await sweepDamaged({ store, world: shift.world }, session)).toEqual({ ok: true, value: 0 });
    const parts = { store, world: shift.world };
    expect(await checkBundle(parts, device, day, opensFor(session))).toEqual({ ok: true, value: false });
    expect([disk.drafts.size, disk.copies.size, disk.parts.size, disk.damaged.size]).toEqual([1, 1, 1, 0]);
  });

  it('of another shift stay, although nobody here can open them', async () => {
    disk.drafts.set('d', { ...draft, shiftId: 'another', sessionWrap: new Uint8Array(0) });
    disk.copies.set('c', { ...copy, shiftId: 'another', sealed: new Uint8Array(90) });
    expect(await sweepDamaged({ store, world: shift.world }, session)).toEqual({ ok: true, value: 0 });
  });
});

describe('a bundle that no build can read', () => {
  it('lies aside with all its bytes, and nothing is in its place', async () => {
    const row = { ...day, bundle: { ...day.bundle, kioskRoster: 'gone' as never } };
    disk.meta.set('bundle', row);
    const changed = await checkBundle({ store, world: shift.world }, device, row);
    expect(changed).toEqual({ ok: true, value: true });
    expect(disk.meta.has('bundle')).toBe(false);
    expect(sameRow(theOnly(disk.damaged.values()).row, row)).toBe(true);
  });
});

describe('a row that changed while it was looked at', () => {
  it('is left alone', async () => {
    const torn = { ...draft, box: draft.box.toReversed() };
    disk.drafts.set(draft.draftId, torn);
    const commit = store.commit.bind(store);
    store.commit = (ops) => {
      disk.drafts.set(draft.draftId, draft);
      return commit(ops);
    };
    expect(await sweepDamaged({ store, world: shift.world }, session)).toEqual({ ok: true, value: 0 });
    expect(disk.drafts.get(draft.draftId)).toEqual(draft);
    expect(disk.damaged.size).toBe(0);
  });
});
