import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../contract/problem.ts';
import type { IdbStore } from './idb-store.ts';
import { valueOf } from './testing/store-rows.ts';
import {
  bent,
  cursor,
  failsAt,
  failsAtCommit,
  loseConnection,
  openAnswersError,
  straighten,
  throwsAt,
} from './testing/bent-engine.ts';
import {
  aFaultBench,
  commitAll,
  onDisk,
  UNTOUCHED,
  WRITTEN,
  type FaultBench,
} from './testing/fault-bench.ts';

/** What browsers say in the field, most frequent first, and what it means here. */
const FIELD_FAULTS = [
  ['UnknownError', 'Internal error opening backing store for indexedDB.open.', 'lost'],
  ['QuotaExceededError', 'The current transaction exceeded its quota limitations.', 'full'],
  ['UnknownError', 'Connection to Indexed Database server lost. Refresh the page to try again', 'lost'],
  ['UnknownError', 'Encountered full disk while opening backing store for indexedDB.open.', 'full'],
  [
    'InvalidStateError',
    "Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing.",
    'lost',
  ],
] as const;

type Call = (store: IdbStore) => Promise<Outcome<unknown>>;

const headings: Call = (store) => store.outboxHeadings('queued', { limit: 9 });
const marks: Call = (store) => store.outboxKeysUpTo('heldSeq', 1, 1);
const rows: Call = (store) => store.outboxRows(['revision-00001', 'revision-00002']);
const commit: Call = commitAll;

const reopenAndCommit: Call = (store) => {
  loseConnection();
  return commit(store);
};

const WRITES: readonly Call[] = [commit, reopenAndCommit];

const SITES: readonly (readonly [string, () => void, Call])[] = [
  ['opening throws', throwsAt(IDBFactory.prototype, 'open'), reopenAndCommit],
  ['opening answers with an error', openAnswersError, reopenAndCommit],
  [
    'a transaction for reading',
    throwsAt(IDBDatabase.prototype, 'transaction'),
    (store) => store.all('outbox'),
  ],
  ['a transaction for writing', throwsAt(IDBDatabase.prototype, 'transaction'), commit],
  ['get throws', throwsAt(IDBObjectStore.prototype, 'get'), (store) => store.get('outbox', 'revision-00001')],
  ['get fails', failsAt(IDBObjectStore.prototype, 'get'), (store) => store.get('outbox', 'revision-00001')],
  ['getAll throws', throwsAt(IDBObjectStore.prototype, 'getAll'), (store) => store.all('outbox')],
  ['getAll fails', failsAt(IDBObjectStore.prototype, 'getAll'), (store) => store.all('outbox')],
  ['count throws', throwsAt(IDBObjectStore.prototype, 'count'), (store) => store.count('outbox')],
  ['count fails', failsAt(IDBObjectStore.prototype, 'count'), (store) => store.count('outbox')],
  ['a key cursor throws', throwsAt(IDBIndex.prototype, 'openKeyCursor'), headings],
  ['a key cursor fails', failsAt(IDBIndex.prototype, 'openKeyCursor'), headings],
  ['going on with a cursor throws', cursor('throws'), headings],
  ['going on with a cursor fails', cursor('fails'), headings],
  ['count of an index throws', throwsAt(IDBIndex.prototype, 'count'), (store) => store.outboxTotals()],
  ['count of an index fails', failsAt(IDBIndex.prototype, 'count'), (store) => store.outboxTotals()],
  ['keys of an index throw', throwsAt(IDBIndex.prototype, 'getAllKeys'), marks],
  ['keys of an index fail', failsAt(IDBIndex.prototype, 'getAllKeys'), marks],
  ['loading rows throws', throwsAt(IDBObjectStore.prototype, 'get'), rows],
  ['loading rows fails', failsAt(IDBObjectStore.prototype, 'get'), rows],
  ['reading an expectation throws', throwsAt(IDBObjectStore.prototype, 'get'), commit],
  ['reading an expectation fails', failsAt(IDBObjectStore.prototype, 'get'), commit],
  ['put throws', throwsAt(IDBObjectStore.prototype, 'put'), commit],
  ['put fails', failsAt(IDBObjectStore.prototype, 'put'), commit],
  ['delete throws', throwsAt(IDBObjectStore.prototype, 'delete'), commit],
  ['delete fails', failsAt(IDBObjectStore.prototype, 'delete'), commit],
  ['the commit fails', failsAtCommit, commit],
];

const CASES = SITES.flatMap(([site, install, call]) =>
  FIELD_FAULTS.map(([error, message, meaning]) => ({ site, install, call, error, message, meaning })),
);

describe.each(CASES)('[ST5] $site: $error "$message"', ({ install, call, error, message, meaning }) => {
  let bench: FaultBench;

  beforeEach(async () => {
    bench = await aFaultBench();
    bent.fault = new DOMException(message, error);
    install();
  });

  afterEach(() => {
    straighten();
    bench.store.close();
  });

  it('striking once is survived when the connection was lost, and told when there is no room', async () => {
    bent.strikes = 1;
    const outcome = await call(bench.store);
    straighten();
    expect(bent.struck).toBeGreaterThan(0);
    if (meaning === 'lost') expect(outcome.ok).toBe(true);
    else expect(outcome).toMatchObject({ ok: false, error: { code: 'storage-full' } });
    expect(await onDisk(bench)).toEqual(meaning === 'lost' && WRITES.includes(call) ? WRITTEN : UNTOUCHED);
  });

  it('striking for ever is told after two tries at most, and the store works again afterwards', async () => {
    bent.strikes = Infinity;
    const outcome = await call(bench.store);
    straighten();
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: meaning === 'full' ? 'storage-full' : 'storage-failed', detail: { error } },
    });
    // a fault before there is a transaction strikes once per try
    const tries = bent.transactions === 0 ? bent.struck : bent.transactions;
    expect(tries).toBe(meaning === 'full' ? 1 : 2);
    expect(await onDisk(bench)).toEqual(UNTOUCHED);
    valueOf(await commit(bench.store));
    expect(await onDisk(bench)).toEqual(WRITTEN);
  });
});
