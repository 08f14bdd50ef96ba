import { problem, type Problem } from '../contract/problem.ts';

/**
 * What a failing engine means for the store.
 *
 * - `lost` the connection is gone and nothing was decided: reopen and try once more
 * - `full` no room; nothing was written
 * - `unavailable` there is no usable database here: private mode, a newer schema, or it does not open
 * - `blocked` another tab holds an older version of the database open
 * - `failed` anything else
 */
export type StorageFault = 'lost' | 'full' | 'unavailable' | 'blocked' | 'failed';

const FAULT_OF_NAME: Readonly<Record<string, StorageFault>> = {
  QuotaExceededError: 'full',
  // "The database connection is closing" (Chromium); a handle that was closed (all)
  InvalidStateError: 'lost',
  // "Connection to Indexed Database server lost" (WebKit); "Internal error opening backing store" (Chromium)
  UnknownError: 'lost',
  // a transaction that nobody aborted: its connection was closed under it
  AbortError: 'lost',
  SecurityError: 'unavailable',
  VersionError: 'unavailable',
  TimeoutError: 'unavailable',
  BlockedError: 'blocked',
  // no `indexedDB` at all
  ReferenceError: 'unavailable',
};

export const storageFault = (error: unknown): StorageFault => {
  if (!(error instanceof Error)) return 'failed';
  if (/full disk|quota/i.test(error.message)) return 'full';
  return FAULT_OF_NAME[error.name] ?? 'failed';
};

/** The problem that a fault is after the second try. `detail.error` is the engine's name for it. */
export const faultProblem = (error: unknown): { readonly ok: false; readonly error: Problem } => {
  const fault = storageFault(error);
  const code = fault === 'lost' ? 'storage-failed' : (`storage-${fault}` as const);
  return problem(code, { error: error instanceof Error ? error.name : 'unknown' });
};
