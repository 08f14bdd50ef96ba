import { SIZE_ITEMS } from '../catalog/rule-facts/body.ts';
import { itemsOfInput } from '../catalog/rule-facts/input-items.ts';
import { MOTHER_ITEMS } from '../catalog/rule-facts/mother.ts';
import type { DatingSlip } from '../domain/pregnancy/dating-slip.ts';
import type { MotherSlip } from '../domain/pregnancy/mother-slip.ts';
import type { SectionId } from '../domain/program.ts';
import type { RuleSettings } from '../domain/rules/rule-settings.ts';
import type { Criterion } from '../domain/rules/run-rules.ts';
import type { Slip } from '../domain/slip.ts';
import type { FormState } from '../form-view/FormState.svelte.ts';
import type { BoardLine } from './board-line.ts';
import { bearsOn, checkupCriteria, waitsFor } from './checkup-criteria.ts';
import { liveSection } from './live-section.ts';
import { sectionAnswers, type LiveSection } from './section-answers.ts';
import {
  datingItems,
  datingNotes,
  judgementDoubt,
  measurementSlips,
  motherMeasurementSlips,
  sizeDoubts,
} from './section-notes.ts';
import type { ChildDoubt } from '../domain/rules/wrong-child.ts';
import type { SectionEditor } from './SectionEditor.svelte.ts';
import type { SectionReading } from './section-reading.ts';

/** What is said beside a form while it is filled in. Asks back and points out; never refuses, never decides. */
export class SectionAdvice {
  readonly #editor: SectionEditor;
  readonly #form: FormState;
  readonly #section: SectionId;
  readonly #child: BoardLine;
  readonly #readings: readonly SectionReading[];
  readonly #settings: RuleSettings;

  constructor(
    editor: SectionEditor,
    child: BoardLine,
    readings: readonly SectionReading[],
    settings: RuleSettings = {},
  ) {
    this.#editor = editor;
    this.#form = editor.form;
    this.#section = editor.open.section;
    this.#child = child;
    this.#readings = readings;
    this.#settings = settings;
  }

  /** This section as it stands on screen. */
  readonly live: LiveSection = $derived.by(() => liveSection(this.#editor));

  /** Possible slips, each once its fields have been left; those the form itself already asks about are left out. */
  readonly slips: readonly Slip[] = $derived.by(() => {
    if (this.#section !== 'measurement') return [];
    const { entry, facts } = this.#child;
    return measurementSlips(entry, facts, this.live, this.#settings).filter((slip) => {
      const fields = slip.rule === 'SL2' ? slip.fields : [slip.field];
      const linkIds = fields.map((field) => SIZE_ITEMS[field]);
      return !this.#isBeingEdited(linkIds) && (slip.rule !== 'SL4' || !this.#hasIssues(linkIds));
    });
  });

  /** Signs in the sizes that this is another child than last time, once their fields have been left. */
  readonly doubts: readonly ChildDoubt[] = $derived.by(() => {
    if (this.#section !== 'measurement') return [];
    const { entry, facts } = this.#child;
    return sizeDoubts(entry, facts, this.live, this.#settings).filter(
      (doubt) => !('field' in doubt) || !this.#isBeingEdited([SIZE_ITEMS[doubt.field]]),
    );
  });

  /** As {@link slips}, of a mother. */
  readonly motherSlips: readonly MotherSlip[] = $derived.by(() =>
    motherMeasurementSlips(this.#child.entry, this.#child.facts, this.live, this.#settings).filter((slip) => {
      const fields =
        slip.rule === 'MS1' || slip.rule === 'MS2'
          ? (['systolicMmHg', 'diastolicMmHg'] as const)
          : ([slip.rule === 'MS3' ? 'weightKg' : slip.field] as const);
      const linkIds = fields.map((field) => MOTHER_ITEMS[field][0]);
      const isSaid = slip.rule === 'MS4' && slip.suggestion === undefined && this.#hasIssues(linkIds);
      return !this.#isBeingEdited(linkIds) && !isSaid;
    }),
  );

  /** Contradictions between what is written down of when a mother's visit is and her dates. */
  readonly datingSlips: readonly DatingSlip[] = $derived.by(() =>
    datingNotes(this.#child.entry, this.#child.facts, this.live, this.#settings).filter(
      (slip) => !this.#isBeingEdited(datingItems(slip)),
    ),
  );

  readonly #criteria: readonly Criterion[] = $derived.by(() =>
    checkupCriteria(this.#child, sectionAnswers(this.#readings, this.live), this.#settings),
  );

  /** Criteria that are met and bear on this section, each once the fields it looks at have been left. */
  readonly findings: readonly Criterion[] = $derived.by(() =>
    this.#criteria.filter(
      (criterion) =>
        criterion.state === 'met' &&
        bearsOn(this.#section, this.#form.form, criterion) &&
        !this.#isBeingEdited(criterion.inputs.flatMap(({ name }) => itemsOfInput(this.#form.form, name))),
    ),
  );

  /** Criteria that what is still to be answered here would decide. */
  readonly open: readonly Criterion[] = $derived.by(() =>
    this.#criteria.filter((criterion) =>
      waitsFor(
        this.#section,
        this.#form.form,
        criterion,
        (linkId) => this.#form.enabled.has(linkId) && !this.#form.item(linkId).settled,
      ),
    ),
  );

  readonly judgementDoubt: boolean = $derived.by(
    () =>
      this.#section === 'examination' && judgementDoubt(this.#form.form, this.live.answers, this.#settings),
  );

  /** What is asked back by what stands in the form. */
  get asks(): Pick<SectionAdvice, 'slips' | 'motherSlips' | 'datingSlips' | 'judgementDoubt'> {
    const { slips, motherSlips, datingSlips, judgementDoubt: isDoubted } = this;
    return { slips, motherSlips, datingSlips, judgementDoubt: isDoubted };
  }

  #isBeingEdited(linkIds: readonly string[]): boolean {
    return linkIds.some((linkId) => this.#form.enabled.has(linkId) && this.#form.item(linkId).editing);
  }

  #hasIssues(linkIds: readonly string[]): boolean {
    return linkIds.some(
      (linkId) => this.#form.enabled.has(linkId) && this.#form.item(linkId).issues.length > 0,
    );
  }
}
