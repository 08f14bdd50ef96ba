import type { Slip } from '../domain/slip.ts';
import type { FormState } from '../form-view/FormState.svelte.ts';
import type { Answers } from '../forms/answer-types.ts';
import { SIZE_ITEMS } from '../catalog/infant-3-4m/body-size.ts';
import type { SectionId } from '../domain/program.ts';
import type { BoardLine } from './board-line.ts';
import { hipNote, judgementDoubt, measurementSlips, type HipNote } from './section-notes.ts';
import type { SectionEditor } from './SectionEditor.svelte.ts';
import type { SectionReading } from './section-reading.ts';

/** The answers that are asked now. */
const asked = (form: FormState): Answers =>
  new Map([...form.answers].filter(([linkId]) => form.enabled.has(linkId)));

/** What is said beside a form while it is filled in. Asks back and points out; never refuses, never decides. */
export class SectionAdvice {
  readonly #form: FormState;
  readonly #section: SectionId;
  readonly #child: BoardLine;
  readonly #questionnaire: Answers | undefined;

  constructor(editor: SectionEditor, child: BoardLine, readings: readonly SectionReading[]) {
    this.#form = editor.form;
    this.#section = editor.open.section;
    this.#child = child;
    this.#questionnaire = readings
      .find(({ onBoard }) => onBoard.section === 'questionnaire')
      ?.readings.at(-1)?.answers;
  }

  /** Possible slips, each once its fields have been left; those the form itself already asks about are left out. */
  readonly slips: readonly Slip[] = $derived.by(() => {
    if (this.#section !== 'measurement') return [];
    const { entry, facts } = this.#child;
    return measurementSlips(entry, facts, this.#form.answers, this.#form.enabled).filter((slip) =>
      this.#isSaidHere(slip),
    );
  });

  /** The hip criterion by what is known now; on the examination only. */
  readonly hip: HipNote | undefined = $derived.by(() =>
    this.#section === 'examination'
      ? hipNote(this.#child.entry, this.#questionnaire, asked(this.#form))
      : undefined,
  );

  readonly judgementDoubt: boolean = $derived.by(
    () => this.#section === 'examination' && judgementDoubt(this.#form.form, asked(this.#form)),
  );

  #isSaidHere(slip: Slip): boolean {
    const fields = slip.rule === 'SL2' ? slip.fields : [slip.field];
    const items = fields.map((field) => this.#form.item(SIZE_ITEMS[field].linkId));
    if (items.some((item) => item.editing)) return false;
    return slip.rule !== 'SL4' || !items.some((item) => item.issues.length > 0);
  }
}
