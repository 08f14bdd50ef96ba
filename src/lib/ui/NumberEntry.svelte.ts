import { normaliseNumericText, parseNumericText } from './numeric-text.ts';

/** What a number field holds while a person types: their own text, never rewritten under their hands. */
export class NumberEntry {
  #text = $state('');
  #left = $state(false);
  readonly #value: () => number | undefined;
  readonly #change: (value: number | undefined) => void;

  constructor(value: () => number | undefined, change: (value: number | undefined) => void) {
    this.#value = value;
    this.#change = change;
  }

  /** The typed text as long as it says what the value is; the value itself once that changed from outside. */
  get shown(): string {
    const value = this.#value();
    return parseNumericText(this.#text) === value ? this.#text : value === undefined ? '' : String(value);
  }

  /** The field was left with a text that is no number. */
  get isRefused(): boolean {
    return this.#left && this.shown !== '' && this.#value() === undefined;
  }

  /** Called for every input, also while composing: the value follows, the text stays. */
  type(text: string): void {
    this.#left = false;
    this.#text = text;
    const value = parseNumericText(text);
    if (value !== this.#value()) this.#change(value);
  }

  /** Leaving or Enter: the text becomes half-width. Never called while composing. */
  commit(): void {
    this.#text = normaliseNumericText(this.shown);
    this.#left = true;
  }
}
