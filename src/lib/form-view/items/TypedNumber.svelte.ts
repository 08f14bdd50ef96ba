import type { Unit } from '../../forms/form.ts';
import { normaliseNumericText } from '../../ui/numeric-text.ts';
import type { FormState } from '../FormState.svelte.ts';
import type { ItemState } from '../ItemState.svelte.ts';
import { numberAnswer, numberOf, plainNumber } from './number-answer.ts';

/** A number being typed. The text is never rewritten under the person's hands, only once the field is left. */
export class TypedNumber {
  readonly #form: FormState;
  readonly #cell: ItemState;
  readonly #unit: () => Unit | undefined;
  #typed = $state.raw('');

  /** @param unit the unit chosen now, where the item has a choice of units */
  constructor(form: FormState, cell: ItemState, unit: () => Unit | undefined = () => cell.item.unit) {
    this.#form = form;
    this.#cell = cell;
    this.#unit = unit;
  }

  get value(): number | undefined {
    return numberOf(this.#cell.answer);
  }

  /** The typed text as long as it says what the answer is; the answer itself once that changed from outside. */
  get shown(): string {
    const { unread, editing } = this.#cell;
    if (unread !== undefined) return unread;
    const { value } = this;
    // A box that was emptied stays empty under the person's hands, also where the number is calculated.
    if (editing && this.#typed.trim() === '') return this.#typed;
    if (value === undefined) return this.#typed.trim() === '' ? this.#typed : '';
    return numberOf(numberAnswer(this.#cell.item, this.#typed)) === value ? this.#typed : plainNumber(value);
  }

  type(text: string): void {
    this.#typed = text;
    this.#cell.edit();
    this.#put(text);
  }

  /** The field is left: full-width digits and signs become plain ones. */
  normalise(): void {
    const { unread, key } = this.#cell;
    if (unread === undefined) this.#typed = normaliseNumericText(this.#typed);
    else this.#form.setUnread(key, normaliseNumericText(unread));
  }

  #put(text: string): void {
    const { item, key } = this.#cell;
    const answer = numberAnswer(item, text, this.#unit());
    if (answer !== undefined) this.#form.set(key, [answer]);
    else if (text.trim() === '') this.#form.clear(key);
    else this.#form.setUnread(key, text);
  }
}
