import { asciiEscaped } from './syntax/ascii.ts';

/** Names of our own functions inside the text that the engine runs. No expression can call them: they are not in `FUNCTIONS`. */
export const ONLY_LINK_IDS = '_onlyLinkIds';
export const WEIGHED = '_weighed';
export const WEIGHED_REPEAT = '_weighedRepeat';
export const BRIEF = '_brief';
export const WHOLE_TIME = '_wholeTime';

type Weighing = typeof WEIGHED | typeof WEIGHED_REPEAT | typeof BRIEF | typeof WHOLE_TIME;

/**
 * Text put into an expression before the engine parses it. None of it changes what the expression means: it makes
 * `where(linkId = 'x' and …)` look at items with another linkId no further, and lets the budget see a comparison coming.
 */
export class Insertions {
  readonly #at = new Map<number, { closing: string; opening: string }>();

  /** `where` at this offset gets only the elements with one of these linkIds. */
  narrow(offset: number, linkIds: ReadonlySet<string>): void {
    const opening = `${ONLY_LINK_IDS}(${[...linkIds].map(quoted).join(', ')}).`;
    const entry = this.#entry(offset);
    if (!entry.opening.includes(opening)) entry.opening += opening;
  }

  /** What the function at this offset is called on is weighed first. */
  weighInput(offset: number, how: Weighing = WEIGHED): void {
    const entry = this.#entry(offset);
    if (!entry.opening.includes(`${how}().`)) entry.opening += `${how}().`;
  }

  /** The result of the part of the text from `start` to `end` is weighed. */
  weigh({ start, end }: { readonly start: number; readonly end: number }, how: Weighing = WEIGHED): void {
    const opening = this.#entry(start);
    opening.opening = `(${opening.opening}`;
    this.#entry(end).closing += `).${how}()`;
  }

  applyTo(text: string): string {
    let result = '';
    let offset = 0;
    for (const [at, { closing, opening }] of [...this.#at].sort(([one], [other]) => one - other)) {
      result += text.slice(offset, at) + closing + opening;
      offset = at;
    }
    return result + text.slice(offset);
  }

  #entry(offset: number): { closing: string; opening: string } {
    const entry = this.#at.get(offset) ?? { closing: '', opening: '' };
    this.#at.set(offset, entry);
    return entry;
  }
}

function quoted(value: string): string {
  return `'${asciiEscaped(value.replace(/[\\']/g, '\\$&'))}'`;
}
