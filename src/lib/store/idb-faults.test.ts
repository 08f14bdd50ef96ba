import 'fake-indexeddb/auto';
import { forceCloseDatabase } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../contract/problem.ts';
import type { StoreEvent } from './idb-connection.ts';
import { openIdbStore, type IdbStore } from './idb-store.ts';
import { anOutboxRow, put, valueOf } from './store-suite.ts';

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

/** Counts down: how often the fault still strikes. */
let strikes = 0;
let struck = 0;
let fault = new DOMException();

const strikesNow = (): boolean => {
  if (strikes === 0) return false;
  strikes -= 1;
  struck += 1;
  return true;
};

const abortWithFault = (transaction: IDBTransaction): void => {
  Object.defineProperty(transaction, 'error', { value: fault, configurable: true });
  transaction.abort();
};

const transactionOf = ({ source }: IDBRequest): IDBTransaction => {
  if (source instanceof IDBObjectStore) return source.transaction;
  if (source instanceof IDBIndex) return source.objectStore.transaction;
  throw new Error('only requests on tables and indexes are made here');
};

type Method = (this: object, ...given: never[]) => unknown;

/** Puts a faulty step before or after a method of the platform. */
const bend = (
  prototype: object,
  name: string,
  step: (call: () => unknown, self: object) => unknown,
): void => {
  const native = Reflect.get(prototype, name) as Method;
  vi.spyOn(prototype as Record<string, Method>, name).mockImplementation(function (this: object, ...given) {
    return step(() => native.apply(this, given), this);
  });
};

const throwsAt = (prototype: object, name: string): (() => void) => {
  return () => {
    bend(prototype, name, (call) => {
      if (strikesNow()) throw fault;
      return call();
    });
  };
};

/** The request is accepted and fails later, as most engine errors do. */
const failsAt = (prototype: object, name: string): (() => void) => {
  return () => {
    bend(prototype, name, (call) => {
      const request = call() as IDBRequest;
      if (strikesNow()) abortWithFault(transactionOf(request));
      return request;
    });
  };
};

/**
 * `idb` remembers the functions that move a cursor on when it meets the first one, so this one is bent for the
 * whole file, and does nothing until it is told to.
 */
let cursorFault: 'none' | 'throws' | 'fails' = 'none';
const goOn = Reflect.get(IDBCursor.prototype, 'continue') as Method;
IDBCursor.prototype.continue = function (...given) {
  if (cursorFault === 'throws' && strikesNow()) throw fault;
  goOn.apply(this, given as unknown as never[]);
  if (cursorFault === 'fails' && strikesNow()) abortWithFault(transactionOf(this.request));
};

const cursor = (kind: 'throws' | 'fails') => () => {
  cursorFault = kind;
};

/** Every request succeeds, then the commit itself fails. */
const failsAtCommit = (): void => {
  bend(IDBObjectStore.prototype, 'put', (call) => {
    const request = call() as IDBRequest;
    request.addEventListener('success', () => {
      if (strikesNow()) abortWithFault(transactionOf(request));
    });
    return request;
  });
};

const openAnswersError = (): void => {
  bend(IDBFactory.prototype, 'open', (call) => {
    if (!strikesNow()) return call();
    const request = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
    const listeners: Record<string, () => void> = {};
    Object.defineProperty(request, 'error', { value: fault });
    request.addEventListener = (type: string, listener: unknown) => {
      listeners[type] = listener as () => void;
    };
    request.removeEventListener = () => undefined;
    setTimeout(() => listeners['error']?.(), 0);
    return request;
  });
};

const loseConnection = (): void => {
  for (const handle of handles) forceCloseDatabase(handle as unknown as typeof IDBDatabase);
};

/** Raw handles seen since the start of the test. */
const handles = new Set<IDBDatabase>();

type Call = (store: IdbStore) => Promise<Outcome<unknown>>;

const headings: Call = (store) => store.outboxHeadings('queued', { limit: 9 });
const marks: Call = (store) => store.outboxKeysUpTo('heldSeq', 1, 1);
const commit: Call = (store) =>
  store.commit([
    { do: 'expect', table: 'outbox', key: 'revision-00009', field: 'state', value: undefined },
    { do: 'delete', table: 'outbox', key: 'revision-00001' },
    put(anOutboxRow(9)),
  ]);

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
  ['count of an index throws', throwsAt(IDBIndex.prototype, 'count'), (store) => store.outboxCount('queued')],
  ['count of an index fails', failsAt(IDBIndex.prototype, 'count'), (store) => store.outboxCount('queued')],
  ['keys of an index throw', throwsAt(IDBIndex.prototype, 'getAllKeys'), marks],
  ['keys of an index fail', failsAt(IDBIndex.prototype, 'getAllKeys'), marks],
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

let databases = 0;
let store: IdbStore;
let events: StoreEvent[];
let name: string;

/** The store's content by a connection of its own, so that the one under test is not touched. */
const onDisk = async (): Promise<readonly string[]> => {
  const other = valueOf(await openIdbStore({ name }));
  const rows = valueOf(await other.all('outbox'));
  other.close();
  return rows.map((row) => row.revisionId);
};

beforeEach(async () => {
  strikes = 0;
  struck = 0;
  cursorFault = 'none';
  events = [];
  name = `faults-${String((databases += 1))}`;
  bend(IDBDatabase.prototype, 'transaction', (call, self) => {
    handles.add(self as IDBDatabase);
    return call();
  });
  store = valueOf(await openIdbStore({ name, onEvent: (event) => events.push(event) }));
  valueOf(await store.commit([put(anOutboxRow(1)), put(anOutboxRow(2))]));
  vi.restoreAllMocks();
});

afterEach(() => {
  vi.restoreAllMocks();
  store.close();
  handles.clear();
});

describe.each(CASES)('[ST5] $site: $error "$message"', ({ install, call, error, message, meaning }) => {
  const untouched = ['revision-00001', 'revision-00002'];
  const written = ['revision-00002', 'revision-00009'];

  beforeEach(() => {
    fault = new DOMException(message, error);
    install();
  });

  it('striking once is survived when the connection was lost, and told when there is no room', async () => {
    strikes = 1;
    const outcome = await call(store);
    strikes = 0;
    vi.restoreAllMocks();
    expect(struck).toBe(1);
    if (meaning === 'lost') expect(outcome.ok).toBe(true);
    else expect(outcome).toMatchObject({ ok: false, error: { code: 'storage-full' } });
    expect(await onDisk()).toEqual(meaning === 'lost' && WRITES.includes(call) ? written : untouched);
  });

  it('striking for ever is told after two tries at most, and the store works again afterwards', async () => {
    strikes = Infinity;
    const outcome = await call(store);
    strikes = 0;
    vi.restoreAllMocks();
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: meaning === 'full' ? 'storage-full' : 'storage-failed', detail: { error } },
    });
    expect(struck).toBe(meaning === 'full' ? 1 : 2);
    expect(await onDisk()).toEqual(untouched);
    valueOf(await commit(store));
    expect(await onDisk()).toEqual(written);
  });
});

describe('the connection', () => {
  it('lost between two calls is opened again, and the loss is told', async () => {
    loseConnection();
    expect(events).toEqual(['connection-lost']);
    valueOf(await commit(store));
    expect(await onDisk()).toEqual(['revision-00002', 'revision-00009']);
  });

  it('lost under many calls at once is opened again once, and all of them succeed', async () => {
    fault = new DOMException('The database connection is closing.', 'InvalidStateError');
    throwsAt(IDBDatabase.prototype, 'transaction')();
    strikes = 3;
    const open = vi.spyOn(IDBFactory.prototype, 'open');
    const outcomes = await Promise.all(
      Array.from({ length: 3 }, (_, index) => store.commit([put(anOutboxRow(20 + index))])),
    );
    const opened = open.mock.calls.length;
    vi.restoreAllMocks();
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true]);
    expect(opened).toBe(1);
  });

  it('lost after the engine had committed does not turn the commit into a conflict with itself', async () => {
    fault = new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    strikes = 1;
    bend(IDBDatabase.prototype, 'transaction', (call) => {
      const transaction = call() as IDBTransaction;
      if (transaction.mode === 'readwrite' && strikesNow()) swapCompleteForAbort(transaction);
      return transaction;
    });
    const outcome = await commit(store);
    strikes = 0;
    vi.restoreAllMocks();
    expect(struck).toBe(1);
    expect(outcome.ok).toBe(true);
    expect(await onDisk()).toEqual(['revision-00002', 'revision-00009']);
  });

  it('lost without having committed does not hide a conflict with another writer', async () => {
    fault = new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    failsAtCommit();
    strikes = 1;
    const pending = commit(store);
    const other = valueOf(await openIdbStore({ name }));
    valueOf(await other.commit([put(anOutboxRow(9, { state: 'parked' }))]));
    const outcome = await pending;
    strikes = 0;
    vi.restoreAllMocks();
    expect(struck).toBe(1);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'storage-conflict' } });
    expect(valueOf(await other.get('outbox', 'revision-00009'))?.state).toBe('parked');
    other.close();
  });

  it('is given up when a newer build asks for the database, which then is not usable here', async () => {
    const newer = await rawOpen(2);
    expect(events).toEqual(['version-changed']);
    expect(await commit(store)).toMatchObject({
      ok: false,
      error: { code: 'storage-unavailable', detail: { error: 'VersionError' } },
    });
    newer.close();
  });
});

describe('a database that disappears while in use', () => {
  beforeEach(async () => {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = resolve;
    });
  });

  it('is told, and no empty one takes its place', async () => {
    const outcome = await store.get('meta', 'device');
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'storage-failed', detail: { error: 'DatabaseRecreated' } },
    });
    expect(events).toEqual(['version-changed', 'recreated']);
    expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
  });

  it('refuses to be written to, and the next start finds that it had to be created', async () => {
    expect(await commit(store)).toMatchObject({ ok: false, error: { code: 'storage-failed' } });
    const next = valueOf(await openIdbStore({ name }));
    expect(next.freshlyCreated).toBe(true);
    next.close();
  });
});

describe('a browser without a usable database', () => {
  it('gives storage-unavailable when there is no IndexedDB', async () => {
    const factory = globalThis.indexedDB;
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const outcome = await openIdbStore({ name: 'none' });
    globalThis.indexedDB = factory;
    expect(outcome).toMatchObject({ ok: false, error: { code: 'storage-unavailable' } });
  });

  it('gives storage-unavailable when the browser forbids storage', async () => {
    fault = new DOMException('The operation is insecure.', 'SecurityError');
    throwsAt(IDBFactory.prototype, 'open')();
    strikes = Infinity;
    expect(await openIdbStore({ name: 'forbidden' })).toMatchObject({
      ok: false,
      error: { code: 'storage-unavailable' },
    });
  });

  it('gives storage-unavailable when opening never answers, and closes what comes too late', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const listeners: Record<string, () => void> = {};
    const late = { close: vi.fn(), addEventListener: vi.fn() };
    bend(IDBFactory.prototype, 'open', () => {
      const request = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
      Object.defineProperty(request, 'result', { value: late });
      request.addEventListener = (type: string, listener: unknown) => {
        listeners[type] = listener as () => void;
      };
      request.removeEventListener = () => undefined;
      return request;
    });
    const opening = openIdbStore({ name: 'hanging' });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await opening).toMatchObject({ ok: false, error: { code: 'storage-unavailable' } });
    expect(late.close).not.toHaveBeenCalled();
    listeners['success']?.();
    await vi.advanceTimersByTimeAsync(0);
    vi.useRealTimers();
    expect(late.close).toHaveBeenCalledOnce();
  });
});

const rawOpen = (version: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new Error('does not open'));
    };
  });

/** The engine commits, and its answer is lost with the connection. */
const swapCompleteForAbort = (transaction: IDBTransaction): void => {
  const native = transaction.addEventListener.bind(transaction);
  Object.defineProperty(transaction, 'addEventListener', {
    value: (type: string, listener: EventListener) => {
      if (type === 'abort') {
        native('complete', (event) => {
          Object.defineProperty(transaction, 'error', { value: fault, configurable: true });
          listener(event);
        });
      } else if (type !== 'complete') native(type, listener);
    },
  });
};
