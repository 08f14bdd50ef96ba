import { untrack } from 'svelte';
import { sameAnswer } from '../forms/answer.ts';
import { evaluate, reevaluate } from '../forms/evaluate.ts';
import type { Answer, AnswerIssue, Answers, CompiledForm, Evaluation, LocalText } from '../forms/form.ts';
import { respond, type ResponseMeta } from '../forms/respond.ts';
import { textIn } from '../forms/text.ts';
import { validate } from '../forms/validate.ts';
import { ItemState } from './ItemState.svelte.ts';
import { shortened } from './text-parts.ts';

/** Tells whoever saves which item's answers changed, and to what. Runs synchronously, once per change. */
export type ChangeListener = (linkId: string, answers: readonly Answer[]) => void;

export interface FormStateOptions {
  /** Answers of a draft that is opened again. Unknown linkIds are left out. */
  readonly answers?: Answers;
  /** BCP 47 tag the form is shown in; `ja` when not given. */
  readonly language?: string;
}

const sameAnswers = (left: readonly Answer[], right: readonly Answer[]): boolean =>
  left.length === right.length && left.every((answer, index) => sameAnswer(answer, right[index] ?? answer));

/**
 * A form being filled in: the answers, what follows from them, and what is to be shown. Knows no screen and no
 * storage. One keystroke writes one item's cells and re-evaluates only the items that depend on it.
 */
export class FormState {
  readonly form: CompiledForm;
  language = $state('ja');
  /** True once completing has been tried. */
  checking = $state(false);

  readonly #items: ReadonlyMap<string, ItemState>;
  readonly #answers: Map<string, readonly Answer[]>;
  /** linkIds with typed text that is no answer. */
  readonly #unread = new Set<string>();
  readonly #listeners = new Set<ChangeListener>();
  #evaluation: Evaluation;
  #enabled: ReadonlySet<string> = $state.raw(new Set<string>());
  #concerns: readonly string[] = $state.raw([]);
  /** Counts changes; what reads the whole form depends on it. */
  #changes = $state(0);

  constructor(form: CompiledForm, options: FormStateOptions = {}) {
    this.form = form;
    this.language = options.language ?? 'ja';
    this.#items = new Map(form.items.map((item) => [item.linkId, new ItemState(item, this)]));
    this.#answers = new Map();
    for (const [linkId, answers] of options.answers ?? []) {
      const cell = this.#items.get(linkId);
      if (cell === undefined || answers.length === 0) continue;
      this.#answers.set(linkId, answers);
      cell.answers = answers;
    }
    this.#evaluation = evaluate(form, this.#answers);
    this.#adopt(this.#evaluation, this.#items.keys());
  }

  /** The cells of one item. Throws for a linkId the form does not have: that is a bug of the caller. */
  item(linkId: string): ItemState {
    const cell = this.#items.get(linkId);
    if (cell === undefined) throw new Error('no such item in this form');
    return cell;
  }

  /** linkIds asked now. A new set only when something was shown or hidden. */
  get enabled(): ReadonlySet<string> {
    return this.#enabled;
  }

  /** linkIds whose answer is a reason to look, in document order. */
  get concerns(): readonly string[] {
    return this.#concerns;
  }

  /** All answers, those of hidden items too: what a draft keeps. */
  get answers(): Answers {
    void this.#changes;
    return this.#answers;
  }

  /** A text of the form in the language shown, at a length a label can have. */
  text(text: LocalText): string {
    return shortened(textIn(text, this.language));
  }

  /** Replaces an item's answers; the same answers again change nothing and tell nobody. */
  set(linkId: string, answers: readonly Answer[]): void {
    untrack(() => {
      this.#write(linkId, answers, undefined);
    });
  }

  /** Keeps what was typed and cannot be read as an answer: shown as a defect, holds back completion, is not saved. */
  setUnread(linkId: string, text: string): void {
    untrack(() => {
      this.#write(linkId, [], text);
    });
  }

  clear(linkId: string): void {
    this.set(linkId, []);
  }

  /**
   * 異常なし一括: gives every enabled, unset item its normal answer; nothing that was entered is touched.
   * @param linkIds only these; the whole form when not given
   * @returns the linkIds it filled, in document order, for {@link undo}
   */
  fillNormal(linkIds?: ReadonlySet<string>): readonly string[] {
    const filled: string[] = [];
    for (const item of this.form.items) {
      if (item.normalAnswer === undefined || item.readOnly) continue;
      if (linkIds !== undefined && !linkIds.has(item.linkId)) continue;
      const cell = this.item(item.linkId);
      if (!cell.enabled || cell.answers.length > 0) continue;
      this.set(item.linkId, [item.normalAnswer]);
      filled.push(item.linkId);
    }
    return filled;
  }

  /** Takes back what {@link fillNormal} set, except where a person has changed the answer since. */
  undo(filled: readonly string[]): void {
    for (const linkId of [...filled].reverse()) {
      const { item, answers } = this.item(linkId);
      if (item.normalAnswer !== undefined && sameAnswers(answers, [item.normalAnswer])) this.clear(linkId);
    }
  }

  /** Every defect of the enabled items, in document order. */
  issues(): readonly AnswerIssue[] {
    void this.#changes;
    const found = validate(this.form, this.#answers, this.#evaluation);
    if (this.#unread.size === 0) return found;
    const unread = [...this.#unread].flatMap((linkId) => this.item(linkId).issues);
    const indexOf = ({ linkId }: AnswerIssue): number => this.item(linkId).item.index;
    return [...found.filter(({ linkId }) => !this.#unread.has(linkId)), ...unread].sort(
      (left, right) => indexOf(left) - indexOf(right),
    );
  }

  /** Shows every defect from now on and gives those that hold back completion. */
  check(): readonly AnswerIssue[] {
    this.checking = true;
    return this.issues().filter((issue) => issue.severity === 'error');
  }

  /** The FHIR QuestionnaireResponse of the enabled items. */
  response(meta: Omit<ResponseMeta, 'language'>): Record<string, unknown> {
    void this.#changes;
    return respond(this.form, this.#answers, this.#evaluation, { ...meta, language: this.language });
  }

  /** Has `listener` told of every change. @returns a function that ends it */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #write(linkId: string, answers: readonly Answer[], unread: string | undefined): void {
    const cell = this.item(linkId);
    const changed = !sameAnswers(cell.answers, answers);
    if (!changed && cell.unread === unread) return;
    cell.unread = unread;
    if (unread === undefined) this.#unread.delete(linkId);
    else this.#unread.add(linkId);
    if (changed) {
      if (answers.length === 0) this.#answers.delete(linkId);
      else this.#answers.set(linkId, answers);
      cell.answers = answers;
      const evaluation = reevaluate(this.form, this.#evaluation, this.#answers, linkId);
      this.#adopt(evaluation, evaluation.touched);
    }
    this.#changes += 1;
    if (changed) for (const listener of this.#listeners) listener(linkId, answers);
  }

  /** Takes an evaluation over; only the cells of `looked` can have changed. */
  #adopt(evaluation: Evaluation, looked: Iterable<string>): void {
    this.#evaluation = evaluation;
    this.#concerns = evaluation.concerns;
    this.#enabled = evaluation.enabled;
    for (const linkId of looked) this.item(linkId).enabled = evaluation.enabled.has(linkId);
  }
}
