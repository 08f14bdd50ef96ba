import { setImmediate } from 'node:timers/promises';

/** Most items that share a commit, unless a single delivery brings more. */
const GROUP_MAX_ITEMS = 64;

/** So many turns of the event loop a group waits for company, as long as each brings some. */
const COLLECT_TURNS_MAX = 4;

interface Waiting {
  readonly delivery: unknown;
  readonly items: number;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes deliveries down in one transaction. @returns one answer each, in their order */
type Commit = (deliveries: readonly unknown[]) => Promise<readonly unknown[]>;

/**
 * Group commit: what arrives together shares one transaction and one flush to disk. Nobody is answered before the
 * commit that holds what they brought.
 *
 *   take ──► waiting ──► group (≤ 64 items) ──► one transaction ──► commit ──► answers
 *               ▲                                    │ throws
 *               └── what comes meanwhile             └──► each delivery in a transaction of its own
 *
 * A group that fails is taken apart, so that a delivery that breaks the hub fails alone.
 */
export class IntakeQueue {
  #waiting: Waiting[] = [];
  #isWorking = false;

  /**
   * Resolves with the delivery's answer when it is on disk. Rejects when writing it down fails; then nothing of it
   * is there.
   * @param items how many it brings
   * @param commit the same for everything that goes through this queue
   */
  take<Delivery, Answer>(
    delivery: Delivery,
    items: number,
    commit: (deliveries: readonly Delivery[]) => Promise<readonly Answer[]>,
  ): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.push({ delivery, items, resolve: resolve as Waiting['resolve'], reject });
      if (!this.#isWorking) void this.#work(commit as Commit);
    });
  }

  async #work(commit: Commit): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.length > 0) {
      await this.#collect();
      await this.#commit(commit, this.#nextGroup());
    }
    this.#isWorking = false;
  }

  /** Lets requests that have arrived get as far as this queue. */
  async #collect(): Promise<void> {
    for (let turn = 0, seen = 0; turn < COLLECT_TURNS_MAX && seen < this.#waiting.length; turn += 1) {
      seen = this.#waiting.length;
      await setImmediate();
    }
  }

  #nextGroup(): readonly Waiting[] {
    let sum = 0;
    const end = this.#waiting.findIndex(({ items }) => (sum += items) > GROUP_MAX_ITEMS);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(1, end));
  }

  async #commit(commit: Commit, group: readonly Waiting[]): Promise<void> {
    try {
      const answers = await commit(group.map(({ delivery }) => delivery));
      for (const [index, { resolve }] of group.entries()) resolve(answers[index]);
    } catch (error) {
      if (group.length > 1) for (const one of group) await this.#commit(commit, [one]);
      else for (const { reject } of group) reject(error);
    }
  }
}
