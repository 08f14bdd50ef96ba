import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { aChild, aHub, anId, NOW, type TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { questionnaireOf } from '../catalog/questionnaire-of.ts';
import { compareHlc, type Hlc } from '../contract/hlc.ts';
import { readRevision, type ReadRevision, type RevisionContent } from '../contract/revision.ts';
import { utf8 } from '../crypto/bytes.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { openRevision } from '../crypto/revision-seal.ts';
import { decodeRevisionText, verifyRevisionText, type RevisionText } from '../crypto/revision-text.ts';
import { sealBytes } from '../crypto/seal.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { BundleRow, CopyRow, DeviceRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { checkupOf, Drafts } from './drafts.ts';
import { freeze, type Freeze } from './freeze.ts';
import { openCopy, revisionsOf } from './sections.ts';
import { withoutWrap } from './staff-wrap.ts';
import { unlock, type UnlockedSession } from './vault.ts';

const NURSE = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
const CHILD = aChild();
const TEN_YEARS_MS = 10 * 365.25 * 86_400_000;

let hub: TestHub;
let disk: MemoryDisk;
let store: MemoryStore;
let world: TestWorld;
let device: DeviceRow;
let row: BundleRow;
let receive: () => Promise<void>;

beforeEach(async () => {
  hub = await aHub();
  disk = emptyDisk();
  store = new MemoryStore(disk);
  world = new TestWorld();
  const enrolled = await anEnrolledDevice(store, hub);
  device = enrolled.device;
  const questionnaire = await questionnaireOf('infant-3-4m', 'measurement');
  const bundle = await hub.bundle(enrolled.known, {
    children: [CHILD],
    staff: [NURSE],
    forms: [{ program: 'infant-3-4m', section: 'measurement', questionnaire }],
  });
  receive = async () => {
    const received = await receiveBundle({ store, world, fetchPart: hub.fetchPart }, device, {
      bundle,
      clockOffsetMs: world.now() - NOW,
    });
    if (!received.ok) throw new Error(received.error.code);
    row = received.value;
  };
  await receive();
});

const session = async (): Promise<UnlockedSession> => {
  const unlocked = await unlock({ store, world, derivePin: derivePinKey }, device, row, NURSE);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  return unlocked.value;
};

const seal = async (status: RevisionContent['status'], signer?: Freeze['signer']): Promise<string> => {
  const open = await new Drafts({ store, world }).begin(
    row,
    {
      checkup: await checkupOf(CHILD, row),
      section: 'measurement',
      parents: [],
      draft: {
        formId: 'https://example.org/form',
        formVersion: '1',
        language: 'ja',
        position: '',
        answers: new Map(),
        startedAt: '2026-11-21T00:00:00.000Z',
      },
    },
    CHILD.ticketId,
  );
  const frozen = await freeze({ store, world }, device, row, {
    open,
    status,
    author: { kind: 'staff', staffId: NURSE.staffId, role: NURSE.role },
    response: { resourceType: 'QuestionnaireResponse', note: '「落ち着き」がある 𠮷' },
    signer,
  });
  if (!frozen.ok) throw new Error(frozen.error.code);
  return frozen.value.revisionId;
};

/** What the hub reads of a revision, and the text that was sealed. */
const atHub = async (revisionId: string): Promise<ReadRevision & { readonly text: RevisionText }> => {
  const sent = disk.outbox.get(revisionId)!;
  const context = {
    municipality: device.municipality.code,
    deviceId: device.deviceId,
    recordId: sent.recordId,
    revisionId,
  };
  const opened = await openRevision(sent.envelope, context, new Map([['s1', hub.seal]]));
  if (!opened.ok) throw new Error(opened.error.code);
  const text = decodeRevisionText(opened.value.plaintext)!;
  return { ...readRevision(JSON.parse(text.json))!, text };
};

const hlc = (): Hlc => {
  const chain = disk.meta.get('chain');
  if (chain?.key !== 'chain' || chain.hlc === undefined) throw new Error('the clock has ticked');
  return chain.hlc;
};

describe('a confirmed section', () => {
  it('carries the signature of who unlocked the tablet, over exactly the sealed text', async () => {
    const { signer } = await session();
    const { text, writtenAs, content } = await atHub(await seal('confirmed', signer));
    const key = hub.staffKeys.get(NURSE.staffId)!;
    expect(await verifyRevisionText(text, key)).toBe(true);
    expect(writtenAs).toBe(2);
    expect(content.author).toMatchObject({ staffId: NURSE.staffId });
  });

  it('is written as version 1, unsigned, where the hub has given no key: it must not be lost', async () => {
    const { text, writtenAs } = await atHub(await seal('confirmed'));
    expect(writtenAs).toBe(1);
    expect(text.signature).toBeUndefined();
    expect(JSON.parse(text.json)).not.toHaveProperty('hlc');
  });

  it('opens again for the staff of the shift, in whatever version it was written', async () => {
    const unlocked = await session();
    const ids = [await seal('confirmed', unlocked.signer), await seal('confirmed')];
    const record = disk.copies.get(ids[0]!)!.recordId;
    const revisions = await revisionsOf({ store }, unlocked, record);
    expect(revisions.ok && revisions.value.map(({ revisionId }) => revisionId).toSorted()).toEqual(
      ids.toSorted(),
    );
  });
});

describe('a section that staff save', () => {
  it('is signed where there is a key, and of version 2 where there is none', async () => {
    const { signer } = await session();
    expect((await atHub(await seal('saved', signer))).text.signature).toBeDefined();
    const unsigned = await atHub(await seal('saved'));
    expect([unsigned.writtenAs, unsigned.text.signature]).toEqual([2, undefined]);
  });
});

describe('the signing key of unlocked staff', () => {
  it('cannot be taken out, and lies nowhere on the disk', async () => {
    const { signer } = await session();
    expect(signer?.privateKey.extractable).toBe(false);
    await seal('confirmed', signer);
    const secret = Buffer.from(hub.staffKeys.get(NURSE.staffId)!.pkcs8.subarray(36, 68));
    const texts = JSON.stringify(
      Object.values(disk).map((table) => [...table.values()]),
      (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
    );
    const bytes = [...texts.matchAll(/"([\w+/=-]{40,})"/g)].map(([, text]) => Buffer.from(text!, 'base64'));
    expect(bytes.length).toBeGreaterThan(5);
    expect(bytes.some((each) => each.includes(secret))).toBe(false);
  });

  it('does not open with another person’s key encryption key, and confirming still works', async () => {
    const [staff] = row.bundle.staff;
    const foreign = { ...staff!, signing: { ...staff!.signing!, kid: 'another' } };
    row = { ...row, bundle: { ...row.bundle, staff: [foreign] } };
    expect((await session()).signer).toBeUndefined();
  });

  it('goes with the wrap after too many wrong PINs', () => {
    const [left] = withoutWrap(row, NURSE.staffId).bundle.staff;
    expect(left).toMatchObject({ staffId: NURSE.staffId, wrappedSecret: '' });
    expect(left).not.toHaveProperty('signing');
  });
});

describe('the logical clock of a tablet', () => {
  it('goes forward with every revision and every bundle, whatever the tablet’s clock does', async () => {
    const steps = fc.array(
      fc.tuple(fc.boolean(), fc.oneof(fc.integer({ min: -TEN_YEARS_MS, max: TEN_YEARS_MS }), fc.constant(0))),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (moves) => {
        for (const [isBundle, byMs] of moves) {
          const before = hlc();
          world.time = NOW + byMs;
          if (isBundle) await receive();
          else expect((await atHub(await seal('saved'))).content.hlc).toEqual(hlc());
          expect(compareHlc(before, hlc())).toBeLessThan(0);
          expect(Math.abs(hlc().wallMs - NOW)).toBeLessThan(86_400_000);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('stands still when the revision was not stored', async () => {
    const before = hlc();
    const failing = store.commit.bind(store);
    store.commit = () => Promise.resolve({ ok: false, error: { code: 'storage-full' } });
    await expect(seal('saved')).rejects.toThrow('storage-full');
    store.commit = failing;
    expect(hlc()).toEqual(before);
  });

  it('tells the same moment on the copy for staff as on what the hub gets', async () => {
    const unlocked = await session();
    const revisionId = await seal('saved', unlocked.signer);
    const copy = await openCopy(unlocked, disk.copies.get(revisionId)!);
    expect(copy).toEqual((await atHub(revisionId)).content);
  });
});

describe('a copy that an older build sealed', () => {
  const frozen = JSON.parse(
    readFileSync(new URL('../../../tests/fixtures/revision-schema-1.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;

  it.each(Object.keys(frozen))('opens after the update: %s', async (status) => {
    const unlocked = await session();
    const text = frozen[status]!;
    const { revisionId, recordId, checkup } = JSON.parse(text) as RevisionContent;
    const copy: CopyRow = {
      revisionId,
      recordId,
      checkupId: checkup.checkupId,
      section: 'measurement',
      shiftId: unlocked.shiftId,
      sealed: await sealBytes(unlocked.sealPair.publicKey, utf8(text), 'hagukumi/copy/1', utf8(revisionId)),
      savedAt: new Date(NOW).toISOString(),
    };
    expect(await openCopy(unlocked, copy)).toMatchObject({ status, revisionId, schemaVersion: 2 });
  });
});
