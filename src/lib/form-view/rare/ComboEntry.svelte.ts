import { answerKey, sameAnswer } from '../../forms/answer.ts';
import type { Answer } from '../../forms/answer-types.ts';
import { matching, named, type Searchable } from './combo-search.ts';

/** One answer that can be picked. */
export interface ComboOption extends Searchable {
  readonly key: string;
  readonly answer: Answer;
}

/** What an entry knows of its question, and how it answers. */
export interface ComboPort {
  readonly options: readonly ComboOption[];
  readonly answers: readonly Answer[];
  /** Typed text that is no answer. */
  readonly unread: string | undefined;
  /** Words that are no option are an answer as well. */
  readonly isOpen: boolean;
  /** Several answers may stand beside each other. */
  readonly isMany: boolean;
  set(answers: readonly Answer[]): void;
  setUnread(text: string): void;
}

export const comboOption = (answer: Answer, name: string): ComboOption => ({
  key: answerKey(answer),
  answer,
  name,
  code: answer.type === 'coding' ? answer.value.code : undefined,
});

/**
 * A text box with a list of suggestions.
 *
 * ```
 *            type, arrow keys, press                 pick, Escape, leave
 * closed ───────────────────────────────▶ open ───────────────────────────▶ closed
 * ```
 * One answer: the box shows it; other words are the answer where the choice is open, else they wait for correction.
 * Several answers: the box is for searching only; what is picked stands beside it.
 */
export class ComboEntry {
  readonly #port: ComboPort;
  #typed: string | undefined = $state.raw();
  expanded = $state(false);
  /** Index in {@link found} of the suggestion the arrow keys are on; -1 for the box itself. */
  active = $state(-1);
  readonly found: readonly ComboOption[] = $derived.by(() => matching(this.#port.options, this.#search));

  constructor(port: ComboPort) {
    this.#port = port;
  }

  /** What stands in the box. */
  get text(): string {
    const { isMany, unread, answers } = this.#port;
    if (unread !== undefined && !isMany) return unread;
    if (isMany) return this.#typed ?? '';
    const [answer] = answers;
    if (answer === undefined) return this.#typed?.trim() === '' ? this.#typed : '';
    const name = this.#nameOf(answer);
    return this.#typed !== undefined && this.#answerOf(this.#typed, answer) ? this.#typed : name;
  }

  /** Nothing is searched for while the box shows an answer that was picked. */
  get #search(): string {
    const picked = this.#port.isMany ? undefined : this.#port.answers[0];
    const { text } = this;
    return picked !== undefined && text === this.#nameOf(picked) && picked.type !== 'string' ? '' : text;
  }

  type(text: string): void {
    const { isMany, isOpen } = this.#port;
    this.#typed = text;
    this.expanded = true;
    this.active = -1;
    if (isMany) return;
    const option = named(this.#port.options, text);
    if (text.trim() === '') this.#port.set([]);
    else if (option !== undefined) this.#port.set([option.answer]);
    else if (isOpen) this.#port.set([{ type: 'string', value: text }]);
    else this.#port.setUnread(text);
  }

  /** Moves among the first `listed` suggestions; past either end the box itself is next. */
  move(step: 1 | -1, listed: number): void {
    const count = Math.min(this.found.length, listed);
    if (!this.expanded) {
      this.expanded = true;
      this.active = step === 1 ? 0 : count - 1;
      return;
    }
    const next = this.active + step;
    this.active = next >= count ? -1 : next < -1 ? count - 1 : next;
  }

  pick(option: ComboOption): void {
    const { isMany, answers } = this.#port;
    const others = answers.filter(({ type }) => type !== 'absent');
    const isThere = others.some((answer) => sameAnswer(answer, option.answer));
    this.#typed = undefined;
    this.close();
    if (!isMany) this.#port.set([option.answer]);
    else if (!isThere) this.#port.set([...others, option.answer]);
  }

  /** Enter: takes the suggestion the keys are on, or, where several words may stand, what was typed. @returns whether it did */
  enter(): boolean {
    const option = this.expanded ? this.found[this.active] : undefined;
    if (option !== undefined) {
      this.pick(option);
      return true;
    }
    return this.#port.isMany && this.#takeTyped();
  }

  remove(answer: Answer): void {
    this.#port.set(this.#port.answers.filter((other) => !sameAnswer(other, answer)));
  }

  close(): void {
    this.expanded = false;
    this.active = -1;
  }

  /** The box is left: words for several answers are taken, or a search comes to nothing. */
  leave(): void {
    this.close();
    if (!this.#port.isMany) return;
    this.#takeTyped();
    this.#typed = undefined;
  }

  #takeTyped(): boolean {
    const text = (this.#typed ?? '').trim();
    if (text === '') return false;
    const option = named(this.#port.options, text);
    if (option === undefined && !this.#port.isOpen) return false;
    this.pick(option ?? comboOption({ type: 'string', value: text }, text));
    return true;
  }

  #nameOf(answer: Answer): string {
    const option = this.#port.options.find((each) => sameAnswer(each.answer, answer));
    if (option !== undefined) return option.name;
    if (answer.type === 'coding') return answer.value.display ?? answer.value.code;
    return answer.type === 'string' ? answer.value : '';
  }

  #answerOf(text: string, answer: Answer): boolean {
    const option = named(this.#port.options, text);
    return sameAnswer(option?.answer ?? { type: 'string', value: text }, answer);
  }
}
