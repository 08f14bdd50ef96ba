import type { Answer } from '../../forms/answer-types.ts';
import type { FormState } from '../FormState.svelte.ts';

/** Answers that are typed into several boxes of digits. */
type BoxAnswer = 'date' | 'dateTime' | 'time';

/** How what stands in boxes becomes an answer, and back. */
export interface BoxKind<T> {
  readonly type: BoxAnswer;
  readonly blank: T;
  isBlank(typed: T): boolean;
  /** The answer's value; `undefined` while the boxes are none. */
  answerOf(typed: T): string | undefined;
  /** Whether the boxes say the value. */
  says(typed: T, value: string): boolean;
  /** A value as it stands in boxes, counted as those before. */
  typedOf(value: string, before: T): T;
  /** Empty boxes that count as those before. */
  emptied(before: T): T;
  /** With half-width digits. */
  normalise(typed: T): T;
  /** Boxes that are no answer as one text, and back. */
  pack(typed: T): string;
  unpack(packed: string): T;
}

/** Where what is typed stands, as long as it is asked. */
export interface BoxSource {
  readonly key: string;
  readonly unread: string | undefined;
  readonly answer: Answer | undefined;
}

/** Boxes being typed into. They are never rewritten under the person's hands, only once one is left. */
export class BoxTyping<T> {
  readonly #form: FormState;
  readonly #source: BoxSource;
  readonly #kind: BoxKind<T>;
  #typed: T | undefined = $state.raw();

  constructor(form: FormState, source: BoxSource, kind: BoxKind<T>) {
    this.#form = form;
    this.#source = source;
    this.#kind = kind;
  }

  /** The typed boxes as long as they say what the answer is; the answer itself once that changed from outside. */
  get shown(): T {
    const { unread, answer } = this.#source;
    const kind = this.#kind;
    if (unread !== undefined) return kind.unpack(unread);
    const typed = this.#typed ?? kind.blank;
    if (answer?.type !== kind.type) return kind.isBlank(typed) ? typed : kind.emptied(typed);
    return kind.says(typed, answer.value) ? typed : kind.typedOf(answer.value, typed);
  }

  put(next: T): void {
    const { key } = this.#source;
    const { type, ...kind } = this.#kind;
    const value = kind.answerOf(next);
    this.#typed = next;
    if (value !== undefined) this.#form.set(key, [{ type, value }]);
    else if (!kind.isBlank(next)) this.#form.setUnread(key, kind.pack(next));
    else if (this.#source.answer?.type !== 'absent') this.#form.clear(key);
  }

  /** A box is left: full-width digits become plain ones. */
  normalise(): void {
    this.put(this.#kind.normalise(this.shown));
  }
}
