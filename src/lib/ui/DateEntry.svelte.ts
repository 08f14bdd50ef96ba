import { dateOfTexts, textsOfDate, westernYear, yearText } from './civil-date-text.ts';
import type { DateTexts, YearCount } from './civil-date-text.ts';
import { normaliseNumericText } from './numeric-text.ts';

const EMPTY: DateTexts = { year: '', month: '', day: '' };

/** What a date field holds while a person types: three texts and the way its years are counted. */
export class DateEntry {
  #texts: DateTexts = $state.raw(EMPTY);
  #count: YearCount | undefined = $state.raw();
  #left = $state(false);
  readonly #value: () => string | undefined;
  readonly #change: (value: string | undefined) => void;

  constructor(value: () => string | undefined, change: (value: string | undefined) => void) {
    this.#value = value;
    this.#change = change;
  }

  /** The count of the year shown; `undefined` for western years. */
  get count(): YearCount | undefined {
    return this.#count;
  }

  /** The typed texts as long as they say what the value is; the value itself once that changed from outside. */
  get texts(): DateTexts {
    const value = this.#value();
    if (dateOfTexts(this.#texts, this.#count) === value) return this.#texts;
    return value === undefined ? EMPTY : textsOfDate(value, this.#count);
  }

  /** What is wrong with what was left behind; nothing while typing and nothing when all is empty. */
  get defect(): 'incomplete' | 'no-such-day' | undefined {
    if (!this.#left || this.#value() !== undefined) return undefined;
    const filled = Object.values(this.texts).filter((text: string) => text.trim() !== '').length;
    if (filled === 0) return undefined;
    return filled < 3 ? 'incomplete' : 'no-such-day';
  }

  type(part: keyof DateTexts, text: string): void {
    this.#left = false;
    this.#set({ ...this.texts, [part]: text });
  }

  /** Counts years another way and turns the year typed so far. */
  countBy(count: YearCount | undefined): void {
    const texts = this.texts;
    const year = westernYear(texts.year, this.#count);
    this.#count = count;
    this.#set(year === undefined ? texts : { ...texts, year: yearText(year, count) });
  }

  /** One box was left: its text becomes half-width. */
  commit(part: keyof DateTexts): void {
    const texts = this.texts;
    if (texts[part].trim() !== '元') this.#set({ ...texts, [part]: normaliseNumericText(texts[part]) });
  }

  /** The whole field was left: now something may be said. */
  leave(): void {
    this.#left = true;
  }

  #set(texts: DateTexts): void {
    this.#texts = texts;
    const date = dateOfTexts(texts, this.#count);
    if (date !== this.#value()) this.#change(date);
  }
}
