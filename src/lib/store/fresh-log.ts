import { deleteDB, openDB } from 'idb';

/** The part of the browser that tells its engine. */
export interface EngineParts {
  readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] } | undefined;
}

/** An empty database beside the app's: both lie in one log. */
const NAME = 'hagukumi-fresh-log';

/**
 * An app that starts late is better than one that waits for another tab for ever; one that writes behind half a record
 * is worse than one that starts late. Milliseconds.
 */
const AT_LONGEST_MS = 10_000;

/**
 * Makes Chromium's IndexedDB engine begin a new log file. To be awaited at the start of the app, before anything
 * is written.
 *
 * The engine (LevelDB with `reuse_logs` and `paranoid_checks`) goes on writing behind what the last run left. When
 * that run was killed within a write (battery, memory), half a record lies there. It does no harm while it is the
 * last thing in the log; once something has been written behind it, the next start finds the log corrupt, and the
 * engine then deletes every database of the origin. A database that is deleted makes the engine compact, and for
 * that it writes all it has read into a table, begins a new log and drops the one with the half record: a few bytes
 * and milliseconds. Seen with Chromium 156: `docs/reliability.md`.
 *
 * Other engines keep their data in another way and are left alone. Never fails: the app runs without it.
 * @returns whether the log was renewed
 */
export const beginFreshLog = async ({ userAgentData }: EngineParts): Promise<boolean> => {
  if (userAgentData?.brands.some(({ brand }) => brand === 'Chromium') !== true) return false;
  const late = new Promise<false>((resolve) => {
    setTimeout(() => {
      resolve(false);
    }, AT_LONGEST_MS);
  });
  return Promise.race([renew(), late]).catch(() => false);
};

const renew = async (): Promise<true> => {
  // Made by the last start; the first has no log to renew.
  await touch();
  await deleteDB(NAME);
  // For the next start: what is written now lies in the new log.
  void touch().catch(() => undefined);
  return true;
};

const touch = async (): Promise<void> => {
  const database = await openDB(NAME, 1);
  database.close();
};
