import { isSettled } from '../forms/answer.ts';
import type { Answer, AnswerIssue, FormItem } from '../forms/form.ts';
import { validateItem } from '../forms/validate.ts';

const NO_ANSWERS: readonly Answer[] = [];
const NO_ISSUES: readonly AnswerIssue[] = [];

/** What an item's state needs to know of the whole form. */
export interface ItemSurroundings {
  /** True once completing has been tried: every defect is shown, left or not. */
  readonly checking: boolean;
}

/**
 * The live state of one item: its own cells, so that a keystroke wakes this item's component and no other.
 * `answers`, `enabled` and `unread` are written by FormState only.
 */
export class ItemState {
  readonly item: FormItem;
  readonly #around: ItemSurroundings;

  answers: readonly Answer[] = $state.raw(NO_ANSWERS);
  enabled = $state(true);
  /** Text that was typed and is no answer of this item's type, such as `6..2`. Kept for correction, never saved. */
  unread: string | undefined = $state();
  /** The person has left this item once: what is wrong with its answer may be shown. */
  touched = $state(false);
  /** An answer was asked for, by going on or by completing: that it is missing may be shown. */
  demanded = $state(false);
  /** The person is typing: nothing is said until the field is left. */
  editing = $state(false);

  readonly issues: readonly AnswerIssue[] = $derived.by(() => this.#validate());

  constructor(item: FormItem, around: ItemSurroundings) {
    this.item = item;
    this.#around = around;
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
    if (this.demanded || this.#around.checking) return this.issues;
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

  #validate(): readonly AnswerIssue[] {
    if (!this.enabled) return NO_ISSUES;
    const { linkId, type } = this.item;
    if (this.unread === undefined) return validateItem(this.item, this.answers);
    return [{ linkId, code: type === 'date' ? 'not-a-date' : 'type', severity: 'error' }];
  }
}
