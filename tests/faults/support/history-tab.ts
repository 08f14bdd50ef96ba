import { toBase64Url } from '../../../src/lib/contract/base64url.ts';
import type { RosterEntry } from '../../../src/lib/contract/people.ts';
import type { Outcome } from '../../../src/lib/contract/problem.ts';
import type { Author, RevisionContent } from '../../../src/lib/contract/revision.ts';
import { ok } from '../../../src/lib/domain/result.ts';
import type { StorageState } from '../../../src/lib/store/persistence.ts';
import { randomBytes } from '../../../src/lib/crypto/bytes.ts';
import { recordId } from '../../../src/lib/crypto/derived-id.ts';
import { signRequest } from '../../../src/lib/crypto/http-signature.ts';
import type { SectionId } from '../../../src/lib/domain/program.ts';
import { MemoryStore, type MemoryDisk } from '../../../src/lib/store/memory-store.ts';
import type { Clock } from '../../../src/lib/sync/clock.ts';
import { checkIn } from '../../../src/lib/sync/check-in.ts';
import type { DrainEnd } from '../../../src/lib/sync/drain.ts';
import { HttpTransport } from '../../../src/lib/sync/http-transport.ts';
import { HubClock } from '../../../src/lib/sync/hub-clock.ts';
import { OutboxRunner } from '../../../src/lib/sync/outbox-runner.ts';
import type { RunnerLock } from '../../../src/lib/sync/runner-lock.ts';
import { sendAudit } from '../../../src/lib/sync/send-audit.ts';
import type { EnrolmentMark } from '../../../src/lib/tablet/enrolment-mark.ts';
import { checkupOf, Drafts, type DraftOpener, type OpenDraft } from '../../../src/lib/tablet/drafts.ts';
import { holdDraft } from '../../../src/lib/tablet/form-lock.ts';
import { freeze } from '../../../src/lib/tablet/freeze.ts';
import { HubApi } from '../../../src/lib/tablet/hub-api.ts';
import { headsOf, revisionsOf } from '../../../src/lib/tablet/sections.ts';
import type { UnlockedSession } from '../../../src/lib/tablet/vault.ts';
import { instant, type World } from '../../../src/lib/tablet/world.ts';
import { loadBundle } from '../../../src/lib/tablet/stored.ts';
import { Tending } from '../../../src/lib/tablet/tending.ts';
import { AUTHORITY, unlockAs, type BornTablet, type Town } from './town.ts';

/** What all tabs of one tablet share. */
export interface Shared {
  readonly town: Town;
  readonly tablet: BornTablet;
  readonly disk: MemoryDisk;
  readonly clock: Clock;
  readonly world: World;
  readonly locks: LockManager;
  readonly runnerLock: RunnerLock;
  readonly random: () => number;
  /** The network between this tablet and the hub, faults and all. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly enrolmentMark: EnrolmentMark;
  /** What the browser says of its storage. */
  storage: StorageState;
  /** Whether each pass over the queue is followed by a report; else some are. */
  reportsAlways: boolean;
}

/** Part of the passes over the queue that are followed by a report. */
const REPORTED = 0.3;

/** A form on screen. */
export interface OpenForm {
  open: OpenDraft;
  readonly entry: RosterEntry;
  readonly asStaff: boolean;
  readonly release: () => void;
}

/** One tab of a tablet, made of the tablet's own parts without a screen. */
export class HistoryTab {
  readonly #shared: Shared;
  readonly store: MemoryStore;
  readonly runner: OutboxRunner;
  readonly #drafts: Drafts;
  session: UnlockedSession | undefined;
  form: OpenForm | undefined;
  /** Runs the build before this one: nobody's key signs, and what is confirmed is of version 1. */
  readonly isOlder: boolean;
  readonly #hubClock: HubClock;
  readonly #tending: Tending;

  constructor(shared: Shared, isOlder: boolean) {
    const { tablet, world, clock, fetch, runnerLock, disk, random } = shared;
    this.#shared = shared;
    this.isOlder = isOlder;
    this.#hubClock = new HubClock(clock);
    this.store = new MemoryStore(disk);
    this.#drafts = new Drafts({ store: this.store, world });
    const transport = new HttpTransport({
      fetch,
      origin: `http://${AUTHORITY}`,
      sign: async ({ created, ...request }) => ({
        ok: true,
        value: await signRequest(
          { ...request, authority: AUTHORITY },
          {
            keyId: tablet.device.deviceId,
            privateKey: tablet.device.signingKey,
            created,
            nonce: toBase64Url(randomBytes(16)),
          },
        ),
      }),
      receiptKeys: this.#receiptKeys,
      clock,
      hubClock: this.#hubClock,
    });
    this.runner = new OutboxRunner({
      store: this.store,
      clock,
      transport,
      lock: runnerLock,
      random,
      afterPass: (end) => this.#report(end),
    });
    this.runner.start();
    const { enrolmentMark } = shared;
    const storageState = (): Promise<Outcome<StorageState>> => Promise.resolve(ok(shared.storage));
    this.#tending = new Tending(
      { store: this.store, world, enrolmentMark, storageState, requestPersistence: storageState },
      { roomLow: false, promiseLost: false, countDamaged: () => Promise.resolve() },
    );
  }

  readonly #receiptKeys = () => this.#shared.town.running().hub.keys.published.receipt;

  /** What a tablet does after a pass: tells how it stands, hands its log over, and offers again what the hub lost. */
  async #report({ why }: DrainEnd): Promise<'again' | 'done'> {
    const { tablet, world, clock, random, reportsAlways } = this.#shared;
    if (why !== 'done' || (!reportsAlways && random() >= REPORTED)) return 'done';
    const { deviceId, signingKey } = tablet.device;
    const identity = { keyId: deviceId, signingKey };
    const api = new HubApi(world, this.#hubClock);
    const { store } = this;
    const told = await checkIn({
      store,
      clock,
      deviceId,
      receiptKeys: this.#receiptKeys,
      facts: () => Promise.resolve({ appVersion: 'histories', persisted: true }),
      ask: (report) => api.checkIn(report, identity),
    });
    if (!told.ok) return 'done';
    await sendAudit({
      store,
      clock,
      deviceId,
      receiptKeys: this.#receiptKeys,
      ask: (lines) => api.deviceAudit(lines, identity),
    });
    return told.value.reoffered > 0 ? 'again' : 'done';
  }

  /** What a tablet does every few minutes: it makes room, sweeps damaged rows, and lets drafts grow old. */
  async tend(): Promise<void> {
    const day = await loadBundle(this.store);
    if (!day.ok) throw new Error(day.error.code);
    await this.#tending.look({
      day: day.value,
      session: this.session,
      hubHeardMs: this.#hubClock.heardMs,
    });
  }

  /** The tab is gone in the middle of whatever it did; the browser gives its locks back. */
  kill(): Promise<void> {
    this.store.close();
    this.form?.release();
    this.form = undefined;
    this.session = undefined;
    return this.runner.stop();
  }

  async unlock(staffId: string, pin?: string): Promise<Outcome<unknown>> {
    const { town, tablet, world } = this.#shared;
    const opened = await unlockAs(town, { store: this.store, world }, tablet, staffId, pin);
    if (opened.ok) this.session = opened.value;
    return opened;
  }

  lock(): void {
    this.session = undefined;
    this.close();
  }

  close(): void {
    this.form?.release();
    this.form = undefined;
  }

  /** Opens a section: the draft that is there, else one that goes on from what this tablet has of the record. */
  async openSection(entry: RosterEntry, section: SectionId): Promise<Outcome<OpenDraft> | 'held' | 'locked'> {
    this.close();
    const { tablet, world, town, locks } = this.#shared;
    const { session } = this;
    const asStaff = section !== 'questionnaire';
    if (asStaff && session === undefined) return 'locked';
    const checkup = await checkupOf(entry, tablet.bundle);
    const draftId = await recordId(checkup.checkupId, section);
    const release = await holdDraft(locks, draftId);
    if (release === undefined) return 'held';
    const opener: DraftOpener =
      asStaff && session !== undefined
        ? { kind: 'session', sealPair: session.sealPair }
        : { kind: 'ticket', ticketId: entry.ticketId };
    const earlier = await this.#drafts.open(draftId, opener);
    if (!earlier.ok) {
      release();
      return earlier;
    }
    let open = earlier.value;
    if (open === undefined) {
      const known =
        session === undefined ? undefined : await revisionsOf({ store: this.store }, session, draftId);
      if (known?.ok === false) {
        release();
        return known;
      }
      const template = town.clinic.templates.find((each) => each.section === section);
      open = await this.#drafts.begin(
        tablet.bundle,
        {
          checkup,
          section,
          parents: headsOf(known?.value ?? [])
            .map(({ revisionId }) => revisionId)
            .slice(0, 16),
          draft: {
            formId: template?.formId ?? '',
            formVersion: template?.formVersion ?? '',
            language: 'ja',
            position: '',
            answers: new Map(),
            startedAt: instant(world),
          },
        },
        asStaff ? undefined : entry.ticketId,
      );
    }
    this.form = { open, entry, asStaff, release };
    return { ok: true, value: open };
  }

  /** Saves one more answer. The screen says 保存済み when this is ok. */
  async answer(linkId: string, text: string): Promise<Outcome<OpenDraft> | undefined> {
    const { form } = this;
    if (form === undefined) return undefined;
    const answers = new Map(form.open.draft.answers).set(linkId, [{ type: 'string', value: text }]);
    const saved = await this.#drafts.save(form.open, { ...form.open.draft, answers });
    if (saved.ok) form.open = saved.value;
    return saved;
  }

  /** Freezes the open form into a revision. */
  async freeze(
    status: RevisionContent['status'],
  ): Promise<{ readonly outcome: Outcome<{ revisionId: string }>; readonly open: OpenDraft } | undefined> {
    const { form, session } = this;
    if (form === undefined) return undefined;
    const { tablet, world } = this.#shared;
    const { open, asStaff } = form;
    if (asStaff && session === undefined) return undefined;
    const author: Author =
      asStaff && session !== undefined
        ? { kind: 'staff', staffId: session.staff.staffId, role: session.staff.role }
        : { kind: 'guardian', identifiedBy: 'ticket' };
    const { formId, formVersion } = open.draft;
    const outcome = await freeze({ store: this.store, world }, tablet.device, tablet.bundle, {
      open,
      status,
      author,
      response: {
        resourceType: 'QuestionnaireResponse',
        questionnaire: `${formId}|${formVersion}`,
        status: 'completed',
        item: [...open.draft.answers.keys()].map((linkId) => ({ linkId })),
      },
      signer: asStaff && !this.isOlder ? session?.signer : undefined,
    });
    if (outcome.ok) this.close();
    this.runner.kick('saved');
    return { outcome, open };
  }

  /** A draft as whoever may open it reads it now. */
  reopen(draftId: string, opener: DraftOpener): Promise<Outcome<OpenDraft | undefined>> {
    return this.#drafts.open(draftId, opener);
  }
}
