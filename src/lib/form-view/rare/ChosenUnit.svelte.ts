import type { Unit } from '../../forms/form.ts';
import type { FormState } from '../FormState.svelte.ts';
import type { ItemState } from '../ItemState.svelte.ts';
import { answerOfNumber, numberOf } from '../items/number-answer.ts';

/** The unit of a number: the only one, the one of the answer, or the one chosen before a number was there. */
export class ChosenUnit {
  readonly #form: FormState;
  readonly #cell: ItemState;
  #chosen: Unit | undefined = $state.raw();

  constructor(form: FormState, cell: ItemState) {
    this.#form = form;
    this.#cell = cell;
  }

  get current(): Unit | undefined {
    const { item, answer } = this.#cell;
    if (item.units.length === 0) return item.unit;
    if (answer?.type !== 'quantity' || answer.code === undefined) return this.#chosen;
    return item.units.find(({ code }) => code === answer.code) ?? this.#chosen;
  }

  /** Chooses a unit; a number that is there keeps its digits and takes the unit. */
  choose(unit: Unit | undefined): void {
    const { item, answer, key } = this.#cell;
    this.#chosen = unit;
    const value = numberOf(answer);
    const next = value === undefined ? undefined : answerOfNumber(item, value, unit);
    if (next !== undefined) this.#form.set(key, [next]);
  }
}
