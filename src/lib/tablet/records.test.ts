import { beforeEach, describe, expect, it } from 'vitest';
import { aChild, aHub, anId, type TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { questionnaireOf } from '../catalog/questionnaire-of.ts';
import { decodeEnvelope } from '../contract/envelope.ts';
import { problem } from '../contract/problem.ts';
import { RevisionContent } from '../contract/revision.ts';
import { sha256 } from '../crypto/bytes.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { openRevision } from '../crypto/revision-seal.ts';
import { decodeRevisionText } from '../crypto/revision-text.ts';
import { firstBrokenLine } from '../store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { FormShelf } from './form-shelf.ts';
import { DraftSaver, type SaveStatus } from './draft-saver.ts';
import { checkupOf, Drafts, type OpenDraft } from './drafts.ts';
import { freeze } from './freeze.ts';
import { newBoardMemory, readBoard, revisionsOf } from './sections.ts';
import { openRoster, unlock, type UnlockedSession } from './vault.ts';

const ANSWER = 'とても小さな文字で書いた心配ごと';
const nurse = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
const child = aChild();
const other = aChild({ number: 2 });

let hub: TestHub;
let disk: MemoryDisk;
let store: MemoryStore;
let world: TestWorld;
let device: DeviceRow;
let row: BundleRow;
let drafts: Drafts;

beforeEach(async () => {
  hub = await aHub();
  disk = emptyDisk();
  store = new MemoryStore(disk);
  world = new TestWorld();
  const enrolled = await anEnrolledDevice(store, hub);
  device = enrolled.device;
  const bundle = await hub.bundle(enrolled.known, {
    children: [child, other],
    staff: [nurse],
    forms: [
      {
        program: 'infant-3-4m',
        section: 'questionnaire',
        questionnaire: await questionnaireOf('infant-3-4m', 'questionnaire'),
      },
    ],
  });
  const received = await receiveBundle({ store, world, fetchPart: hub.fetchPart }, device, {
    bundle,
    clockOffsetMs: 0,
  });
  if (!received.ok) throw new Error(received.error.code);
  row = received.value;
  drafts = new Drafts({ store, world });
});

const begin = async (entry = child): Promise<OpenDraft> => {
  const form = await new FormShelf(store).get(row.bundle, 'infant-3-4m', 'questionnaire');
  if (!form.ok) throw new Error(form.error.code);
  return drafts.begin(
    row,
    {
      checkup: await checkupOf(entry, row),
      section: 'questionnaire',
      parents: [],
      draft: {
        formId: form.value.url,
        formVersion: form.value.version,
        language: 'ja',
        position: '',
        answers: new Map(),
        startedAt: '2026-11-21T00:00:00.000Z',
      },
    },
    entry.ticketId,
  );
};

const withAnswer = (open: OpenDraft, text = ANSWER): OpenDraft['draft'] => ({
  ...open.draft,
  position: 'worry-text',
  answers: new Map([['worry-text', [{ type: 'string', value: text }]]]),
});

const session = async (): Promise<UnlockedSession> => {
  const unlocked = await unlock({ store, world, derivePin: derivePinKey }, device, row, nurse);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  return unlocked.value;
};

const submit = async (open: OpenDraft) =>
  freeze({ store, world }, device, row, {
    open,
    status: 'submitted',
    author: { kind: 'guardian', identifiedBy: 'ticket' },
    response: { resourceType: 'QuestionnaireResponse', note: ANSWER },
  });

/** Everything a thief of the disk can read: texts, and bytes as UTF-8. */
const onDisk = (): string =>
  JSON.stringify(
    Object.values(disk).map((table) => [...table.entries()]),
    (_, value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value),
  );

describe('drafts', () => {
  it('come back whole, at the same question, for who shows the same ticket', async () => {
    const open = await begin();
    const saved = await drafts.save(open, withAnswer(open));
    expect(saved.ok).toBe(true);
    const again = await new Drafts({ store: new MemoryStore(disk), world }).open(open.draftId, {
      kind: 'ticket',
      ticketId: child.ticketId,
    });
    expect(again).toMatchObject({ ok: true, value: { saves: 1, draft: { position: 'worry-text' } } });
    expect(again.ok && again.value?.draft.answers).toEqual(withAnswer(open).answers);
  });

  it('stay closed to another family’s ticket', async () => {
    const open = await begin();
    await drafts.save(open, withAnswer(open));
    const tried = await drafts.open(open.draftId, { kind: 'ticket', ticketId: other.ticketId });
    expect(tried).toEqual({ ok: false, error: { code: 'locked' } });
  });

  it('can be opened by unlocked staff', async () => {
    const open = await begin();
    await drafts.save(open, withAnswer(open));
    const { sealPair } = await session();
    expect(await drafts.open(open.draftId, { kind: 'session', sealPair })).toMatchObject({
      ok: true,
      value: { draft: { position: 'worry-text' } },
    });
  });

  it('show nothing of an answer, a name or an id of the child on disk', async () => {
    const open = await begin();
    await drafts.save(open, withAnswer(open));
    const seen = onDisk();
    for (const secret of [ANSWER, child.name, child.kana, child.birthDate, child.subjectId, child.ticketId]) {
      expect(seen).not.toContain(secret);
    }
  });

  it('refuse a second editor instead of overwriting it', async () => {
    const open = await begin();
    await drafts.save(open, withAnswer(open));
    expect(await drafts.save(open, withAnswer(open, '別の画面'))).toEqual(problem('storage-conflict'));
  });

  it('say saved only when what lies on disk decrypts to what was entered', async () => {
    const open = await begin();
    const lying = new Drafts({
      world,
      store: {
        commitThenGet: () => Promise.resolve({ ok: true, value: undefined }),
      } as unknown as MemoryStore,
    });
    expect(await lying.save(open, withAnswer(open))).toEqual(problem('storage-failed'));
  });

  it('are saved in the newest state while typing goes on, without a save for every key', async () => {
    const open = await begin();
    const states: SaveStatus['state'][] = [];
    const saver = new DraftSaver(drafts, open, ({ state }) => states.push(state));
    for (let length = 1; length <= ANSWER.length; length += 1) {
      saver.save(withAnswer(open, ANSWER.slice(0, length)));
    }
    const settled = await saver.settle();
    expect(settled).toMatchObject({ ok: true, value: { saves: 1 } });
    expect(settled.ok && settled.value.draft.answers).toEqual(withAnswer(open).answers);
    saver.save(withAnswer(open, 'まだ'));
    await Promise.resolve();
    saver.save(withAnswer(open, 'まだまだ'));
    saver.save(withAnswer(open));
    expect(await saver.settle()).toMatchObject({ ok: true, value: { saves: 3 } });
    expect(states).toEqual(['saving', 'saved', 'saving', 'saved']);
  });

  it('stay in memory when saving fails, and are saved by a retry', async () => {
    const open = await begin();
    let broken = true;
    const flaky = new Drafts({
      world,
      store: Object.assign(Object.create(store) as MemoryStore, {
        get: store.get.bind(store),
        commit: (ops: Parameters<MemoryStore['commit']>[0]) =>
          broken ? Promise.resolve(problem('storage-failed')) : store.commit(ops),
      }),
    });
    const saver = new DraftSaver(flaky, open, () => undefined);
    saver.save(withAnswer(open));
    expect(await saver.settle()).toEqual(problem('storage-failed'));
    expect(saver.hasUnsaved).toBe(true);
    broken = false;
    saver.retry();
    expect(await saver.settle()).toMatchObject({ ok: true, value: { saves: 1 } });
    expect(saver.hasUnsaved).toBe(false);
  });
});

describe('submitting', () => {
  it('leaves a sealed revision that only the hub opens, a copy for staff, an audit line and no draft', async () => {
    const saved = await drafts.save(await begin(), withAnswer(await begin()));
    if (!saved.ok) throw new Error(saved.error.code);
    const frozen = await submit(saved.value);
    if (!frozen.ok) throw new Error(frozen.error.code);

    expect(disk.drafts.size).toBe(0);
    const [outbox] = disk.outbox.values();
    if (outbox === undefined) throw new Error('a row waits');
    expect(outbox).toMatchObject({ state: 'queued', deviceSeq: 1, revisionId: frozen.value.revisionId });
    const opened = await openRevision(
      outbox.envelope,
      {
        municipality: row.bundle.municipality.code,
        deviceId: device.deviceId,
        recordId: outbox.recordId,
        revisionId: outbox.revisionId,
      },
      new Map([['s1', hub.seal]]),
    );
    if (!opened.ok) throw new Error(opened.error.code);
    const content = RevisionContent.parse(JSON.parse(decodeRevisionText(opened.value.plaintext)?.json ?? ''));
    expect(content).toMatchObject({ status: 'submitted', section: 'questionnaire', parents: [] });
    expect(content.checkup.subjectId).toBe(child.subjectId);
    expect(onDisk()).not.toContain(ANSWER);
    expect([...disk.audit.values()].at(-1)).toMatchObject({ action: 'submitted' });
  });

  it('chains every revision to the one before', async () => {
    await submit(await begin());
    await submit(await begin(other));
    const [first, second] = [...disk.outbox.values()].toSorted((a, b) => a.deviceSeq - b.deviceSeq);
    if (first === undefined || second === undefined) throw new Error('two rows wait');
    expect(decodeEnvelope(second.envelope)?.prevHash).toEqual(await sha256(first.envelope));
  });

  it('keeps sequence and audit log whole when several sections are sealed at once', async () => {
    const opens = await Promise.all([begin(), begin(other)]);
    const frozen = await Promise.all(opens.map(submit));
    expect(frozen.every((each) => each.ok)).toBe(true);
    expect([...disk.outbox.values()].map((each) => each.deviceSeq).toSorted()).toEqual([1, 2]);
    const chain = disk.meta.get('chain');
    if (chain?.key !== 'chain') throw new Error('the chain is there');
    expect(await firstBrokenLine([...disk.audit.values()], chain)).toBeUndefined();
  });

  it('changes nothing at all when the disk refuses', async () => {
    const saved = await drafts.save(await begin(), withAnswer(await begin()));
    if (!saved.ok) throw new Error(saved.error.code);
    const before = onDisk();
    const refusing = Object.assign(Object.create(store) as MemoryStore, {
      get: store.get.bind(store),
      commit: () => Promise.resolve(problem('storage-full')),
    });
    const frozen = await freeze({ store: refusing, world }, device, row, {
      open: saved.value,
      status: 'submitted',
      author: { kind: 'guardian', identifiedBy: 'ticket' },
      response: {},
    });
    expect(frozen).toEqual(problem('storage-full'));
    expect(onDisk()).toBe(before);
  });

  it('is seen by staff on today’s board', async () => {
    await submit(await begin());
    const unlocked = await session();
    const roster = await openRoster(unlocked, row);
    if (!roster.ok) throw new Error(roster.error.code);
    const board = await readBoard({ store }, unlocked, row, roster.value);
    const states = board.ok ? board.value.map((line) => line.sections.map((section) => section.state)) : [];
    expect(states).toEqual([['submitted'], ['none']]);
  });

  it('is found at its own section again after a list that names the sections in another order', async () => {
    await submit(await begin());
    const unlocked = await session();
    const memory = newBoardMemory();
    const states = async (of: BundleRow) => {
      const board = await readBoard({ store }, unlocked, of, [child], memory);
      return board.ok ? board.value[0]?.sections.map(({ section, state }) => [section, state]) : board;
    };
    expect(await states(row)).toEqual([['questionnaire', 'submitted']]);
    const [questionnaire] = row.bundle.forms;
    if (questionnaire === undefined) throw new Error('the list has a form');
    const forms = [{ ...questionnaire, section: 'measurement' as const }, questionnaire];
    expect(await states({ ...row, bundle: { ...row.bundle, forms } })).toEqual([
      ['measurement', 'none'],
      ['questionnaire', 'submitted'],
    ]);
  });

  it('keeps both revisions that do not know each other, and says so', async () => {
    await submit(await begin());
    await submit(await begin());
    const unlocked = await session();
    const board = await readBoard({ store }, unlocked, row, [child]);
    expect(board.ok && board.value[0]?.sections[0]?.state).toBe('conflict');
    const record = disk.copies.values().next().value?.recordId ?? '';
    const revisions = await revisionsOf({ store }, unlocked, record);
    expect(revisions.ok && revisions.value.length).toBe(2);
  });

  it('says so when a copy of this shift does not open', async () => {
    await submit(await begin());
    const unlocked = await session();
    const [copy] = disk.copies.values();
    if (copy === undefined) throw new Error('a copy is there');
    disk.copies.set(copy.revisionId, { ...copy, sealed: copy.sealed.map((byte) => byte ^ 1) });
    expect(await revisionsOf({ store }, unlocked, copy.recordId)).toEqual(problem('stored-data-damaged'));
  });

  it('opens copies for this shift only', async () => {
    await submit(await begin());
    const unlocked = await session();
    const [copy] = disk.copies.values();
    if (copy === undefined) throw new Error('a copy is there');
    disk.copies.set(copy.revisionId, { ...copy, shiftId: anId() });
    expect(await revisionsOf({ store }, unlocked, copy.recordId)).toEqual({ ok: true, value: [] });
  });
});
