import type { DayBundle } from '../../../src/lib/contract/bundle.ts';
import type { Outcome } from '../../../src/lib/contract/problem.ts';
import { toHex, sha256 } from '../../../src/lib/crypto/bytes.ts';
import { derivePinKey } from '../../../src/lib/crypto/pin.ts';
import { openRevision } from '../../../src/lib/crypto/revision-seal.ts';
import { firstBrokenLine } from '../../../src/lib/store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../../../src/lib/store/memory-store.ts';
import type { TabletStore } from '../../../src/lib/store/port.ts';
import type { BundleRow, DeviceRow, OutboxRow } from '../../../src/lib/store/schema.ts';
import { purgeCaches } from '../../../src/lib/store/room.ts';
import { deliver } from '../../../src/lib/sync/outbox.ts';
import { pruneDelivered } from '../../../src/lib/sync/prune-delivered.ts';
import { Settler } from '../../../src/lib/sync/settler.ts';
import { receiveBundle } from '../../../src/lib/tablet/day.ts';
import { checkupOf, Drafts, type OpenDraft } from '../../../src/lib/tablet/drafts.ts';
import { enrol } from '../../../src/lib/tablet/enrolment.ts';
import { expireDrafts } from '../../../src/lib/tablet/expire-drafts.ts';
import { freeze } from '../../../src/lib/tablet/freeze.ts';
import type { HubApi } from '../../../src/lib/tablet/hub-api.ts';
import { quarantine } from '../../../src/lib/tablet/quarantine.ts';
import { unlock } from '../../../src/lib/tablet/vault.ts';
import { aChild, aHub, anId, MUNICIPALITY, type TestHub } from '../../support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../support/a-tablet.ts';
import type { IdbAct } from './idb-acts.ts';

const NURSE = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
const FIRST_TEXT = 'はじめの答え';
const SECOND_TEXT = 'つぎの答え';
const WATERMARK = 5;

/** A tablet in the middle of its day, as rows. */
interface Scene {
  readonly hub: TestHub;
  readonly world: TestWorld;
  readonly device: DeviceRow;
  readonly day: BundleRow;
  readonly bundle: DayBundle;
  readonly open: OpenDraft;
  readonly ticketId: string;
  /** Delivered, with its bytes held. */
  readonly held: OutboxRow;
  /** Waits for its receipt. */
  readonly queued: OutboxRow;
  readonly disk: MemoryDisk;
}

const copyOf = (disk: MemoryDisk): MemoryDisk =>
  Object.fromEntries(
    Object.entries(disk).map(([table, rows]) => [table, new Map(rows as Map<string, unknown>)]),
  ) as unknown as MemoryDisk;

const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};

const withText = (open: OpenDraft, value: string): OpenDraft['draft'] => ({
  ...open.draft,
  answers: new Map([['worry', [{ type: 'string' as const, value }]]]),
});

const aReceipt = (hubSeq: number): Parameters<typeof deliver>[1] =>
  ({ receipt: `receipt-${String(hubSeq)}`, claims: { hubSeq } }) as never;

const aScene = async (): Promise<Scene> => {
  const hub = await aHub();
  const world = new TestWorld();
  const disk = emptyDisk();
  const store = new MemoryStore(disk);
  const { device, known } = await anEnrolledDevice(store, hub);
  const children = [1, 2, 3].map((number) => aChild({ number }));
  const bundle = await hub.bundle(known, { children, staff: [NURSE] });
  const day = valueOf(await receiveBundle({ store, world }, device, { bundle, clockOffsetMs: 0 }));
  const drafts = new Drafts({ store, world });
  const filled = async (index: number): Promise<OpenDraft> => {
    const child = children[index];
    if (child === undefined) throw new Error('three children are listed');
    const begun = await drafts.begin(
      day,
      {
        checkup: await checkupOf(child, day),
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
      child.ticketId,
    );
    return valueOf(await drafts.save(begun, withText(begun, FIRST_TEXT)));
  };
  const submitted = async (index: number): Promise<OutboxRow> => {
    const { revisionId } = valueOf(
      await freezeAs({ store, world }, device, day, await filled(index), 'submitted'),
    );
    const row = disk.outbox.get(revisionId);
    if (row === undefined) throw new Error('it was sealed');
    return row;
  };
  const held = deliver(await submitted(1), aReceipt(WATERMARK), world.now());
  disk.outbox.set(held.revisionId, held);
  const queued = await submitted(2);
  const open = await filled(0);
  const [{ ticketId } = { ticketId: '' }] = children;
  const old = { saves: open.saves, ageMs: 99 * 86_400_000, at: world.now(), deviceSeq: 0 };
  disk.meta.set('draftAges', { key: 'draftAges', ages: { [open.draftId]: old } });
  return { hub, world, device, day, bundle, open, ticketId, held, queued, disk };
};

const freezeAs = (
  parts: { store: TabletStore; world: TestWorld },
  device: DeviceRow,
  day: BundleRow,
  open: OpenDraft,
  status: 'submitted' | 'confirmed',
): Promise<Outcome<{ revisionId: string }>> =>
  freeze(parts, device, day, {
    open,
    status,
    author:
      status === 'submitted'
        ? { kind: 'guardian', identifiedBy: 'ticket' }
        : { kind: 'staff', staffId: NURSE.staffId, role: 'nurse' },
    response: { resourceType: 'QuestionnaireResponse', note: FIRST_TEXT },
  });

const brokenLog = async (disk: MemoryDisk): Promise<string | undefined> => {
  const chain = disk.meta.get('chain');
  if (chain?.key !== 'chain') return 'the chain is gone';
  const rows = [...disk.audit.values()].toSorted((a, b) => a.seq - b.seq);
  const broken = await firstBrokenLine(rows, chain);
  return broken === undefined ? undefined : `line ${String(broken)} of the log does not follow`;
};

/** What a queue must always be: bytes that are what they say, each number once, none beyond the chain's. */
const tornQueue = async (disk: MemoryDisk): Promise<string | undefined> => {
  const chain = disk.meta.get('chain');
  const rows = [...disk.outbox.values()];
  for (const { envelope, sha256: said, droppedAt } of rows) {
    if (droppedAt === undefined && toHex(await sha256(envelope)) !== said) return 'sealed bytes changed';
  }
  const numbers = new Set(rows.map(({ deviceSeq }) => deviceSeq));
  if (numbers.size !== rows.length) return 'a number was given twice';
  const last = chain?.key === 'chain' ? chain.deviceSeq : 0;
  return Math.max(0, ...numbers) > last ? 'a record lies beyond the chain' : undefined;
};

const wrongs = async (...checks: readonly Promise<string | undefined>[]): Promise<string | undefined> =>
  (await Promise.all(checks)).find((wrong) => wrong !== undefined);

const wrongIf = (isWrong: boolean, words: string): Promise<string | undefined> =>
  Promise.resolve(isWrong ? words : undefined);

const textIn = async (disk: MemoryDisk, { open, ticketId, world }: Scene): Promise<string | undefined> => {
  const drafts = new Drafts({ store: new MemoryStore(copyOf(disk)), world });
  const opened = await drafts.open(open.draftId, { kind: 'ticket', ticketId });
  const [answer] = (opened.ok ? opened.value?.draft.answers.get('worry') : undefined) ?? [];
  return answer?.type === 'string' ? answer.value : undefined;
};

const isSealed = async (disk: MemoryDisk, { hub, device, open }: Scene, value: unknown): Promise<boolean> => {
  const { revisionId } = value as { revisionId: string };
  const row = disk.outbox.get(revisionId);
  if (row === undefined || disk.drafts.has(open.draftId) || !disk.copies.has(revisionId)) return false;
  const context = {
    municipality: device.municipality.code,
    deviceId: device.deviceId,
    recordId: row.recordId,
    revisionId,
  };
  return (await openRevision(row.envelope, context, new Map([['s1', hub.seal]]))).ok;
};

type Act = Omit<IdbAct, 'before' | 'isLost'>;

const actsOf = (scene: Scene): readonly Act[] => {
  const { world, device, day, bundle, open, held, queued } = scene;
  const both = (disk: MemoryDisk): readonly Promise<string | undefined>[] => [
    brokenLog(disk),
    tornQueue(disk),
  ];
  const freezing = (status: 'submitted' | 'confirmed'): Act => ({
    name: status === 'submitted' ? 'a family hands in' : 'staff confirm',
    act: (store) => freezeAs({ store, world }, device, day, open, status),
    wrongWhenOk: async (disk, value) =>
      wrongs(
        wrongIf(!(await isSealed(disk, scene, value)), 'said ok, and nothing was sealed'),
        ...both(disk),
      ),
  });
  return [
    {
      name: 'an answer is saved',
      act: (store) => new Drafts({ store, world }).save(open, withText(open, SECOND_TEXT)),
      wrongWhenOk: async (disk) =>
        wrongs(wrongIf((await textIn(disk, scene)) !== SECOND_TEXT, 'said 保存済み, and it is not there')),
    },
    {
      name: 'a draft is opened',
      act: async (store) => {
        const opener = { kind: 'ticket' as const, ticketId: scene.ticketId };
        return new Drafts({ store, world }).open(open.draftId, opener);
      },
      wrongWhenOk: (_disk, value) =>
        wrongIf((value as OpenDraft | undefined)?.saves !== open.saves, 'opened something else'),
    },
    freezing('submitted'),
    freezing('confirmed'),
    {
      name: 'a bundle arrives',
      act: (store) => receiveBundle({ store, world }, device, { bundle, clockOffsetMs: 7 }),
      wrongWhenOk: (disk) => {
        const row = disk.meta.get('bundle');
        return wrongs(
          wrongIf(row?.key !== 'bundle' || row.clockOffsetMs !== 7, 'said ok, and the bundle is not there'),
          ...both(disk),
        );
      },
    },
    {
      name: 'a wrong PIN is counted',
      act: async (store) => {
        const pins = { staffId: NURSE.staffId, pin: '998877' };
        const tried = await unlock({ store, world, derivePin: derivePinKey }, device, day, pins);
        if (tried.ok) throw new Error('a wrong PIN opened');
        return tried.error.code === 'pin-wrong' ? { ok: true, value: undefined } : tried;
      },
      wrongWhenOk: (disk) =>
        wrongs(
          wrongIf(disk.staffLocks.get(NURSE.staffId)?.wrongPins !== 1, 'shown, and not counted'),
          ...both(disk),
        ),
    },
    {
      name: 'staff unlock',
      act: (store) => unlock({ store, world, derivePin: derivePinKey }, device, day, NURSE),
      wrongWhenOk: (disk) =>
        wrongs(
          wrongIf(disk.staffLocks.get(NURSE.staffId)?.wrongPins !== 0, 'open, and the count was not reset'),
          ...both(disk),
        ),
    },
    {
      name: 'a receipt is settled',
      act: (store) =>
        new Settler(store, world).settle({
          row: deliver(queued, aReceipt(9), world.now()),
          audit: 'delivered',
          run: 'go-on',
          problem: undefined,
          retryAfterMs: 0,
        }),
      wrongWhenOk: (disk) => {
        const row = disk.outbox.get(queued.revisionId);
        return wrongs(wrongIf(row?.receipt !== 'receipt-9', 'settled, and no receipt'), ...both(disk));
      },
    },
    {
      name: 'delivered bytes are pruned',
      act: (store) => pruneDelivered(store, WATERMARK, world.now()),
      wrongWhenOk: (disk) =>
        wrongs(
          wrongIf(
            disk.outbox.get(held.revisionId)?.droppedAt === undefined,
            'said ok, and nothing was pruned',
          ),
          wrongIf(disk.outbox.get(queued.revisionId)?.envelope.length === 0, 'unsent bytes were pruned'),
        ),
    },
    {
      name: 'a damaged row is set aside',
      act: async (store) => {
        const read = await store.get('drafts', open.draftId);
        if (!read.ok) return read;
        const done = await quarantine({ store, world }, 'drafts', read.value as never);
        // Its answer was lost with the connection and its number is new: what lies there already is as good.
        return done;
      },
      wrongWhenOk: (disk) =>
        wrongIf(disk.damaged.size !== 1 || disk.drafts.has(open.draftId), 'said ok, and it is not aside'),
    },
    {
      name: 'an old draft expires',
      act: (store) => expireDrafts({ store, world }, world.now() + 99 * 86_400_000, undefined),
      wrongWhenOk: (disk, value) =>
        wrongs(
          wrongIf(value === 1 && disk.drafts.has(open.draftId), 'removed, and still there'),
          brokenLog(disk),
        ),
    },
    {
      name: 'room is made',
      act: (store) => purgeCaches(store, { shiftId: undefined, parts: undefined }),
      wrongWhenOk: (disk) =>
        wrongs(wrongIf(disk.copies.size !== 0, 'said ok, and copies are there'), tornQueue(disk)),
    },
  ];
};

/** Records that somebody was told are kept: every one must still be a draft, in the queue, or set aside. */
const recordsIn = (disk: MemoryDisk): ReadonlySet<string> =>
  new Set([
    ...disk.drafts.keys(),
    ...[...disk.outbox.values()].map(({ recordId }) => recordId),
    ...[...disk.damaged.values()].map(({ of }) => of),
  ] as string[]);

const enrolling = (hub: TestHub, world: TestWorld): IdbAct => {
  const deviceId = anId();
  const api = {
    enrol: () =>
      Promise.resolve({
        ok: true,
        value: {
          deviceId,
          municipality: { code: MUNICIPALITY, name: 'はぐくみ市' },
          clinic: { clinicId: hub.clinicId, name: 'はぐくみ市保健センター' },
          hubKeys: hub.keys,
        },
      }),
  } as unknown as HubApi;
  return {
    name: 'a tablet is enrolled',
    before: () => Promise.resolve(emptyDisk()),
    act: (store) => enrol({ store, api, world }, { code: '7KQ2-M9XD', label: '待合1' }),
    wrongWhenOk: (disk) => {
      const row = disk.meta.get('device');
      return wrongs(
        wrongIf(row?.key !== 'device' || row.deviceId !== deviceId, 'said ok, and no device is there'),
        brokenLog(disk),
      );
    },
    // The keys made here are in no row before; a half-written device would be one that cannot go on.
    isLost: async (disk) => disk.meta.has('device') && (await brokenLog(disk)) !== undefined,
  };
};

/** What a tablet does in its day, with everything that is real but the hub at the other end. */
export const tabletActs = async (): Promise<readonly IdbAct[]> => {
  const scene = await aScene();
  const records = recordsIn(scene.disk);
  const acts = actsOf(scene).map((act): IdbAct => ({
    ...act,
    before: () => Promise.resolve(copyOf(scene.disk)),
    isLost: async (disk) => {
      const left = recordsIn(disk);
      const expires = act.name === 'an old draft expires' ? scene.open.draftId : undefined;
      const isGone = [...records].some((record) => !left.has(record) && record !== expires);
      return isGone || (await wrongs(brokenLog(disk), tornQueue(disk))) !== undefined;
    },
  }));
  return [...acts, enrolling(scene.hub, scene.world)];
};
