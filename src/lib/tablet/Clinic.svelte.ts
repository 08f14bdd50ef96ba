import { problem, type Outcome, type Problem } from '../contract/problem.ts';
import type { RosterEntry } from '../contract/people.ts';
import type { Author, RevisionContent } from '../contract/revision.ts';
import { may } from '../domain/access.ts';
import type { SectionId } from '../domain/program.ts';
import type { Answers, CompiledForm } from '../forms/form.ts';
import { restore } from '../forms/restore.ts';
import { commitWithAudit } from './audit.ts';
import { formOf } from './day.ts';
import { checkupOf, type OpenDraft } from './drafts.ts';
import { holdDraft } from './form-lock.ts';
import { freeze } from './freeze.ts';
import { IdleTimer } from './IdleTimer.svelte.ts';
import { SectionEditor } from './SectionEditor.svelte.ts';
import { headsOf, readBoard, revisionsOf, type BoardRow, type SectionOnBoard } from './sections.ts';
import type { Tablet } from './Tablet.svelte.ts';
import { openRoster, unlock, type UnlockedSession } from './vault.ts';
import { instant } from './world.ts';

const IDLE = { warnAfterMs: 180_000, warnSeconds: 30 };

/**
 * Where staff are.
 *
 *     staff ─▶ pin ──right──▶ board ⇄ child ⇄ section
 *       ▲                        │ lock, idle, hand-over
 *       └────────────────────────┘
 */
export type ClinicStep = 'staff' | 'pin' | 'board' | 'child' | 'section';

/** A section's revision with its answers, ready to be read. */
export interface Reading {
  readonly revision: RevisionContent;
  readonly form: CompiledForm;
  readonly answers: Answers;
}

/** What is known of one child's section: its newest revisions. More than one is a conflict; both are shown. */
export interface SectionReading {
  readonly onBoard: SectionOnBoard;
  readonly readings: readonly Reading[];
}

/** The staff's side of the tablet. Keys are in the tablet's session and gone with {@link lock}. */
export class Clinic {
  step: ClinicStep = $state('staff');
  problem: Problem | undefined = $state.raw(undefined);
  busy = $state(false);
  staffId: string | undefined = $state(undefined);
  board: readonly BoardRow[] = $state.raw([]);
  child: BoardRow | undefined = $state.raw(undefined);
  readings: readonly SectionReading[] = $state.raw([]);
  editor: SectionEditor | undefined = $state.raw(undefined);
  /** What the last completed action was, for a short confirmation on screen. */
  done: RevisionContent['status'] | undefined = $state(undefined);
  readonly idle: IdleTimer;

  readonly #tablet: Tablet;
  #roster: readonly RosterEntry[] = [];

  constructor(tablet: Tablet) {
    this.#tablet = tablet;
    this.idle = new IdleTimer(IDLE, () => void this.lock());
  }

  get session(): UnlockedSession | undefined {
    return this.#tablet.session;
  }

  choose(staffId: string): void {
    this.staffId = staffId;
    this.problem = undefined;
    this.step = 'pin';
  }

  chooseAgain(): void {
    this.staffId = undefined;
    this.problem = undefined;
    this.step = 'staff';
  }

  async enterPin(pin: string): Promise<void> {
    const { device, day, store, world, derivePin } = this.#tablet;
    const { staffId } = this;
    if (device === undefined || day === undefined || staffId === undefined || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    const unlocked = await unlock({ store, world, derivePin }, device, day, { staffId, pin });
    const roster = unlocked.ok ? await openRoster(unlocked.value, day) : unlocked;
    this.busy = false;
    if (!unlocked.ok || !roster.ok) {
      this.problem = unlocked.ok ? { code: 'stored-data-damaged' } : unlocked.error;
      return;
    }
    this.#roster = roster.value;
    this.#tablet.adoptSession(unlocked.value);
    this.idle.start();
    await this.showBoard();
  }

  /** Forgets every key; what is being entered is on disk already. */
  async lock(): Promise<void> {
    const staffId = this.session?.staff.staffId;
    await this.#closeEditor();
    this.idle.stop();
    this.#tablet.dropSession();
    this.#roster = [];
    this.board = [];
    this.child = undefined;
    this.readings = [];
    this.staffId = undefined;
    this.problem = undefined;
    this.step = 'staff';
    if (staffId !== undefined) {
      await commitWithAudit(this.#tablet, { action: 'locked', staffId }, () => ({ ops: [] }));
    }
  }

  async showBoard(): Promise<void> {
    const { day, store } = this.#tablet;
    const { session } = this;
    if (session === undefined || day === undefined) return;
    await this.#closeEditor();
    const board = await readBoard({ store }, session, day, this.#roster);
    if (!board.ok) {
      this.problem = board.error;
      return;
    }
    this.board = board.value;
    this.child = undefined;
    this.step = 'board';
  }

  /** Shows one child: every section that this role may read. The reading is logged. */
  async openChild(checkupId: string): Promise<void> {
    this.done = undefined;
    await this.#closeEditor();
    await this.#readChild(checkupId);
    if (this.child !== undefined) this.step = 'child';
  }

  /** Opens a section for entry: the draft that is there, else what was last saved, else an empty form. */
  async openSection(section: SectionId): Promise<void> {
    const { child, session } = this;
    if (child === undefined || session === undefined || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    this.done = undefined;
    const opened = await this.#edit(child, session, section);
    this.busy = false;
    if (!opened.ok) {
      this.problem = opened.error;
      return;
    }
    this.editor = opened.value;
    this.step = 'section';
  }

  /** Whether the person may confirm the open section, or only save it for somebody who may. */
  get mayConfirm(): boolean {
    const { session, editor } = this;
    return session !== undefined && editor !== undefined && may(session.staff.role, 'confirm', editor.open.section);
  }

  /** Makes the open section a revision: `confirmed` by an entitled person, else `saved` for the others to read. */
  async complete(): Promise<void> {
    const { editor, session, child } = this;
    const { device, day, store, world } = this.#tablet;
    if (editor === undefined || session === undefined || child === undefined || this.busy) return;
    if (device === undefined || day === undefined) return;
    if (editor.form.check().length > 0) return;
    this.busy = true;
    const { staffId, role } = session.staff;
    const author: Author = { kind: 'staff', staffId, role };
    const status = this.#statusFor(editor);
    const made = await editor.prepare(status, author, instant(world));
    const frozen = made.ok ? await freeze({ store, world }, device, day, made.value) : made;
    this.busy = false;
    if (!frozen.ok) {
      this.problem = frozen.error;
      return;
    }
    this.done = status;
    editor.close();
    this.editor = undefined;
    this.#tablet.noteSaved();
    await this.#readChild(child.checkupId);
    this.step = 'child';
  }

  /** Back to the child; the draft stays. */
  async closeSection(): Promise<void> {
    const { child } = this;
    await this.#closeEditor();
    if (child !== undefined) await this.openChild(child.checkupId);
  }

  stop(): void {
    this.idle.stop();
    this.editor?.close();
  }

  #statusFor(editor: SectionEditor): RevisionContent['status'] {
    if (!this.mayConfirm) return 'saved';
    const { section } = editor.open;
    const wasConfirmed = this.readings
      .find((reading) => reading.onBoard.section === section)
      ?.readings.some(({ revision }) => revision.status === 'confirmed' || revision.status === 'amended');
    return wasConfirmed === true ? 'amended' : 'confirmed';
  }

  async #closeEditor(): Promise<void> {
    await this.editor?.settle();
    this.editor?.close();
    this.editor = undefined;
  }

  async #readChild(checkupId: string): Promise<void> {
    const { day, store, world } = this.#tablet;
    const { session } = this;
    if (session === undefined || day === undefined) return;
    const board = await readBoard({ store }, session, day, this.#roster);
    const child = board.ok ? board.value.find((row) => row.checkupId === checkupId) : undefined;
    if (!board.ok || child === undefined) {
      this.problem = board.ok ? { code: 'ticket-not-on-roster' } : board.error;
      return;
    }
    const readable = child.sections.filter(({ section }) => may(session.staff.role, 'open', section));
    const readings = await Promise.all(readable.map((onBoard) => this.#read(session, child, onBoard)));
    const noted = await commitWithAudit(
      { store, world },
      { action: 'section-read', staffId: session.staff.staffId, recordId: checkupId },
      () => ({ ops: [] }),
    );
    const failed = [...readings, noted].find((outcome) => !outcome.ok);
    this.problem = failed?.ok === false ? failed.error : undefined;
    this.readings = readings.filter((outcome) => outcome.ok).map((outcome) => outcome.value);
    this.board = board.value;
    this.child = child;
  }

  async #read(
    session: UnlockedSession,
    { entry }: BoardRow,
    onBoard: SectionOnBoard,
  ): Promise<Outcome<SectionReading>> {
    const { day, store } = this.#tablet;
    if (day === undefined) return problem('bundle-missing');
    const revisions = await revisionsOf({ store }, session, onBoard.recordId);
    if (!revisions.ok) return revisions;
    const heads = headsOf(revisions.value);
    if (heads.length === 0) return { ok: true, value: { onBoard, readings: [] } };
    const form = await formOf(day.bundle, entry.program, onBoard.section);
    if (!form.ok) return form;
    if (heads.some((head) => head.formVersion !== form.value.version)) return problem('form-invalid');
    const readings = heads.map((revision) => ({
      revision,
      form: form.value,
      answers: restore(form.value, revision.response).answers,
    }));
    return { ok: true, value: { onBoard, readings } };
  }

  async #edit(
    child: BoardRow,
    session: UnlockedSession,
    section: SectionId,
  ): Promise<Outcome<SectionEditor>> {
    const { day, drafts } = this.#tablet;
    if (day === undefined) return problem('bundle-missing');
    if (!may(session.staff.role, 'enter', section)) return problem('forbidden');
    const onBoard = child.sections.find((each) => each.section === section);
    if (onBoard === undefined) return problem('forbidden');
    const form = await formOf(day.bundle, child.entry.program, section);
    if (!form.ok) return form;
    const release = await holdDraft(navigator.locks, onBoard.recordId);
    if (release === undefined) return problem('storage-conflict');
    const opened = await this.#draft(child, session, onBoard, form.value);
    if (!opened.ok) {
      release();
      return opened;
    }
    const unmark = this.#tablet.markFormOpen();
    const releaseBoth = (): void => {
      release();
      unmark();
    };
    return { ok: true, value: new SectionEditor({ drafts, release: releaseBoth }, form.value, opened.value) };
  }

  async #draft(
    child: BoardRow,
    session: UnlockedSession,
    { section, recordId }: SectionOnBoard,
    form: CompiledForm,
  ): Promise<Outcome<OpenDraft>> {
    const { day, drafts, world } = this.#tablet;
    if (day === undefined) return problem('bundle-missing');
    const earlier = await drafts.open(recordId, { kind: 'session', sealPair: session.sealPair });
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined) return { ok: true, value: earlier.value };
    const known = this.readings.find((reading) => reading.onBoard.section === section)?.readings ?? [];
    const begun = await drafts.begin(
      day,
      {
        checkup: await checkupOf(child.entry, day),
        section,
        parents: known.map(({ revision }) => revision.revisionId),
        draft: {
          formId: form.url,
          formVersion: form.version,
          language: 'ja',
          position: '',
          answers: known.at(-1)?.answers ?? new Map(),
          startedAt: instant(world),
        },
      },
      undefined,
    );
    return { ok: true, value: begun };
  }
}
