import type { SectionAnswers } from '../../catalog/rule-facts/told.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import type { StaffLocale } from '../../i18n/locale.ts';
import type { RuledChild } from '../checkup-criteria.ts';
import { liveSection } from '../live-section.ts';
import { sectionAnswers } from '../section-answers.ts';
import type { SectionEditor } from '../SectionEditor.svelte.ts';
import type { SectionReading } from '../section-reading.ts';
import type { CheckTexts } from './check-texts.ts';
import type { SayCheck } from './load-check.ts';
import type { takeScannedLots } from './take-scanned-lots.ts';

/** What is on screen. */
export interface VaccinationScreen {
  readonly child: RuledChild;
  readonly readings: readonly SectionReading[];
  readonly locale: StaffLocale;
  /** What the municipality set for the rules. */
  readonly settings: RuleSettings;
  /** The section being filled in, where one is. */
  readonly editor?: SectionEditor;
}

/** What stands in the editor, without the fields that are being typed in. */
const settledAnswers = (readings: readonly SectionReading[], editor: SectionEditor): SectionAnswers => {
  const { section, answers } = liveSection(editor);
  const settled = new Map([...answers].filter(([linkId]) => !editor.form.item(linkId).editing));
  return sectionAnswers(readings, { section, answers: settled });
};

/**
 * The vaccination check of what is on screen, as it changes. Nothing for other programs, in the questionnaire a
 * guardian may be looking at, and before anybody answered. The schedule, its rules and words come as a chunk of their
 * own when they are first asked for. Make it while a component is made.
 */
export class VaccinationAdvice {
  readonly #screen: () => VaccinationScreen;
  #say: SayCheck | undefined = $state.raw();
  #takeScannedLots: typeof takeScannedLots | undefined = $state.raw();

  constructor(screen: () => VaccinationScreen) {
    this.#screen = screen;
    $effect(() => {
      const { locale } = this.#screen();
      if (!this.isWanted) return undefined;
      let isOver = false;
      void this.#load(locale, () => isOver);
      return () => (isOver = true);
    });
    $effect(() => {
      const { editor } = this.#screen();
      if (editor?.open.section === 'vaccination') this.#takeScannedLots?.(editor.form);
    });
  }

  async #load(locale: StaffLocale, isOver: () => boolean): Promise<void> {
    const [check, lots] = await Promise.all([import('./load-check.ts'), import('./take-scanned-lots.ts')]);
    const say = await check.loadCheck(locale);
    if (isOver()) return;
    this.#say = say;
    this.#takeScannedLots = lots.takeScannedLots;
  }

  /** Whether there is a check to show, now or in a moment. */
  get isWanted(): boolean {
    const { child, readings, editor } = this.#screen();
    if (child.entry.program !== 'vaccination') return false;
    if (editor !== undefined) return editor.open.section === 'vaccination';
    return readings.some((section) => section.readings.length > 0);
  }

  /** `undefined` until it has been loaded. */
  readonly texts: CheckTexts | undefined = $derived.by(() => {
    if (!this.isWanted) return undefined;
    const { child, readings, settings, editor } = this.#screen();
    const answers = editor ? settledAnswers(readings, editor) : sectionAnswers(readings);
    return this.#say?.(child, answers, settings);
  });

  /** Where the record and the check differ: asked back beside the decision. */
  get doubts(): readonly { readonly text: string; readonly rule: string; readonly why: string }[] {
    const { doubts = [], why = '' } = this.texts ?? {};
    return doubts.map((text) => ({ text, rule: 'vaccination-schedule', why }));
  }
}
