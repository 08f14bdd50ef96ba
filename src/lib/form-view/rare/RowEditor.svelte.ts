import type { Answers } from '../../forms/answer-types.ts';
import type { FormState } from '../FormState.svelte.ts';

/** A row that was taken away with what was in it. */
interface Taken {
  readonly name: string;
  readonly at: number;
  readonly answers: Answers;
}

/** Adds rows to one list and takes them away; the last one taken with answers in it can be brought back. */
export class RowEditor {
  readonly #form: () => FormState;
  readonly #list: () => string;
  #taken: Taken | undefined = $state.raw();

  constructor(form: () => FormState, list: () => string) {
    this.#form = form;
    this.#list = list;
  }

  get canAdd(): boolean {
    return this.#form().rows.canAdd(this.#list());
  }

  get canRemove(): boolean {
    return this.#form().rows.canRemove(this.#list());
  }

  /** Name of the row that can be brought back. */
  get removed(): string | undefined {
    return this.#taken?.name;
  }

  add(): void {
    this.#taken = undefined;
    this.#form().addRow(this.#list());
  }

  /** @param at counted from 0 */
  remove(at: number, name: string): void {
    const answers = this.#form().removeRow(this.#list(), at);
    // The list itself is one entry; a row without answers is not missed.
    this.#taken = answers !== undefined && answers.size > 1 ? { name, at, answers } : undefined;
  }

  /** Brings the last row back. @returns its place, from 0 */
  undo(): number | undefined {
    const taken = this.#taken;
    this.#taken = undefined;
    if (taken !== undefined) this.#form().restoreRow(taken.answers);
    return taken?.at;
  }
}
