import type { FormState } from '../FormState.svelte.ts';
import {
  dateAnswer,
  isBlankDate,
  NO_DATE,
  normaliseDate,
  packDate,
  typedDate,
  unpackDate,
  type TypedDate,
} from '../items/date-answer.ts';
import { yearCountsIn } from '../items/year-counts.ts';

/** A date being typed. The boxes are never rewritten under the person's hands, only once one is left. */
export class DateTyping {
  readonly #form: FormState;
  readonly #key: string;
  #typed: TypedDate = NO_DATE;

  constructor(form: FormState, key: string) {
    this.#form = form;
    this.#key = key;
  }

  /** The typed boxes as long as they say what the answer is; the answer itself once that changed from outside. */
  get shown(): TypedDate {
    const unread = this.#form.unreadAt(this.#key);
    if (unread !== undefined) return unpackDate(unread, yearCountsIn('ja'));
    const [answer] = this.#form.answersAt(this.#key);
    const typed = this.#typed;
    if (answer?.type !== 'date') return isBlankDate(typed) ? typed : { ...NO_DATE, count: typed.count };
    return dateAnswer(typed) === answer.value ? typed : typedDate(answer.value, typed.count);
  }

  put(next: TypedDate): void {
    const date = dateAnswer(next);
    this.#typed = next;
    if (date !== undefined) this.#form.set(this.#key, [{ type: 'date', value: date }]);
    else if (!isBlankDate(next)) this.#form.setUnread(this.#key, packDate(next));
    else if (this.#form.answersAt(this.#key)[0]?.type !== 'absent') this.#form.clear(this.#key);
  }

  /** A box is left: full-width digits become plain ones. */
  normalise(): void {
    this.put(normaliseDate(this.shown));
  }
}
