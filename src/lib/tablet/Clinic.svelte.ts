import { problem, type Outcome, type Problem } from '../contract/problem.ts';
import type { RevisionContent } from '../contract/revision.ts';
import { may, mayIdentifyGuardian, rolesThatMay } from '../domain/access.ts';
import type { SectionId, StaffRole } from '../domain/program.ts';
import type { OutboxState } from '../store/schema.ts';
import { attempt, stopsScreen } from './attempt.ts';
import { commitWithAudit, type AuditNote } from './audit.ts';
import type { BoardLine } from './board-line.ts';
import { BOARD_FOLLOWS_EVERY_MS, BoardLines } from './board-lines.ts';
import { setDraftAside } from './draft-aside.ts';
import { IdleTimer } from './IdleTimer.svelte.ts';
import { openEditor } from './open-editor.ts';
import { readChild } from './read-child.ts';
import { sealSection, type Done } from './seal-section.ts';
import type { SectionEditor } from './SectionEditor.svelte.ts';
import type { SectionReading } from './section-reading.ts';
import { Spaced } from './spaced.ts';
import { StaffGate } from './StaffGate.svelte.ts';
import { staffLimits } from './staff-limits.ts';
import { letGo, StrandedEditor } from './stranded-editor.ts';
import type { Tablet } from './Tablet.svelte.ts';
import type { UnlockedSession } from './vault.ts';

/**
 * Where staff are.
 *
 *     staff ─▶ pin ──right──▶ board ⇄ child ⇄ section
 *       ▲                        │ lock, idle, hand-over, end of the day
 *       └────────────────────────┘
 */
export type ClinicStep = 'staff' | 'pin' | 'board' | 'child' | 'section';

/** Why the screen is locked, where nobody asked for it. */
export type LockReason = 'person' | 'idle' | 'limit' | 'day';

/** The staff's side of the tablet. Keys are in the tablet's session and gone with {@link lock}. */
export class Clinic {
  problem: Problem | undefined = $state.raw(undefined);
  busy = $state(false);
  lockedBy: LockReason = $state('person');
  lines: readonly BoardLine[] = $state.raw([]);
  child: BoardLine | undefined = $state.raw(undefined);
  readings: readonly SectionReading[] = $state.raw([]);
  editor: SectionEditor | undefined = $state.raw(undefined);
  /** Why the store did not take what was to be completed: the screen stops, and the form is kept in memory. */
  storeProblem: Problem | undefined = $state.raw(undefined);
  done: Done | undefined = $state.raw(undefined);
  /** Where the revision of {@link done} is. */
  place: OutboxState | undefined = $state(undefined);
  readonly gate: StaffGate;
  readonly idle: IdleTimer;

  readonly #tablet: Tablet;
  /** Where unlocked staff are. */
  #screen: 'board' | 'child' | 'section' = $state('board');
  #board: BoardLines | undefined;
  readonly #stranded = new StrandedEditor();
  readonly #queueLooks = new Spaced(BOARD_FOLLOWS_EVERY_MS, () => this.#lookAgain());
  #stopped = false;

  constructor(tablet: Tablet) {
    this.#tablet = tablet;
    this.gate = new StaffGate(tablet);
    this.idle = new IdleTimer(staffLimits(tablet.day), (why) => void this.lock(why));
  }

  get session(): UnlockedSession | undefined {
    return this.#tablet.session;
  }

  get step(): ClinicStep {
    if (this.session !== undefined) return this.#screen;
    return this.gate.chosen === undefined ? 'staff' : 'pin';
  }

  /** How deep the screen lies, for the browser's own back button. */
  get depth(): number {
    return { staff: 0, pin: 1, board: 1, child: 2, section: 3 }[this.step];
  }

  /** Answers that are in memory only. */
  get hasUnsaved(): boolean {
    return this.editor?.hasUnsaved === true || this.storeProblem !== undefined || this.#stranded.isThere;
  }

  async enterPin(pin: string): Promise<void> {
    await this.#enter(await this.gate.tryPin(pin));
  }

  async enterPasskey(): Promise<void> {
    await this.#enter(await this.gate.tryPasskey());
  }

  async #enter(session: UnlockedSession | undefined): Promise<void> {
    const { day, kioskLock } = this.#tablet;
    if (session === undefined || day === undefined) return;
    const board = new BoardLines(this.#tablet, session);
    const lines = await board.read(day);
    this.gate.close();
    if (this.#stopped) return;
    this.#board = board;
    this.#screen = 'board';
    if (lines.ok) this.lines = lines.value;
    else this.problem = lines.error;
    this.#tablet.adoptSession(session);
    // The next family may begin: staff are at the tablet.
    kioskLock.unlock();
    this.idle.start(staffLimits(day));
    await this.#rescue();
  }

  /** Hides everything at once and forgets every key; what is being entered goes on to disk under its own key. */
  async lock(reason: LockReason = 'person'): Promise<void> {
    const { session, editor } = this;
    if (session === undefined) return;
    this.idle.stop();
    this.#board = undefined;
    this.lines = [];
    this.child = undefined;
    this.readings = [];
    this.editor = undefined;
    this.done = undefined;
    this.problem = undefined;
    this.storeProblem = undefined;
    this.lockedBy = reason;
    this.#tablet.dropSession();
    if (!(await letGo(editor))) this.#stranded.keep(editor);
    const { staffId } = session.staff;
    await commitWithAudit(this.#tablet, { action: 'locked', staffId }, () => ({ ops: [] }));
    await this.gate.list();
  }

  /** Locks and leaves the tablet to a family: to this one without its ticket, or to the next that shows one. */
  async handOver(line: BoardLine | undefined): Promise<void> {
    const { device, kioskLock, visits } = this.#tablet;
    await this.lock();
    visits.forget();
    if (device !== undefined && line !== undefined) {
      await visits.remember(device, {
        ticketId: line.entry.ticketId,
        by: 'staff',
        beside: false,
      });
    }
    kioskLock.unlock();
  }

  /** Whether this person may open the questionnaire for a family without a ticket, and it is still open. */
  mayHandOver({ sections }: BoardLine): boolean {
    const questionnaire = sections.find(({ section }) => section === 'questionnaire');
    const isOpen = questionnaire?.state === 'none' || questionnaire?.state === 'draft';
    return isOpen && questionnaire.revisions.length === 0 && this.mayIdentify;
  }

  get mayIdentify(): boolean {
    const { session } = this;
    return session !== undefined && mayIdentifyGuardian(session.staff.role);
  }

  may(action: 'open' | 'enter' | 'confirm', section: SectionId): boolean {
    const { session } = this;
    return session !== undefined && may(session.staff.role, action, section);
  }

  /** Who may confirm a section. */
  confirmers(section: SectionId): readonly StaffRole[] {
    return rolesThatMay('confirm', section);
  }

  /** Locks when the day that was unlocked is over or another shift has begun; else takes a new list over. */
  async followDay(): Promise<void> {
    const { day, dayState } = this.#tablet;
    const { session } = this;
    if (session === undefined) return this.gate.list();
    if (dayState !== 'current' || day?.bundle.shift.shiftId !== session.shiftId) return this.lock('day');
    await this.#lookAgain();
  }

  /** The queue has moved: marks and the last completed revision's place may have changed. */
  async followQueue(): Promise<void> {
    const { done } = this;
    if (done !== undefined) {
      const row = await this.#tablet.store.get('outbox', done.revisionId);
      if (this.done === done) this.place = row.ok ? row.value?.state : undefined;
    }
    if (this.step === 'board') await this.#queueLooks.tell();
  }

  async showBoard(): Promise<void> {
    const { session } = this;
    if (session === undefined || !(await this.#closeEditor())) return;
    if (!(await this.#look(session))) return;
    this.child = undefined;
    this.readings = [];
    this.done = undefined;
    this.#screen = 'board';
  }

  /** Shows one child: every section that this role may read. The reading is logged. */
  async openChild(checkupId: string): Promise<void> {
    this.done = undefined;
    if (!(await this.#closeEditor())) return;
    await this.#showChild(checkupId);
  }

  /** Reads a child anew, else goes back to the board: what nobody may see now does not stay on screen. */
  async #showChild(checkupId: string): Promise<void> {
    const isRead = await this.#readChild(checkupId, { action: 'section-read', recordId: checkupId });
    this.#screen = isRead ? 'child' : 'board';
    if (isRead) return;
    this.child = undefined;
    this.readings = [];
    this.done = undefined;
  }

  /** Opens a section for entry: the draft that is there, else what was last saved, else what the tablet knows. */
  async openSection(section: SectionId): Promise<void> {
    const { child, session } = this;
    if (child === undefined || session === undefined || this.busy) return;
    this.busy = true;
    this.done = undefined;
    // Read anew: what another tab saved meanwhile is gone on from, not forked from.
    const recordId = child.sections.find((each) => each.section === section)?.recordId ?? child.checkupId;
    const isRead = await this.#readChild(child.checkupId, { action: 'draft-opened', recordId });
    const opened = isRead ? await this.#edit(session, section) : undefined;
    this.busy = false;
    if (opened === undefined) return;
    if (!opened.ok) {
      this.problem = opened.error;
      return;
    }
    if (this.session !== session) {
      opened.value.close();
      return;
    }
    this.editor = opened.value;
    this.#screen = 'section';
  }

  /** The section that cannot be opened because its draft is of another shift. */
  get heldSection(): SectionId | undefined {
    const { code, detail } = this.problem ?? {};
    if (code !== 'draft-of-other-shift') return undefined;
    return this.child?.sections.find(({ section }) => section === detail?.['section'])?.section;
  }

  /** Begins the held section anew. The draft of the other shift is kept aside: the hub can open it. */
  async beginAnew(): Promise<void> {
    const { child, session, heldSection: section } = this;
    const held = child?.sections.find((each) => each.section === section);
    if (session === undefined || held === undefined || this.busy) return;
    if (!this.may('enter', held.section)) return;
    this.busy = true;
    const { shiftId, staff } = session;
    const aside = await setDraftAside(this.#tablet, held.recordId, { shiftId, staffId: staff.staffId });
    this.busy = false;
    if (this.session !== session) return;
    if (aside.ok) await this.openSection(held.section);
    else this.problem = aside.error;
  }

  /** What completing the open section makes of it: 確定, 訂正 of what was confirmed, or 保存 for who may confirm. */
  get completion(): RevisionContent['status'] {
    const section = this.editor?.open.section;
    if (section === undefined || !this.may('confirm', section)) return 'saved';
    const reading = this.readings.find(({ onBoard }) => onBoard.section === section);
    return reading?.wasConfirmed === true ? 'amended' : 'confirmed';
  }

  /** Whether completing is held back. What is only saved may lack answers, but holds no wrong ones. */
  get isHeldBack(): boolean {
    const errors = this.editor?.form.issues().filter(({ severity }) => severity === 'error') ?? [];
    return this.completion === 'saved' ? errors.some(({ code }) => code !== 'required') : errors.length > 0;
  }

  /** Makes the open section a revision. */
  async complete(): Promise<void> {
    const { editor, session, child, completion: status } = this;
    if (editor === undefined || session === undefined || child === undefined || this.busy) return;
    if (this.isHeldBack) return;
    this.busy = true;
    // What the disk refused before is tried once more.
    editor.retrySave();
    const onScreen = { editor, child, readings: this.readings, lines: this.lines };
    const sealed = await attempt(() => sealSection(this.#tablet, session, onScreen, status));
    this.busy = false;
    if (!sealed.ok) {
      // Who has locked meanwhile finds the draft again.
      if (this.session === session) this.#refuse(sealed.error);
      return;
    }
    this.storeProblem = undefined;
    editor.close();
    this.#tablet.noteSaved();
    if (this.session !== session) return;
    this.editor = undefined;
    this.done = { section: editor.open.section, status, revisionId: sealed.value.revisionId };
    this.place = 'queued';
    await this.#showChild(child.checkupId);
  }

  #refuse(error: Problem): void {
    const stops = stopsScreen(error);
    this.storeProblem = stops ? error : undefined;
    this.problem = stops ? undefined : error;
  }

  /** Back to the child; the draft stays. */
  async closeSection(): Promise<void> {
    const { child } = this;
    if (child !== undefined) await this.openChild(child.checkupId);
  }

  /** One screen back, as the browser's back button means it. */
  async back(): Promise<void> {
    if (this.step === 'section') await this.closeSection();
    else if (this.step === 'child') await this.showBoard();
    else if (this.step === 'board') await this.lock();
    else this.gate.chooseAgain();
  }

  /** The page is going away: nobody stays unlocked behind another screen. */
  stop(): void {
    this.#stopped = true;
    this.gate.wait.stop();
    void this.lock();
  }

  async #lookAgain(): Promise<void> {
    if (this.session !== undefined && this.step === 'board') await this.#look(this.session);
  }

  async #look(session: UnlockedSession): Promise<boolean> {
    const { day } = this.#tablet;
    const lines = day === undefined ? problem('bundle-missing') : await this.#board?.read(day);
    if (lines === undefined || this.session !== session) return false;
    if (!lines.ok) {
      if (lines.error.code === 'locked') await this.lock('day');
      else this.problem = lines.error;
      return false;
    }
    this.lines = lines.value;
    return true;
  }

  /**
   * Reads a child's sections and logs why; what the log does not take is not shown.
   * @returns false when there is nothing to show, or nobody to show it to
   */
  async #readChild(checkupId: string, note: Pick<AuditNote, 'action' | 'recordId'>): Promise<boolean> {
    const { day, forms, store, world } = this.#tablet;
    const { session } = this;
    if (session === undefined || day === undefined || !(await this.#look(session))) return false;
    const child = this.lines.find((line) => line.checkupId === checkupId);
    if (child === undefined) {
      this.problem = { code: 'ticket-not-on-roster' };
      return false;
    }
    const readings = await readChild({ day, forms }, session, child);
    const { staffId } = session.staff;
    const noted = await commitWithAudit({ store, world }, { ...note, staffId }, () => ({ ops: [] }));
    if (this.session !== session) return false;
    if (!noted.ok) {
      this.problem = { code: 'read-not-noted', detail: { cause: noted.error.code } };
      return false;
    }
    this.problem = undefined;
    this.readings = readings;
    this.child = child;
    return true;
  }

  async #edit(session: UnlockedSession, section: SectionId): Promise<Outcome<SectionEditor>> {
    const reading = this.readings.find(({ onBoard }) => onBoard.section === section);
    if (reading === undefined || this.child === undefined || !may(session.staff.role, 'enter', section)) {
      return problem('forbidden');
    }
    return openEditor(this.#tablet, session.sealPair, this.child.entry, reading);
  }

  /** @returns false when the last answers are not on disk: the screen stays, and they with it */
  async #closeEditor(): Promise<boolean> {
    const { editor } = this;
    if (!(await letGo(editor))) return false;
    if (this.editor === editor) this.editor = undefined;
    return true;
  }

  async #rescue(): Promise<void> {
    const saved = await this.#stranded.save();
    if (!saved.ok) this.problem = saved.error;
    else if (saved.value && this.session !== undefined) await this.#look(this.session);
  }
}
