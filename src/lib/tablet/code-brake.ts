const KEY = 'hagukumi.code-brake';

/** Wrong typed codes in a row before a pause. */
const MAX_WRONG = 5;
const PAUSE_MS = 60_000;

/**
 * Slows down who tries out ticket codes: after five wrong ones in a row a minute's pause. Outlives a reload; holds
 * two numbers and nothing else.
 */
export class CodeBrake {
  /** Where it is kept. */
  static readonly key = KEY;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, now: () => number) {
    this.#storage = storage;
    this.#now = now;
  }

  /** Seconds until the next try is taken; 0 when it is taken at once. A clock set back never makes it longer. */
  get secondsToWait(): number {
    const { pausedAt } = this.#read();
    const passed = this.#now() - pausedAt;
    if (pausedAt === 0 || passed >= PAUSE_MS) return 0;
    if (passed < 0) this.#write(0, this.#now());
    return Math.ceil((PAUSE_MS - Math.max(0, passed)) / 1000);
  }

  noteWrong(): void {
    const wrong = this.#read().wrong + 1;
    if (wrong >= MAX_WRONG) this.#write(0, this.#now());
    else this.#write(wrong, 0);
  }

  noteRight(): void {
    this.#storage.removeItem(KEY);
  }

  #read(): { wrong: number; pausedAt: number } {
    const [wrong = 0, pausedAt = 0] = (this.#storage.getItem(KEY) ?? '').split(' ').map(Number);
    return {
      wrong: Number.isSafeInteger(wrong) ? wrong : 0,
      pausedAt: Number.isSafeInteger(pausedAt) ? pausedAt : 0,
    };
  }

  #write(wrong: number, pausedAt: number): void {
    this.#storage.setItem(KEY, `${wrong} ${pausedAt}`);
  }
}
