import type { FormState } from './FormState.svelte.ts';

/** Decides whether a form in one piece is completed when that is asked for. Saving is never held back, only this. */
export class Completion {
  readonly #form: () => FormState;
  /** The doubtful values that were shown and left as they are. */
  #seen: string | undefined;

  /** @param form the form on screen */
  constructor(form: () => FormState) {
    this.#form = form;
  }

  /**
   * Shows what is wrong from now on. True where that, or once values that may be slips, are to be looked at first.
   */
  isHeldBack(): boolean {
    const form = this.#form();
    const errors = form.check();
    const issues = form.issues();
    const doubts = JSON.stringify(issues.map(({ key }) => [key, key === '' ? [] : form.item(key).answers]));
    if (errors.length > 0) return true;
    if (issues.length === 0 || this.#seen === doubts) return false;
    this.#seen = doubts;
    return true;
  }
}
