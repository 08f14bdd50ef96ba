import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';

/** The part of `navigator.storage` that is asked. A browser may lack any of it. */
export type StorageAsked = Partial<Pick<StorageManager, 'persist' | 'persisted' | 'estimate'>>;

/** How safe this origin's data is from being removed by the browser. */
export interface StorageState {
  /** Whether the browser has promised not to evict it. */
  readonly persisted: boolean;
  /** Bytes; `undefined` when the browser does not say. */
  readonly quotaBytes: number | undefined;
  readonly usageBytes: number | undefined;
  /** Whether this looks like a private window, whose data ends with it. */
  readonly likelyPrivate: boolean;
}

/**
 * Below this quota a window without the promise is taken for a private one. Private windows get little room
 * (memory, not disk), while a tablet with a few gigabytes free offers more than this even unpromised.
 */
const PRIVATE_QUOTA_BYTES = 300 * 1024 * 1024;

/** What the browser says now. `storage-unavailable` when it says nothing at all. */
export const storageState = async (storage: StorageAsked | undefined): Promise<Outcome<StorageState>> => {
  if (storage?.persisted === undefined) return problem('storage-unavailable');
  try {
    const persisted = await storage.persisted();
    const { quota, usage } = (await storage.estimate?.()) ?? {};
    return ok({
      persisted,
      quotaBytes: quota,
      usageBytes: usage,
      likelyPrivate: !persisted && quota !== undefined && quota < PRIVATE_QUOTA_BYTES,
    });
  } catch {
    return problem('storage-unavailable');
  }
};

/**
 * Asks the browser for the promise to keep this origin's data, and gives the state afterwards.
 * `storage-not-persistent` when it refuses: staff has to know before anything is entered.
 */
export const requestPersistence = async (
  storage: StorageAsked | undefined,
): Promise<Outcome<StorageState>> => {
  const before = await storageState(storage);
  if (!before.ok || before.value.persisted) return before;
  try {
    await storage?.persist?.();
  } catch {
    return problem('storage-unavailable');
  }
  const after = await storageState(storage);
  if (!after.ok || after.value.persisted) return after;
  return problem('storage-not-persistent', { likelyPrivate: after.value.likelyPrivate });
};
