/** How long a text must be out of view before it counts as shown again, milliseconds. */
export const REPEAT_AFTER_MS = 2_000;

/** Lets a text through once for as long as it stays in view. */
export class RepeatFilter {
  #last: { readonly text: string; readonly seenAt: number } | undefined;

  /**
   * Whether the text is news: another than the last one, or not seen for {@link REPEAT_AFTER_MS}.
   * @param now milliseconds of any clock that never runs backwards
   */
  isNew(text: string, now: number): boolean {
    const before = this.#last;
    this.#last = { text, seenAt: now };
    return before?.text !== text || now - before.seenAt >= REPEAT_AFTER_MS;
  }

  /** Forgets the last text, so that the next guardian never gets the previous one's. */
  clear(): void {
    this.#last = undefined;
  }
}
