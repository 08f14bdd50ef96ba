import { deleteDB, openDB } from 'idb';

/** The parts of the browser that are used. */
export interface EngineParts {
  readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] } | undefined;
  readonly storage?: Partial<Pick<StorageManager, 'estimate'>>;
  readonly locks: Pick<LockManager, 'request'>;
}

const NAME = 'hagukumi-fresh-log';

/** Together more than the 4 MiB that the engine takes into one log; larger values would go into files of their own. */
const VALUES = 75;
const VALUE_BYTES = 60_000;

/** Nothing is written for this when there is less room, bytes. */
const ROOM_BYTES = 100 * 1024 * 1024;

/**
 * Makes Chromium's IndexedDB engine begin a new log file, at the start of the app.
 *
 * The engine (LevelDB with `reuse_logs` and `paranoid_checks`) goes on writing behind what the last run left. When
 * that run was killed within a write (battery, memory), half a record lies there. It does no harm while it is the
 * last thing in the log; once something has been written behind it, the next start finds the log corrupt, and the
 * engine then deletes every database of the origin. Filling the log up at once makes the engine write everything it
 * has read into a table and drop the log with the half record. Seen with Chromium 156: `docs/reliability.md`.
 *
 * Other engines keep their data in another way and are left alone. Never fails: the app runs without it.
 * @returns whether the log was renewed
 */
export const beginFreshLog = async ({ userAgentData, storage, locks }: EngineParts): Promise<boolean> => {
  if (userAgentData?.brands.some(({ brand }) => brand === 'Chromium') !== true) return false;
  try {
    const { quota = 0, usage = 0 } = (await storage?.estimate?.()) ?? {};
    if (quota - usage < ROOM_BYTES) return false;
    return await locks.request(NAME, { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      await fillLog();
      return true;
    });
  } catch {
    return false;
  }
};

/** A database beside the app's lies in the same log; what it held is gone with it afterwards. */
const fillLog = async (): Promise<void> => {
  const filler = await openDB(NAME, 1, {
    upgrade: (database) => {
      database.createObjectStore('filler');
    },
  });
  try {
    const transaction = filler.transaction('filler', 'readwrite', { durability: 'relaxed' });
    const value = new Uint8Array(VALUE_BYTES);
    const puts = Array.from({ length: VALUES }, (_, key) => transaction.store.put(value, key));
    await Promise.all([...puts, transaction.done]);
  } finally {
    filler.close();
    await deleteDB(NAME);
  }
};
