import type { Outcome } from '../contract/problem.ts';
import type { HeadingPage, Key, TabletStore, WriteOp } from './port.ts';
import type { OutboxHeading, OutboxMark, OutboxRow, OutboxState, TableName, Tables } from './schema.ts';

/** Takes away what can be done without. @returns how many rows went */
type MakeRoom = (store: TabletStore) => Promise<Outcome<number>>;

/**
 * A store that makes room when a commit finds none (`storage-full`), and then tries that commit once more. Commits
 * that meet a full disk together share one clearing; those of the clearing itself go to the store beneath.
 */
export class RoomyStore implements TabletStore {
  readonly #store: TabletStore;
  readonly #makeRoom: MakeRoom;
  #making: Promise<boolean> | undefined;

  constructor(store: TabletStore, makeRoom: MakeRoom) {
    this.#store = store;
    this.#makeRoom = makeRoom;
  }

  get<T extends TableName>(table: T, key: Key): Promise<Outcome<Tables[T] | undefined>> {
    return this.#store.get(table, key);
  }

  all<T extends TableName>(table: T): Promise<Outcome<readonly Tables[T][]>> {
    return this.#store.all(table);
  }

  keys(table: TableName): Promise<Outcome<readonly Key[]>> {
    return this.#store.keys(table);
  }

  count(table: TableName): Promise<Outcome<number>> {
    return this.#store.count(table);
  }

  outboxHeadings(state: OutboxState, page: HeadingPage): Promise<Outcome<readonly OutboxHeading[]>> {
    return this.#store.outboxHeadings(state, page);
  }

  outboxTotals(): Promise<Outcome<Readonly<Record<OutboxState, number>>>> {
    return this.#store.outboxTotals();
  }

  outboxRows(keys: readonly string[]): Promise<Outcome<readonly OutboxRow[]>> {
    return this.#store.outboxRows(keys);
  }

  outboxKeysUpTo(mark: OutboxMark, bound: Key, limit: number): Promise<Outcome<readonly string[]>> {
    return this.#store.outboxKeysUpTo(mark, bound, limit);
  }

  highestOutboxKey(mark: OutboxMark): Promise<Outcome<string | undefined>> {
    return this.#store.highestOutboxKey(mark);
  }

  commit(ops: readonly WriteOp[]): Promise<Outcome<void>> {
    return this.#withRoom(() => this.#store.commit(ops));
  }

  commitThenGet<T extends TableName>(
    ops: readonly WriteOp[],
    table: T,
    key: Key,
  ): Promise<Outcome<Tables[T] | undefined>> {
    return this.#withRoom(() => this.#store.commitThenGet(ops, table, key));
  }

  close(): void {
    this.#store.close();
  }

  async #withRoom<T>(write: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const first = await write();
    if (first.ok || first.error.code !== 'storage-full') return first;
    this.#making ??= this.#clear().finally(() => {
      this.#making = undefined;
    });
    return (await this.#making) ? write() : first;
  }

  /** @returns whether anything went */
  async #clear(): Promise<boolean> {
    const made = await this.#makeRoom(this.#store);
    return made.ok && made.value > 0;
  }
}
