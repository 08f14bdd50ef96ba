import { untrack } from 'svelte';
import { sameAnswers } from '../forms/answer.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import type { KnownDays } from '../forms/codec/day-bounds.ts';
import { evaluate, reevaluate } from '../forms/run/evaluate.ts';
import type { Evaluation, EvaluationContext } from '../forms/run/evaluation.ts';
import type { CompiledForm, LocalText } from '../forms/form.ts';
import type { AnswerIssue } from '../forms/issue.ts';
import { givenAt, respond, type ResponseMeta } from '../forms/response/respond.ts';
import { FormRows } from '../forms/run/rows.ts';
import { textIn } from '../forms/text.ts';
import type { ItemNode, ItemTree } from '../forms/run/tree.ts';
import { validate, validateItem } from '../forms/run/validate.ts';
import { ItemState } from './ItemState.svelte.ts';
import { shortened } from './text-parts.ts';

const NO_ISSUES: readonly AnswerIssue[] = [];
const NO_ANSWERS: readonly Answer[] = [];

/** Tells whoever saves which instance's answers changed, and to what. Runs synchronously, once per change. */
export type ChangeListener = (key: string, answers: readonly Answer[]) => void;

/**
 * Told which instances may look different, or that all may: in another language, or once completing was tried.
 * Synchronously, after the change.
 */
export type LookListener = (keys: readonly string[] | 'all') => void;

export interface FormStateOptions {
  /** Answers of a draft that is opened again, or those a new form starts with. Unknown keys are left out. */
  readonly answers?: Answers;
  /** BCP 47 tag the form is shown in; `ja` when not given. */
  readonly language?: string;
  /** What expressions may read besides the answers. */
  readonly context?: EvaluationContext;
  /** What bounds by today and by the day of birth are held against. */
  readonly days?: KnownDays | undefined;
}

/**
 * A form being filled in: the answers, what follows from them, and what is to be shown. Knows no screen and no
 * storage. One keystroke writes one instance's cells and re-evaluates only the instances that depend on it. Cells are
 * made when somebody first asks for them.
 */
export class FormState {
  readonly form: CompiledForm;
  readonly days: KnownDays | undefined;
  #language = $state('ja');
  #checking = $state(false);

  readonly #items = new Map<string, ItemState>();
  readonly #answers: Map<string, readonly Answer[]>;
  /** Typed text that is no answer. */
  readonly #unread = new Map<string, string>();
  readonly #listeners = new Set<ChangeListener>();
  readonly #watchers = new Set<LookListener>();
  #evaluation: Evaluation;
  #enabled: ReadonlySet<string> = $state.raw(new Set<string>());
  #concerns: readonly string[] = $state.raw([]);
  #tree: ItemTree;
  /** Counts changes of rows; what goes through rows depends on it. */
  #layouts = $state(0);
  /** Counts changes; what reads the whole form depends on it. */
  #changes = $state(0);
  /** Worked out only while somebody looks. */
  readonly #together: ReadonlyMap<string, readonly AnswerIssue[]> = $derived.by(() => {
    const found = this.issues().filter(({ key, code }) => code === 'constraint' || !this.#holdsAnswer(key));
    return Map.groupBy(found, ({ key }) => key);
  });

  constructor(form: CompiledForm, options: FormStateOptions = {}) {
    this.form = form;
    this.days = options.days;
    this.#language = options.language ?? 'ja';
    this.#answers = new Map(options.answers);
    this.#evaluation = evaluate(form, this.#answers, options.context);
    this.#tree = this.#evaluation.tree;
    this.#enabled = this.#evaluation.enabled;
    this.#concerns = this.#evaluation.concerns;
    for (const [key, given] of this.#answers) {
      if (given.length === 0 || !this.#tree.byKey.has(key)) this.#answers.delete(key);
    }
  }

  /** The cells of one instance. Throws for a key the form does not have now: that is a bug of the caller. */
  item(key: string): ItemState {
    const known = this.#items.get(key);
    if (known !== undefined) return known;
    const node = this.#tree.byKey.get(key);
    if (node === undefined) throw new Error('no such item in this form');
    const cell = this.#newCell(node);
    this.#items.set(key, cell);
    return cell;
  }

  /** BCP 47 tag the form is shown in. */
  get language(): string {
    return this.#language;
  }
  set language(language: string) {
    if (untrack(() => this.#language) === language) return;
    this.#language = language;
    this.#tell('all');
  }

  /** True once completing has been tried. */
  get checking(): boolean {
    return this.#checking;
  }
  set checking(is: boolean) {
    if (untrack(() => this.#checking) === is) return;
    this.#checking = is;
    this.#tell('all');
  }

  /** The cells of one instance where somebody has asked for them. */
  cellAt(key: string): ItemState | undefined {
    return this.#items.get(key);
  }

  /** The answers that count at a key now. Subscribes to nothing, as do the next four. */
  answersAt(key: string): readonly Answer[] {
    const node = this.#tree.byKey.get(key);
    return node === undefined ? NO_ANSWERS : givenAt(node, this.#answers, this.#evaluation);
  }

  /** Defects of the answers at a key by themselves, while it is asked. */
  defectsAt(key: string): readonly AnswerIssue[] {
    const node = this.#tree.byKey.get(key);
    if (node === undefined || !this.isAsked(key)) return NO_ISSUES;
    const { options } = this.#evaluation.computed.get(key) ?? {};
    return validateItem(node, this.answersAt(key), options, this.days);
  }

  /** Text typed at a key that is no answer. */
  unreadAt(key: string): string | undefined {
    return this.#unread.get(key);
  }

  /** Whether an instance is asked now. */
  isAsked(key: string): boolean {
    return this.#evaluation.enabled.has(key);
  }

  nodeAt(key: string): ItemNode | undefined {
    return this.#tree.byKey.get(key);
  }

  /** Keys asked now. A new set only when something was shown or hidden. */
  get enabled(): ReadonlySet<string> {
    return this.#enabled;
  }

  /** Keys whose answer is a reason to look, in document order. */
  get concerns(): readonly string[] {
    return this.#concerns;
  }

  /** Every instance of every item for the rows there are now. */
  get tree(): ItemTree {
    void this.#layouts;
    return this.#tree;
  }

  /** All answers, those of hidden items too: what a draft keeps. */
  get answers(): Answers {
    void this.#changes;
    return this.#answers;
  }

  get evaluation(): Evaluation {
    void this.#changes;
    return this.#evaluation;
  }

  /** A text of the form in the language shown, at a length a label can have. */
  text(text: LocalText): string {
    return shortened(textIn(text, this.language));
  }

  /** Replaces the answers at a key; the same answers again change nothing and tell nobody. */
  set(key: string, answers: readonly Answer[]): void {
    untrack(() => {
      this.#write(key, answers, undefined);
    });
  }

  /** Keeps what was typed and cannot be read as an answer: shown as a defect, holds back completion, is not saved. */
  setUnread(key: string, text: string): void {
    untrack(() => {
      this.#write(key, [], text);
    });
  }

  clear(key: string): void {
    this.set(key, []);
  }

  /** What can be done with the rows of lists. */
  get rows(): FormRows {
    void this.#layouts;
    return new FormRows(this.#tree, this.#answers);
  }

  /** Adds a row at the end of a list. @returns the key of the new row; undefined where there may be no more */
  addRow(list: string): string | undefined {
    for (const [key, given] of this.rows.added(list)) this.set(key, given);
    return this.#tree.byKey.get(list)?.children.at(-1)?.key;
  }

  /**
   * Takes a row of a list away with everything in it, counted from 0.
   * @returns what stood in the row and how the list was, for {@link restoreRow}; undefined when it must stay
   */
  removeRow(list: string, at: number): Answers | undefined {
    const { rows } = this;
    if (!rows.canRemove(list)) return undefined;
    const before = rows.without(list, -1);
    const left = rows.without(list, at);
    const inRow = rows.keysInRow(list, at);
    const taken = new Map([
      [list, before],
      ...inRow.map((key) => [key, this.#answers.get(key) ?? []] as const),
    ]);
    for (const key of inRow) this.clear(key);
    this.set(list, left);
    return taken;
  }

  /** Brings a row back that {@link removeRow} took away. */
  restoreRow(taken: Answers): void {
    for (const [key, given] of taken) this.set(key, given);
  }

  /**
   * 異常なし一括: gives every enabled, unset item its normal answer; nothing that was entered is touched.
   * @param linkIds only these; the whole form when not given
   * @returns the keys it filled, in document order, for {@link undo}
   */
  fillNormal(linkIds?: ReadonlySet<string>): readonly string[] {
    const filled: string[] = [];
    for (const { key, item } of untrack(() => this.tree).nodes) {
      if (item.normalAnswer === undefined || item.readOnly) continue;
      if (linkIds !== undefined && !linkIds.has(item.linkId)) continue;
      if (!this.isAsked(key) || this.answersAt(key).length > 0) continue;
      this.set(key, [item.normalAnswer]);
      filled.push(key);
    }
    return filled;
  }

  /** Takes back what {@link fillNormal} set, except where a person has changed the answer since. */
  undo(filled: readonly string[]): void {
    for (const key of [...filled].reverse()) {
      const normal = this.#tree.byKey.get(key)?.item.normalAnswer;
      if (normal !== undefined && sameAnswers(this.answersAt(key), [normal])) this.clear(key);
    }
  }

  /** Defects at a key that no single answer has: of a list, of a group, of rules that look at several answers. */
  together(key: string): readonly AnswerIssue[] {
    return this.#together.get(key) ?? NO_ISSUES;
  }

  /** Every defect of what is asked, in document order. */
  issues(): readonly AnswerIssue[] {
    void this.#changes;
    const found = validate(this.form, this.#answers, this.#evaluation, this.days);
    if (this.#unread.size === 0) return found;
    const unread = [...this.#unread.keys()].flatMap((key) => this.item(key).issues);
    const orderOf = ({ key }: AnswerIssue): number => this.#tree.byKey.get(key)?.order ?? Infinity;
    return [...found.filter(({ key }) => !this.#unread.has(key)), ...unread].sort(
      (left, right) => orderOf(left) - orderOf(right),
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

  /** Has `listener` told of what may look different. @returns a function that ends it */
  watch(listener: LookListener): () => void {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  }

  shownAnew(key: string): void {
    this.#tell([key]);
  }

  #tell(keys: readonly string[] | 'all'): void {
    untrack(() => {
      for (const watcher of this.#watchers) watcher(keys);
    });
  }

  /** Whether defects at a key can be those of an answer given there. */
  #holdsAnswer(key: string): boolean {
    const node = this.#tree.byKey.get(key);
    return node !== undefined && node.role !== 'list' && node.item.type !== 'group';
  }

  #write(key: string, answers: readonly Answer[], unread: string | undefined): void {
    // A field that is left by being taken off the screen with its row has nothing to say any more.
    if (!this.#tree.byKey.has(key)) return;
    const before = this.#answers.get(key) ?? [];
    const changed = !sameAnswers(before, answers);
    if (!changed && this.#unread.get(key) === unread) return;
    if (unread === undefined) this.#unread.delete(key);
    else this.#unread.set(key, unread);
    const cell = this.#items.get(key);
    if (cell !== undefined) cell.unread = unread;
    let looked: readonly string[] = [key];
    if (changed) {
      if (answers.length === 0) this.#answers.delete(key);
      else this.#answers.set(key, answers);
      const evaluation = reevaluate(this.form, this.#evaluation, this.#answers, key);
      looked = [key, ...evaluation.touched];
      this.#adopt(evaluation, looked);
    }
    this.#changes += 1;
    this.#tell(looked);
    if (changed) for (const listener of this.#listeners) listener(key, answers);
  }

  /** Takes an evaluation over; only the cells of `looked` can have changed. */
  #adopt(evaluation: Evaluation, looked: Iterable<string>): void {
    const isOtherLayout = evaluation.tree !== this.#tree;
    this.#evaluation = evaluation;
    this.#tree = evaluation.tree;
    this.#concerns = evaluation.concerns;
    this.#enabled = evaluation.enabled;
    for (const key of looked) {
      const cell = this.#items.get(key);
      if (cell !== undefined && this.#tree.byKey.has(key)) this.#refresh(cell);
    }
    if (!isOtherLayout) return;
    for (const key of this.#items.keys()) {
      if (this.#tree.byKey.has(key)) continue;
      this.#items.delete(key);
    }
    for (const key of this.#unread.keys()) if (!this.#tree.byKey.has(key)) this.#unread.delete(key);
    this.#layouts += 1;
  }

  /** In a root of its own: what reads the cell while it is made would not follow it else, as it owned it. */
  #newCell(node: ItemNode): ItemState {
    let cell: ItemState | undefined;
    const make = (): ItemState => {
      const made = new ItemState(node, this);
      this.#refresh(made);
      return made;
    };
    $effect.root(() => {
      cell = untrack(make);
    });
    // Where nothing is drawn, nothing follows.
    return cell ?? make();
  }

  #refresh(cell: ItemState): void {
    const { node } = cell;
    cell.answers = givenAt(node, this.#answers, this.#evaluation);
    cell.enabled = this.#evaluation.enabled.has(node.key);
    cell.computed = this.#evaluation.computed.get(node.key);
    cell.unread = this.#unread.get(node.key);
  }
}
