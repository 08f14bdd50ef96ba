import { untrack } from 'svelte';
import { isSettled } from '../forms/answer.ts';
import type { Answer } from '../forms/answer-types.ts';
import type { KnownDays } from '../forms/codec/day-bounds.ts';
import type { AnswerIssue } from '../forms/issue.ts';
import type { Computed } from '../forms/run/evaluation.ts';
import type { FormItem, FormOption, LocalText } from '../forms/form.ts';
import type { ItemNode } from '../forms/run/tree.ts';
import { validateItem } from '../forms/run/validate.ts';

const NO_ANSWERS: readonly Answer[] = [];
const NO_ISSUES: readonly AnswerIssue[] = [];

/** What an item's state needs to know of the whole form. */
export interface ItemSurroundings {
  /** True once completing has been tried: every defect is shown, left or not. */
  readonly checking: boolean;
  /** What bounds by today and by the day of birth are held against. */
  readonly days: KnownDays | undefined;
  /** Defects at a key that no single answer has. */
  together(key: string): readonly AnswerIssue[];
  /** Other defects than before may be shown at a key. */
  shownAnew(key: string): void;
}

/** What is wrong with typed text that is no answer of a type; of all others the way it is entered. */
const UNREAD: Readonly<Partial<Record<FormItem['type'], AnswerIssue['code']>>> = {
  date: 'not-a-date',
  dateTime: 'not-a-date',
  time: 'not-a-time',
  choice: 'option-unknown',
  'open-choice': 'option-unknown',
};

/** How far the person has come with an item, one bit each. */
const TOUCHED = 1;
const DEMANDED = 2;
const EDITING = 4;

/**
 * The live state of one item: its own cells, so that a keystroke wakes this item's component and no other.
 * `answers`, `enabled`, `computed` and `unread` are written by FormState only.
 */
export class ItemState {
  readonly node: ItemNode;
  readonly item: FormItem;
  readonly #around: ItemSurroundings;

  answers: readonly Answer[] = $state.raw(NO_ANSWERS);
  enabled = $state(true);
  /** What expressions gave: other options, another text. */
  computed: Computed | undefined = $state.raw();
  /** Text that was typed and is no answer of this item's type, such as `6..2`. Kept for correction, never saved. */
  unread: string | undefined = $state();
  #stage = $state(0);

  readonly issues: readonly AnswerIssue[] = $derived.by(() => this.#validate());

  constructor(node: ItemNode, around: ItemSurroundings) {
    this.node = node;
    this.item = node.item;
    this.#around = around;
  }

  /** The person has left this item once: what is wrong with its answer may be shown. */
  get touched(): boolean {
    return (this.#stage & TOUCHED) !== 0;
  }
  set touched(is: boolean) {
    this.#mark(TOUCHED, is);
  }

  /** An answer was asked for, by going on or by completing: that it is missing may be shown. */
  get demanded(): boolean {
    return (this.#stage & DEMANDED) !== 0;
  }
  set demanded(is: boolean) {
    this.#mark(DEMANDED, is);
  }

  /** The person is typing: nothing is said until the field is left. */
  get editing(): boolean {
    return (this.#stage & EDITING) !== 0;
  }
  set editing(is: boolean) {
    this.#mark(EDITING, is);
  }

  get key(): string {
    return this.node.key;
  }

  /** The options there are now. */
  get options(): readonly FormOption[] {
    return this.computed?.options ?? this.item.options;
  }

  /** The question as it reads now. */
  get text(): LocalText {
    return this.computed?.text ?? this.item.text;
  }

  /** The first answer; the only one of an item that does not repeat. */
  get answer(): Answer | undefined {
    return this.answers[0];
  }

  /** Whether the item has a value or a stated reason for having none. */
  get settled(): boolean {
    return isSettled(this.answers);
  }

  /** Whether an answer is expected and not there. Optional remarks never count. */
  get missing(): boolean {
    const expected = this.item.required || this.item.normalAnswer !== undefined;
    return expected && this.enabled && !this.item.readOnly && this.unread === undefined && !this.settled;
  }

  /** The defects to show now. */
  get shownIssues(): readonly AnswerIssue[] {
    if (this.editing) return NO_ISSUES;
    if (this.demanded || this.#around.checking) return [...this.issues, ...this.#together()];
    return this.touched ? this.issues.filter(({ code }) => code !== 'required') : NO_ISSUES;
  }

  /** Typing has begun. */
  edit(): void {
    this.editing = true;
  }

  /** The field has been left. */
  leave(): void {
    this.editing = false;
    this.touched = true;
  }

  /** The person wants to go on from here. */
  demand(): void {
    this.editing = false;
    this.demanded = true;
  }

  #mark(bit: number, is: boolean): void {
    const before = untrack(() => this.#stage);
    const stage = is ? before | bit : before & ~bit;
    if (stage === before) return;
    this.#stage = stage;
    this.#around.shownAnew(this.key);
  }

  #together(): readonly AnswerIssue[] {
    const { item, node } = this;
    const isWhole = item.constraints.length > 0 || item.type === 'group' || node.role === 'list';
    return isWhole && this.enabled ? this.#around.together(node.key) : NO_ISSUES;
  }

  #validate(): readonly AnswerIssue[] {
    if (!this.enabled) return NO_ISSUES;
    const { linkId, type } = this.item;
    if (this.unread === undefined)
      return validateItem(this.node, this.answers, this.computed?.options, this.#around.days);
    return [{ linkId, key: this.node.key, code: UNREAD[type] ?? 'type', severity: 'error' }];
  }
}
