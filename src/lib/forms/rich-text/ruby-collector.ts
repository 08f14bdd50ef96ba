import type { RichRuby, RichWords } from './rich-text.ts';

/**
 * Puts base and reading of `<ruby>` together: `<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>`, with or without `rb`. What
 * stands in `rp` is for renderers without ruby and is left out. Form inside a ruby is not kept.
 */
export class RubyCollector {
  #levels = 0;
  #part: 'base' | 'reading' | 'parenthesis' = 'base';
  #base = '';
  #reading = '';
  #hasReading = false;
  readonly #emit: (leaf: RichRuby | RichWords) => void;

  constructor(emit: (leaf: RichRuby | RichWords) => void) {
    this.#emit = emit;
  }

  open(name: string): void {
    if (name === 'ruby') {
      this.#flush();
      this.#levels += 1;
    }
    if (name === 'rt' || name === 'rtc') this.#part = 'reading';
    else if (name === 'rp') this.#part = 'parenthesis';
    else if (name === 'rb') this.#part = 'base';
  }

  close(name: string): void {
    if (name === 'rt' || name === 'rtc' || name === 'rp') this.#part = 'base';
    if (name !== 'ruby' || this.#levels === 0) return;
    this.#flush();
    this.#levels -= 1;
  }

  /** What follows comes after what was taken so far. */
  settle(): void {
    if (this.#levels > 0) this.#flush();
  }

  /** Whether the text belongs to a ruby and was taken. */
  text(text: string): boolean {
    if (this.#levels === 0) return this.#part === 'parenthesis';
    const isBlank = text.trim() === '';
    if (this.#part === 'reading') {
      this.#reading += text;
      this.#hasReading ||= !isBlank;
    } else if (this.#part === 'base') {
      if (this.#hasReading && !isBlank) this.#flush();
      this.#base += text;
    }
    return true;
  }

  #flush(): void {
    const [base, reading] = [this.#base, this.#reading].map((text) => text.replace(/\s+/g, ' ').trim());
    const written = this.#base;
    this.#base = '';
    this.#reading = '';
    this.#hasReading = false;
    if (base && reading) this.#emit({ kind: 'ruby', base, reading });
    else if (base) this.#emit({ kind: 'text', text: written });
    else if (reading) this.#emit({ kind: 'text', text: reading });
  }
}
