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

/** How long nothing is written here after a deletion, so that the engine can do its part. Milliseconds. */
const QUIET_MS = 20;

/** When the log is renewed for the last time, the app at work, and how long nothing is written here then. Milliseconds. */
const ONCE_MORE_MS = 3_000;
const ONCE_MORE_QUIET_MS = 1_000;

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
 * It compacts on a thread of its own, after it has said that the database is deleted, and asks for the new log with an
 * empty write. LevelDB joins writes that come at the same time, and then forgets what the empty one was for. The engine
 * itself writes once more at that moment, so that one deletion of some two hundred is in vain; when the database is made
 * anew at once, one of twenty. So there are two deletions at the start, nothing is written for a moment after each, and a
 * third comes when the app has been at work for some seconds.
 *
 * Other engines keep their data in another way and are left alone. Never fails: the app runs without it.
 * @returns whether the log was renewed
 */
export const beginFreshLog = async ({ userAgentData }: EngineParts): Promise<boolean> => {
  if (userAgentData?.brands.some(({ brand }) => brand === 'Chromium') !== true) return false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, AT_LONGEST_MS, false);
  });
  const begun = await Promise.race([renew(), late])
    .catch(() => false)
    .finally(() => {
      clearTimeout(timer);
    });
  setTimeout(() => void onceMore().catch(() => undefined), ONCE_MORE_MS);
  return begun;
};

const renew = async (): Promise<true> => {
  // Left by the last start, as a rule: what is made here would lie behind the half record.
  await replace(QUIET_MS);
  await replace(0);
  return true;
};

const onceMore = async (): Promise<void> => {
  await replace(ONCE_MORE_QUIET_MS);
  // For the next start.
  await touch();
};

/** Has the database deleted, and writes nothing for so many milliseconds. */
const replace = async (quietMs: number): Promise<void> => {
  await touch();
  await deleteDB(NAME);
  if (quietMs > 0) await new Promise((resolve) => setTimeout(resolve, quietMs));
};

const touch = async (): Promise<void> => {
  const database = await openDB(NAME, 1);
  database.close();
};
