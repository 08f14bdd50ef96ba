import { openDB, type IDBPDatabase } from 'idb';
import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { faultProblem, storageFault } from './storage-fault.ts';
import { hasWhatIsNeeded, upgradeDatabase } from './idb-upgrade.ts';
import { SCHEMA_VERSION } from './schema.ts';

/**
 * What happens to the database beside the calls.
 *
 * - `blocked` another tab holds an older version open: it must be closed before this one can go on
 * - `connection-lost` the engine dropped the connection; the next call opens it again
 * - `version-changed` a newer build or a deletion asked for the database; it was given up here
 * - `recreated` the database came back empty while in use: nothing was created in its place
 */
export type StoreEvent = 'blocked' | 'connection-lost' | 'version-changed' | 'recreated';

/** An open that has not answered by then counts as failed, milliseconds. */
const OPEN_TIMEOUT_MS = 15_000;

const quiet = (): void => undefined;

/**
 * One connection to the tablet's database that survives its loss: a dead handle is dropped, opened again and the
 * call tried once more, never oftener.
 */
export class IdbConnection {
  readonly #name: string;
  readonly #onEvent: (event: StoreEvent) => void;
  #opening: Promise<IDBPDatabase> | undefined;
  #database: IDBPDatabase | undefined;
  #wasOpen = false;
  #closed = false;
  /** True when the first open had to create the database. */
  freshlyCreated = false;

  constructor(name: string, onEvent: (event: StoreEvent) => void) {
    this.#name = name;
    this.#onEvent = onEvent;
  }

  /** @param work is given the handle and whether this is the second try; it awaits nothing but IndexedDB */
  async run<T>(work: (database: IDBPDatabase, again: boolean) => Promise<T>): Promise<Outcome<T>> {
    const first = await this.#try((database) => work(database, false));
    if (first.done) return first.outcome;
    const second = await this.#try((database) => work(database, true));
    return second.done ? second.outcome : faultProblem(second.error);
  }

  close(): void {
    this.#closed = true;
    this.#drop(this.#database);
  }

  async #try<T>(
    work: (database: IDBPDatabase) => Promise<T>,
  ): Promise<{ done: true; outcome: Outcome<T> } | { done: false; error: unknown }> {
    if (this.#closed) return { done: true, outcome: problem('storage-unavailable', { closed: true }) };
    const opening = (this.#opening ??= this.#open());
    let database: IDBPDatabase | undefined;
    try {
      database = await opening;
      return { done: true, outcome: ok(await work(database)) };
    } catch (error) {
      if (database === undefined && this.#opening === opening) this.#opening = undefined;
      if (storageFault(error) !== 'lost') return { done: true, outcome: faultProblem(error) };
      this.#drop(database);
      return { done: false, error };
    }
  }

  /** A handle is closed and never used again; a newer one stays. */
  #drop(database: IDBPDatabase | undefined): void {
    if (database === undefined) return;
    database.close();
    if (this.#database !== database) return;
    this.#database = undefined;
    this.#opening = undefined;
  }

  async #open(): Promise<IDBPDatabase> {
    const database = await this.#openAt(SCHEMA_VERSION).catch((error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'VersionError') throw error;
      return this.#openNewer(error);
    });
    if (this.#closed) database.close();
    this.#database = database;
    this.#wasOpen = true;
    return database;
  }

  /**
   * A newer build was here, and this one was rolled back to. Steps of the schema only add, so that this build goes
   * on when everything it needs is there.
   */
  async #openNewer(refused: DOMException): Promise<IDBPDatabase> {
    const database = await this.#openAt(undefined);
    if (hasWhatIsNeeded(database)) return database;
    database.close();
    throw refused;
  }

  /** @param version `undefined`: whichever is there, and none is made */
  async #openAt(version: number | undefined): Promise<IDBPDatabase> {
    let recreated = false;
    let blocked = false;
    let database: IDBPDatabase | undefined;
    try {
      database = await inTime(
        openDB(this.#name, version, {
          upgrade: (upgraded, oldVersion, _newVersion, transaction) => {
            transaction.done.catch(quiet);
            recreated = version === undefined || (oldVersion === 0 && this.#wasOpen);
            if (recreated) {
              transaction.abort();
              return;
            }
            this.freshlyCreated = oldVersion === 0;
            upgradeDatabase(upgraded, oldVersion);
          },
          blocked: () => {
            blocked = true;
            this.#onEvent('blocked');
          },
          blocking: () => {
            this.#drop(database);
            this.#onEvent('version-changed');
          },
          terminated: () => {
            this.#drop(database);
            this.#onEvent('connection-lost');
          },
        }),
      );
    } catch (error) {
      if (blocked && isTimeout(error)) {
        throw new DOMException('another tab holds an older version open', 'BlockedError');
      }
      if (!recreated) throw error;
      this.#onEvent('recreated');
      throw new DOMException('the database came back empty', 'DatabaseRecreated');
    }
    return database;
  }
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';

/** The handle, unless opening hangs; one that comes too late is closed again. */
const inTime = async (opening: Promise<IDBPDatabase>): Promise<IDBPDatabase> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, OPEN_TIMEOUT_MS, undefined);
  });
  const database = await Promise.race([opening, late]).finally(() => {
    clearTimeout(timer);
  });
  if (database !== undefined) return database;
  opening.then((tooLate) => {
    tooLate.close();
  }, quiet);
  throw new DOMException('the database does not open', 'TimeoutError');
};
