import type { Page } from '@playwright/test';
import type { ProgramId } from '../../../src/lib/domain/program.ts';
import { ClinicPages } from '../clinic-pages.ts';
import { KioskPages } from '../kiosk-pages.ts';
import { fillIn, type Filled } from './fill-in.ts';
import type { WalkHub } from './walk-hub.ts';
import type { WalkProgram, WalkSection, WalkSubject } from './walk-facts.ts';
import { expect, test } from '../watched-test.ts';

const STAFF_ORDER = ['nurse', 'doctor', 'dentist'] as const;

/** How far a section is once it was handed in or confirmed. */
const DONE_STATE = (by: WalkSection['by']): string => (by === 'guardian' ? 'submitted' : 'confirmed');

interface WalkPlaces {
  /** The tablet, enrolled. */
  readonly tablet: Page;
  /** A clerk's browser, signed in to the console. */
  readonly clerk: Page;
}

/** Walks one program on one tablet, from the typed code to what the console shows, in every mode. */
export class ProgramWalk {
  readonly #hub: WalkHub;
  readonly #tablet: Page;
  readonly #clerk: Page;
  readonly #kiosk: KioskPages;
  readonly #clinic: ClinicPages;
  readonly #walked: WalkProgram;

  constructor(hub: WalkHub, { tablet, clerk }: WalkPlaces, program: ProgramId) {
    const walked = hub.facts.programs.find((each) => each.program === program);
    if (walked === undefined) throw new Error(`the hub was not seeded for ${program}`);
    this.#hub = hub;
    this.#walked = walked;
    this.#tablet = tablet;
    this.#clerk = clerk;
    this.#kiosk = new KioskPages(tablet, hub.origin);
    this.#clinic = new ClinicPages(tablet, hub.origin);
  }

  async walk(): Promise<void> {
    const { subjects } = this.#walked;
    for (const subject of subjects) {
      const [questionnaire] = subject.sections.filter(({ by }) => by === 'guardian');
      if (questionnaire === undefined) continue;
      await test.step(`${subject.mode}: questionnaire in ${subject.language}`, () =>
        this.#fillInAsGuardian(subject, questionnaire));
    }
    for (const role of STAFF_ORDER) {
      if (!subjects.some(({ sections }) => sections.some(({ by }) => by === role))) continue;
      await test.step(role, () => this.#fillInAs(role));
    }
    await test.step('the queue drains', () => this.#drain());
    for (const subject of subjects) {
      await test.step(`${subject.mode}: the hub holds what was entered`, () => this.#isHeld(subject));
      await test.step(`${subject.mode}: the console shows it`, () => this.#isShown(subject));
    }
  }

  async #fillInAsGuardian(subject: WalkSubject, section: WalkSection): Promise<void> {
    const { language } = subject;
    await this.#beginAtKiosk();
    await this.#kiosk.chooseLanguageAtWelcome(language);
    await this.#kiosk.enterCode(subject.typedCode);
    await expect(this.#kiosk.childName()).toHaveText(subject.name);
    await this.#kiosk.isIn(language);
    await this.#tablet.getByTestId('confirm-child').click();
    await this.#kiosk.formIsReady();
    const filled = await fillIn(this.#tablet, section.steps, 'paged', this.#names(subject));
    this.#isWhole(filled, section, `${subject.mode} questionnaire`);
    await this.#kiosk.isAt('review');
    await this.#kiosk.isIn(language);
    expect(await this.#kiosk.reviewed()).toEqual(section.asked);
    await this.#kiosk.handIn();
  }

  /** From wherever the tablet is to the welcome screen; one that a family handed in is unlocked by staff. */
  async #beginAtKiosk(): Promise<void> {
    if (!(await this.#kiosk.isHandedOver())) await this.#kiosk.open();
    else {
      await this.#unlock('nurse');
      await this.#tablet.getByTestId('to-guardian').click();
    }
    await this.#kiosk.isAt('welcome');
  }

  async #unlock(role: string): Promise<void> {
    if (await this.#kiosk.isHandedOver()) await this.#tablet.locator('a[href="/clinic"]').click();
    else await this.#clinic.open();
    await this.#clinic.unlock(role, this.#hub.facts.pin);
  }

  async #fillInAs(role: (typeof STAFF_ORDER)[number]): Promise<void> {
    await this.#unlock(role);
    for (const subject of this.#walked.subjects) {
      const sections = subject.sections.filter(({ by }) => by === role);
      if (sections.length === 0) continue;
      await this.#clinic.chooseProgram(this.#walked.title);
      await this.#clinic.useLanguage(subject.staffLanguage);
      await this.#clinic.openChild(subject.name);
      for (const section of sections) await this.#fillInSection(subject, section);
      await this.#clinic.backToBoard();
      await this.#clinic.useLanguage('ja');
      await this.#isOnBoard(subject, role);
    }
    await this.#clinic.lock();
  }

  async #fillInSection(subject: WalkSubject, section: WalkSection): Promise<void> {
    const name = `${subject.mode} ${section.section}`;
    await this.#clinic.openSection(section.section);
    const filled = await fillIn(this.#tablet, section.steps, 'whole', this.#names(subject));
    this.#isWhole(filled, section, name);
    await this.#clinic.completeInSpiteOfDoubts();
    expect(await this.#clinic.stateOf(section.section), name).toBe('confirmed');
  }

  #names({ name }: WalkSubject): readonly string[] {
    return [name, ...this.#hub.facts.staffNames];
  }

  #isWhole(
    { seen, wide, inOtherLanguage, japanese, left, stuck }: Filled,
    section: WalkSection,
    name: string,
  ): void {
    expect(stuck, `${name} goes on`).toBeUndefined();
    expect(left, `${name}: questions that did not come`).toEqual([]);
    expect.soft(wide, `${name}: wider than the tablet`).toEqual([]);
    expect.soft(inOtherLanguage, `${name}: not in the language of the screen`).toEqual([]);
    expect.soft(japanese, `${name}: Japanese words`).toEqual([]);
    expect(seen, `${name}: every question asked is seen`).toEqual(expect.arrayContaining([...section.asked]));
  }

  /** The board says how far everything is, and how many answers of the guardian are a reason to look. */
  async #isOnBoard(subject: WalkSubject, role: (typeof STAFF_ORDER)[number]): Promise<void> {
    const line = await this.#clinic.boardLine(subject.number);
    for (const { section, by } of subject.sections) {
      const isDone = by === 'guardian' || STAFF_ORDER.indexOf(by as typeof role) <= STAFF_ORDER.indexOf(role);
      const place = `${subject.mode} ${section} on the board of the ${role}`;
      expect(line.states[section], place).toBe(isDone ? DONE_STATE(by) : 'none');
    }
    const concerns = subject.sections.find(({ by }) => by === 'guardian')?.concerns.length ?? 0;
    expect(line.concerns, `${subject.mode}: concerns on the board of the ${role}`).toBe(
      role === 'dentist' ? 0 : concerns,
    );
  }

  async #drain(): Promise<void> {
    await this.#tablet.goto(`${this.#hub.origin}/admin`);
    await expect(this.#tablet.getByTestId('state-queued')).toHaveText('0', { timeout: 30_000 });
    await expect(this.#tablet.getByTestId('state-attention')).toHaveText('0');
  }

  #isHeld(subject: WalkSubject): void {
    const { program } = this.#walked;
    const stored = this.#hub.received(subject.subjectId, program);
    expect(stored.map(({ section, status }) => [section, status]).toSorted()).toEqual(
      subject.sections.map(({ section, by }) => [section, DONE_STATE(by)]).toSorted(),
    );
    for (const { section, item, by } of subject.sections) {
      const held = stored.find((each) => each.section === section);
      expect(held?.item, `${subject.mode} ${section}`).toEqual(item);
      expect(held?.language).toBe(by === 'guardian' ? subject.language : subject.staffLanguage);
    }
  }

  async #isShown(subject: WalkSubject): Promise<void> {
    const first = this.#hub.received(subject.subjectId, this.#walked.program)[0]?.hubSeq ?? 0;
    await this.#clerk.goto(`${this.#hub.origin}/hub/received/${first}`);
    await expect(this.#clerk.getByRole('heading', { level: 1 })).toHaveText(subject.name);
    for (const { section, shown, concerns } of subject.sections) {
      const lines = await this.#clerk
        .locator(`section[data-section="${section}"] [data-link-id]`)
        .evaluateAll((nodes) =>
          nodes.map((node) => ({
            linkId: node.getAttribute('data-link-id') ?? '',
            answer: node.querySelector('.answer')?.textContent?.trim() ?? '',
            isConcern: node.classList.contains('concern'),
          })),
        );
      const name = `${subject.mode} ${section} in the console`;
      expect(Object.fromEntries(lines.map(({ linkId, answer }) => [linkId, answer])), name).toEqual(shown);
      const flagged = lines.filter(({ isConcern }) => isConcern).map(({ linkId }) => linkId);
      expect(flagged.toSorted(), `${name}: concerns`).toEqual(concerns.toSorted());
    }
  }
}
