import { fromBase64Url } from '../../src/lib/contract/base64url.ts';
import { rosterAad } from '../../src/lib/contract/bundle.ts';
import type { RosterEntry } from '../../src/lib/contract/people.ts';
import type { RevisionContent } from '../../src/lib/contract/revision.ts';
import { openBox } from '../../src/lib/crypto/box.ts';
import { utf8 } from '../../src/lib/crypto/bytes.ts';
import { openSealedCopy, sealCopy } from '../../src/lib/crypto/copy-seal.ts';
import { recordId } from '../../src/lib/crypto/derived-id.ts';
import { derivePinKey } from '../../src/lib/crypto/pin.ts';
import { PROGRAM_TABLE } from '../../src/lib/catalog/programs.ts';
import { questionnaireOf } from '../../src/lib/catalog/questionnaire-of.ts';
import type { SectionId } from '../../src/lib/domain/program.ts';
import { MemoryStore } from '../../src/lib/store/memory-store.ts';
import type { BundleRow, CopyRow, DeviceRow } from '../../src/lib/store/schema.ts';
import { BoardLines } from '../../src/lib/tablet/board-lines.ts';
import { receiveBundle } from '../../src/lib/tablet/day.ts';
import { checkupOf } from '../../src/lib/tablet/drafts.ts';
import { FormShelf } from '../../src/lib/tablet/form-shelf.ts';
import { unlock, type UnlockedSession } from '../../src/lib/tablet/vault.ts';
import { aChild, aHub, anId } from '../support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../support/a-tablet.ts';
import { atMost, type Bench, ratioAtMost } from './bench.ts';
import { filledIn, type FilledIn } from './support/filled-in.ts';
import { median } from './support/samples.ts';

const CHILDREN = 60;
const SAMPLES = 15;
const PROGRAM = 'infant-3-4m' as const;
const SECTIONS = PROGRAM_TABLE[PROGRAM].sections.map(({ section }) => section);
const DOCTOR = { staffId: anId(), role: 'doctor' as const, pin: '730185' };

/** A tablet with a full day on it: every section of every child is done. */
interface FullDay {
  readonly store: MemoryStore;
  readonly world: TestWorld;
  readonly device: DeviceRow;
  readonly day: BundleRow;
  readonly copies: readonly CopyRow[];
}

const must = <T>(outcome: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};

/** A finished section as its copy lies on the tablet. */
const copyOf = async (
  day: BundleRow,
  entry: RosterEntry,
  section: SectionId,
  filled: FilledIn,
): Promise<CopyRow> => {
  const checkup = await checkupOf(entry, day);
  const revisionId = anId();
  const savedAt = day.bundle.issuedAt;
  const content: RevisionContent = {
    schemaVersion: 2,
    recordId: await recordId(checkup.checkupId, section),
    revisionId,
    parents: [],
    checkup,
    section,
    ...filled,
    status: section === 'questionnaire' ? 'submitted' : 'confirmed',
    author:
      section === 'questionnaire'
        ? { kind: 'guardian', identifiedBy: 'ticket' }
        : { kind: 'staff', staffId: DOCTOR.staffId, role: DOCTOR.role },
    authoredAt: savedAt,
    hlc: { wallMs: Date.parse(savedAt), counter: 0 },
    language: 'ja',
  };
  const key = fromBase64Url(day.bundle.shift.sessionPublicKey) ?? new Uint8Array();
  const { recordId: record, formId, formVersion } = content;
  const { checkupId, municipality } = checkup;
  const { shiftId } = day.bundle.shift;
  const named = { revisionId, recordId: record, checkupId, section, shiftId, savedAt, municipality };
  const bound = { ...named, formId, formVersion };
  return { ...bound, sealed: await sealCopy(key, utf8(JSON.stringify(content)), bound) };
};

const aFullDay = async (): Promise<FullDay> => {
  const hub = await aHub();
  const store = new MemoryStore();
  const world = new TestWorld();
  const { device, known } = await anEnrolledDevice(store, hub);
  const children = Array.from({ length: CHILDREN }, (_, index) => aChild({ number: index + 1 }));
  const forms = await Promise.all(
    SECTIONS.map(async (section) => ({
      program: PROGRAM,
      section,
      questionnaire: await questionnaireOf(PROGRAM, section),
    })),
  );
  const bundle = await hub.bundle(known, { children, staff: [DOCTOR], forms });
  const parts = { store, world, fetchPart: hub.fetchPart };
  const day = must(await receiveBundle(parts, device, { bundle, clockOffsetMs: 0 }));
  const copies: CopyRow[] = [];
  for (const section of SECTIONS) {
    const filled = await filledIn(PROGRAM, section);
    for (const child of children) copies.push(await copyOf(day, child, section, filled));
  }
  must(await store.commit(copies.map((row) => ({ do: 'put', table: 'copies', row }))));
  return { store, world, device, day, copies };
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** The list and every copy, decrypted and thrown away. */
const bareDecryption = async ({ day, copies }: FullDay, session: UnlockedSession): Promise<void> => {
  const roster = await openBox(
    session.cacheKey,
    fromBase64Url(day.bundle.rosterBox) ?? new Uint8Array(),
    rosterAad(day.bundle),
  );
  const opened = await Promise.all(copies.map((copy) => openSealedCopy(session.sealPair, copy)));
  if (roster === undefined || opened.includes(undefined)) throw new Error('everything opens');
};

/**
 * The board of a day at whose end every section of sixty children is done: decrypted, read, checked, put in order and
 * looked through for what concerns. The floor is the decryption of the same rows alone. Nothing is remembered from
 * one sample to the next, and the questionnaire's form is opened anew each time.
 */
export const dayOpenedBench: Bench = async () => {
  const full = await aFullDay();
  const { store, world, device, day } = full;
  const unlocks: number[] = [];
  const derivations: number[] = [];
  const boards: number[] = [];
  const floors: number[] = [];
  const [entry] = day.bundle.staff;
  if (entry === undefined) throw new Error('somebody is listed');
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    derivations.push(await timed(() => derivePinKey(DOCTOR.pin, entry.pinKdf)));
    let session: UnlockedSession | undefined;
    unlocks.push(
      await timed(async () => {
        session = must(await unlock({ store, world, derivePin: derivePinKey }, device, day, DOCTOR));
      }),
    );
    if (session === undefined) throw new Error('the PIN is right');
    const staff = session;
    floors.push(await timed(() => bareDecryption(full, staff)));
    boards.push(
      await timed(async () => {
        const lines = must(
          await new BoardLines({ store, world, forms: new FormShelf(store) }, staff).read(day),
        );
        if (lines.length !== CHILDREN) throw new Error('every child is on the board');
      }),
    );
  }
  return [
    {
      name: 'a day of 60 children opened (floor: decryption of the same rows), median',
      unit: 'ms',
      value: median(boards),
      floor: median(floors),
      budgets: [ratioAtMost(3)],
    },
    {
      name: 'unlock, beyond the derivation of the PIN’s key, median',
      unit: 'ms',
      value: median(unlocks) - median(derivations),
      budgets: [atMost(200)],
    },
  ];
};
