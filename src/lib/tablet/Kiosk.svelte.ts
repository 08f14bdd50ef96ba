import { problem, type Outcome, type Problem } from '../contract/problem.ts';
import { recordId } from '../crypto/derived-id.ts';
import type { Say } from '../form-view/label/say.ts';
import type { GuardianMessages } from '../i18n/guardian-messages.ts';
import { isLocale, type Locale } from '../i18n/locale.ts';
import { recognise } from '../qr/recognise.ts';
import { appPart } from './app-part.ts';
import { attempt, stopsScreen } from './attempt.ts';
import { commitWithAudit } from './audit.ts';
import { Countdown } from './Countdown.svelte.ts';
import { checkupOf, sessionWraps, type OpenDraft } from './drafts.ts';
import type * as Freezing from './freeze.ts';
import { identifyAgain, identifyByCode, identifyByTicket, type Identified } from './identify.ts';
import { GuardianLanguage } from './GuardianLanguage.svelte.ts';
import { IdleTimer } from './IdleTimer.svelte.ts';
import { holdDraft } from './form-lock.ts';
import { RefusedNotes } from './refused-notes.ts';
import { knownDays } from './known-days.ts';
import { SectionEditor } from './SectionEditor.svelte.ts';
import type { Tablet } from './Tablet.svelte.ts';
import { instant } from './world.ts';

const IDLE = { warnAfterMs: 180_000, warnSeconds: 30 };

/**
 * Where a family is.
 *
 *     welcome ─▶ scan ⇄ code ──found──▶ confirm ──yes──▶ asking ⇄ review ──submit──▶ handed-over
 *        ▲         └──────────no──────────┤                │
 *        └────────────────idle─────────────┴────────────────┘
 *
 * A barcode reader works on `welcome` and `code` as well as on `scan`. `handed-over` is left only by unlocking
 * staff.
 */
export type KioskStep =
  'starting' | 'welcome' | 'scan' | 'code' | 'confirm' | 'asking' | 'review' | 'handed-over';

/** Sealing a revision is fetched while the family reads its first question. */
const freezing = (): Promise<typeof Freezing> => import('./freeze.ts');

const handIn: typeof Freezing.freeze = async (...given) => {
  const part = await appPart(freezing, 'storage-failed');
  return part.ok ? part.value.freeze(...given) : part;
};

/** The guardian's side of the tablet. Holds keys of one family at most, and of nobody after hand-over. */
export class Kiosk {
  step: KioskStep = $state('starting');
  problem: Problem | undefined = $state.raw(undefined);
  busy = $state(false);
  child: Identified | undefined = $state.raw(undefined);
  editor: SectionEditor | undefined = $state.raw(undefined);
  /** Why the store did not take what was to be handed in: the screen stops, and the form is kept in memory. */
  storeProblem: Problem | undefined = $state.raw(undefined);
  /** True when an earlier draft of this family was opened again. */
  resumed = $state(false);
  readonly idle: IdleTimer;
  /** The pause after too many wrong typed codes. */
  readonly codeWait = new Countdown();

  readonly #tablet: Tablet;
  readonly #spoken: GuardianLanguage;
  readonly #refused: RefusedNotes;
  /** True when the person at the tablet has chosen the language: it then wins over an earlier draft's. */
  #hasChosenLanguage = false;

  constructor(tablet: Tablet, spoken = new GuardianLanguage()) {
    this.#tablet = tablet;
    this.#spoken = spoken;
    this.#refused = new RefusedNotes(tablet);
    this.idle = new IdleTimer(IDLE, () => void this.#onIdle());
  }

  get language(): Locale {
    return this.#spoken.locale;
  }
  get words(): GuardianMessages {
    return this.#spoken.words;
  }
  /** The word of every screen of the family: with its Japanese beneath where the family wants it. */
  get say(): Say {
    return this.#spoken.say;
  }
  /** A language that was asked for and cannot be shown. */
  get missingLanguage(): Locale | undefined {
    return this.#spoken.missing;
  }
  /** Whether nobody has confirmed yet what is shown in the family's language: the screens' words, or the form's. */
  get unreviewed(): boolean {
    const form = this.step === 'asking' || this.step === 'review' ? this.editor?.form.form : undefined;
    return (
      !this.#spoken.isReviewed || (this.language !== 'ja' && form?.unreviewed.has(this.language) === true)
    );
  }

  /** Whether Japanese stands beneath the language of this family; kept for the visit, as its language is. */
  get beside(): boolean {
    return this.#spoken.beside;
  }
  set beside(is: boolean) {
    this.#spoken.beside = is;
    if (this.editor !== undefined && this.child !== undefined) void this.#remember(this.child);
  }

  /** Goes on where this tab was: the locked screen, the same question after a reload, or the welcome screen. */
  async start(): Promise<void> {
    if (this.#tablet.kioskLock.isLocked) {
      this.step = 'handed-over';
      return;
    }
    const { device, day } = this.#tablet;
    const visit = device === undefined ? undefined : await this.#tablet.visits.recall(device);
    if (day === undefined || visit === undefined) {
      this.step = 'welcome';
      return;
    }
    const found = await identifyAgain(day, visit.ticketId, visit.by);
    if (found.ok) {
      this.child = found.value;
      this.#spoken.beside = visit.beside;
      const opened = await this.#open(found.value);
      if (opened.ok) return;
      this.problem = opened.error;
      this.child = undefined;
      this.#spoken.beside = false;
    } else this.problem = found.error;
    this.#tablet.visits.forget();
    this.step = 'welcome';
  }

  begin(): void {
    this.problem = undefined;
    this.step = 'scan';
  }

  typeCode(): void {
    this.problem = undefined;
    this.step = 'code';
    this.codeWait.start(this.#tablet.codeBrake.secondsToWait);
  }

  async scanned(text: string): Promise<void> {
    if (this.busy || !['welcome', 'scan', 'code'].includes(this.step)) return;
    const seen = recognise(text);
    if (seen.kind === 'typed-code') return this.typed(seen.digits);
    await this.#identify((day) =>
      seen.kind === 'ticket'
        ? identifyByTicket(day, seen.text, this.#tablet.hubNow())
        : Promise.resolve(problem('ticket-not-ours')),
    );
    if (this.problem !== undefined) await this.#refused.ticket(text);
  }

  async typed(code: string): Promise<void> {
    if (this.busy || this.#isPaused()) return;
    await this.#identify((day) => identifyByCode(day, code));
    const { codeBrake } = this.#tablet;
    if (this.problem === undefined) codeBrake.noteRight();
    if (this.problem?.code === 'code-unknown') {
      codeBrake.noteWrong();
      this.#isPaused();
    }
    if (this.problem !== undefined) await this.#refused.code();
  }

  /** 「はい、まちがいありません」 */
  async confirmChild(): Promise<void> {
    const { child } = this;
    if (child === undefined || this.busy) return;
    this.busy = true;
    const opened = await this.#open(child);
    this.busy = false;
    if (!opened.ok) {
      this.idle.stop();
      this.problem = opened.error;
      this.child = undefined;
      this.step = 'scan';
    }
  }

  denyChild(): void {
    this.idle.stop();
    this.child = undefined;
    this.problem = undefined;
    this.step = 'scan';
  }

  async chooseLanguage(language: Locale): Promise<void> {
    this.#hasChosenLanguage = true;
    await this.#setLanguage(language);
  }

  async #setLanguage(language: Locale): Promise<void> {
    await this.#spoken.use(language);
    this.editor?.setLanguage(this.language);
  }

  review(): void {
    this.step = 'review';
  }

  /** Back to the questions, at the given one. */
  edit(linkId: string): void {
    this.editor?.moveTo(linkId);
    this.step = 'asking';
  }

  /** Freezes the answers and hands the tablet back, locked. */
  async submit(): Promise<void> {
    const { editor, child } = this;
    const { device, day, world, store } = this.#tablet;
    if (editor === undefined || child === undefined || device === undefined || day === undefined || this.busy)
      return;
    if (editor.form.check().length > 0) return;
    this.busy = true;
    this.problem = undefined;
    // What the disk refused before is tried once more.
    editor.retrySave();
    const author = { kind: 'guardian', identifiedBy: child.by } as const;
    const frozen = await attempt(async () => {
      const made = await editor.prepare('submitted', author, instant(world));
      return made.ok ? handIn({ store, world }, device, day, made.value) : made;
    });
    this.busy = false;
    const stops = !frozen.ok && stopsScreen(frozen.error);
    this.storeProblem = stops ? frozen.error : undefined;
    if (!frozen.ok) {
      if (!stops) this.problem = frozen.error;
      return;
    }
    this.#tablet.kioskLock.lock();
    this.#forgetFamily();
    this.step = 'handed-over';
    this.#tablet.noteSaved();
  }

  /**
   * Leaves the form, which stays sealed: the family's ticket opens it again. What could not be saved is not left
   * behind: the form stays, and the screen says so.
   */
  async leave(): Promise<void> {
    this.editor?.retrySave();
    const settled = await this.editor?.settle();
    if (settled?.ok === false) {
      this.idle.start();
      return;
    }
    this.#forgetFamily();
    this.#hasChosenLanguage = false;
    this.#spoken.reset();
    this.step = 'welcome';
  }

  /** The page is going away. */
  stop(): void {
    this.idle.stop();
    this.codeWait.stop();
    this.editor?.close();
  }

  /** Nobody is here any more. A form that is being handed in ends that way, also when the store refuses it at first. */
  async #onIdle(): Promise<void> {
    if (this.busy || this.storeProblem !== undefined) this.idle.start();
    else await this.leave();
  }

  #isPaused(): boolean {
    this.codeWait.start(this.#tablet.codeBrake.secondsToWait);
    if (this.codeWait.secondsLeft === 0) return false;
    this.problem = { code: 'code-locked' };
    return true;
  }

  async #identify(look: (day: NonNullable<Tablet['day']>) => Promise<Outcome<Identified>>): Promise<void> {
    this.problem = undefined;
    const { day } = this.#tablet;
    if (day === undefined) {
      this.problem = { code: 'bundle-missing' };
      return;
    }
    this.busy = true;
    const found = await look(day);
    const free = found.ok ? await this.#notSubmitted(found.value) : found;
    this.busy = false;
    if (!found.ok || !free.ok) {
      this.problem = free.ok ? undefined : free.error;
      return;
    }
    this.child = found.value;
    this.step = 'confirm';
    this.idle.start();
  }

  async #notSubmitted({ entry }: Identified): Promise<Outcome<void>> {
    const { day, store } = this.#tablet;
    if (day === undefined) return problem('bundle-missing');
    const { checkupId } = await checkupOf(entry, day);
    const record = await recordId(checkupId, 'questionnaire');
    const copies = await store.all('copies');
    if (!copies.ok) return copies;
    return copies.value.some((copy) => copy.recordId === record)
      ? problem('ticket-already-submitted')
      : { ok: true, value: undefined };
  }

  async #open(child: Identified): Promise<Outcome<void>> {
    const { day, device, drafts, forms, store, world } = this.#tablet;
    if (day === undefined || device === undefined) return problem('bundle-missing');
    const { program } = child.entry;
    const form = await forms.get(day.bundle, program, 'questionnaire');
    if (!form.ok) return form;
    const checkup = await checkupOf(child.entry, day);
    const draftId = await recordId(checkup.checkupId, 'questionnaire');
    const release = await holdDraft(navigator.locks, draftId);
    if (release === undefined) return problem('storage-conflict');
    const opened = await this.#draft(child, draftId);
    const noted = opened.ok
      ? await commitWithAudit({ store, world }, { action: 'ticket-accepted', recordId: draftId }, () => ({
          ops: [],
        }))
      : opened;
    if (!opened.ok || !noted.ok) {
      release();
      return noted.ok ? problem('storage-failed') : noted;
    }
    // A draft goes on in the form it was begun with, whatever the hub has published since.
    const begun = await forms.madeWith(day.bundle, program, 'questionnaire', opened.value.draft);
    const unmark = this.#tablet.markFormOpen();
    const editor = new SectionEditor(
      {
        drafts,
        days: knownDays(child.entry, day, this.#tablet.hubNow()),
        release: () => {
          release();
          unmark();
        },
      },
      begun.ok ? begun.value : form.value,
      opened.value,
    );
    this.resumed = opened.value.saves > 0;
    this.editor = editor;
    const { language } = opened.value.draft;
    await this.#setLanguage(this.#hasChosenLanguage || !isLocale(language) ? this.language : language);
    await this.#remember(child);
    this.idle.start();
    this.step = 'asking';
    // In memory from here on, so that saving and handing in wait for nothing and need nothing more.
    this.#tablet.whenIdle(() => void Promise.allSettled([sessionWraps(), freezing()]));
    return { ok: true, value: undefined };
  }

  async #draft(child: Identified, draftId: string): Promise<Outcome<OpenDraft>> {
    const { day, drafts, world } = this.#tablet;
    if (day === undefined) return problem('bundle-missing');
    const { ticketId } = child.entry;
    const earlier = await drafts.open(draftId, { kind: 'ticket', ticketId });
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined) return { ok: true, value: earlier.value };
    const form = day.bundle.forms.find(
      (each) => each.program === child.entry.program && each.section === 'questionnaire',
    );
    if (form === undefined) return problem('form-invalid');
    const begun = await drafts.begin(
      day,
      {
        checkup: await checkupOf(child.entry, day),
        section: 'questionnaire',
        parents: [],
        draft: {
          formId: form.formId,
          formVersion: form.formVersion,
          language: this.language,
          position: '',
          answers: new Map(),
          startedAt: instant(world),
        },
      },
      ticketId,
    );
    return { ok: true, value: begun };
  }

  async #remember({ entry, by }: Identified): Promise<void> {
    const { device, visits } = this.#tablet;
    if (device === undefined) return;
    await visits.remember(device, { ticketId: entry.ticketId, by, beside: this.beside });
  }

  #forgetFamily(): void {
    this.idle.stop();
    this.editor?.close();
    this.editor = undefined;
    this.child = undefined;
    this.problem = undefined;
    this.storeProblem = undefined;
    this.resumed = false;
    this.#tablet.visits.forget();
  }
}
