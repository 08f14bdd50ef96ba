import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openIdbStore } from './idb-store.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { anOutboxRow, put, valueOf } from './testing/store-rows.ts';
import {
  answerOfCommitIsLost,
  bend,
  bent,
  failsAtCommit,
  loseConnection,
  straighten,
  throwsAt,
} from './testing/bent-engine.ts';
import { aFaultBench, commitAll, onDisk, WRITTEN, type FaultBench } from './testing/fault-bench.ts';

let bench: FaultBench;

beforeEach(async () => {
  bench = await aFaultBench();
});

afterEach(() => {
  straighten();
  bench.store.close();
});

describe('the connection', () => {
  it('lost between two calls is opened again, and the loss is told', async () => {
    loseConnection();
    expect(bench.events).toEqual(['connection-lost']);
    valueOf(await commitAll(bench.store));
    expect(await onDisk(bench)).toEqual(WRITTEN);
  });

  it('lost under many calls at once is opened again once, and all of them succeed', async () => {
    bent.fault = new DOMException('The database connection is closing.', 'InvalidStateError');
    throwsAt(IDBDatabase.prototype, 'transaction')();
    bent.strikes = 3;
    const open = vi.spyOn(IDBFactory.prototype, 'open');
    const outcomes = await Promise.all(
      Array.from({ length: 3 }, (_, index) => bench.store.commit([put(anOutboxRow(20 + index))])),
    );
    const opened = open.mock.calls.length;
    straighten();
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, true, true]);
    expect(opened).toBe(1);
  });

  it('lost after the engine had committed does not turn the commit into a conflict with itself', async () => {
    bent.fault = new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    bent.strikes = 1;
    answerOfCommitIsLost();
    const outcome = await commitAll(bench.store);
    bent.strikes = 0;
    straighten();
    expect(bent.struck).toBe(1);
    expect(outcome.ok).toBe(true);
    expect(await onDisk(bench)).toEqual(WRITTEN);
  });

  it('lost without having committed does not hide a conflict with another writer', async () => {
    bent.fault = new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    failsAtCommit();
    bent.strikes = 1;
    const pending = commitAll(bench.store);
    const other = valueOf(await openIdbStore({ name: bench.name }));
    valueOf(await other.commit([put(anOutboxRow(9, { state: 'parked' }))]));
    const outcome = await pending;
    bent.strikes = 0;
    straighten();
    expect(bent.struck).toBe(1);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'storage-conflict' } });
    expect(valueOf(await other.get('outbox', 'revision-00009'))?.state).toBe('parked');
    other.close();
  });

  it('is given up when a newer build asks for the database, and this build goes on with what that one left', async () => {
    const newer = await rawOpen(SCHEMA_VERSION + 1, (database) => database.createObjectStore('of-tomorrow'));
    expect(bench.events).toEqual(['version-changed']);
    valueOf(await commitAll(bench.store));
    expect(await onDisk(bench)).toEqual(WRITTEN);
    newer.close();
  });

  it.each([
    [
      'a table of this build',
      (database: IDBDatabase) => {
        database.deleteObjectStore('audit');
      },
    ],
    [
      'an index of this build',
      (_: IDBDatabase, transaction: IDBTransaction) => {
        transaction.objectStore('outbox').deleteIndex('heldSeq');
      },
    ],
    [
      'the key of a table',
      (database: IDBDatabase) => {
        database.deleteObjectStore('copies');
        database.createObjectStore('copies', { keyPath: 'otherId' });
      },
    ],
  ])('of a newer build that took away %s is not usable here, and is left as it is', async (_what, change) => {
    const newer = await rawOpen(SCHEMA_VERSION + 1, change);
    const names = [...newer.objectStoreNames];
    newer.close();
    expect(await commitAll(bench.store)).toMatchObject({
      ok: false,
      error: { code: 'storage-unavailable', detail: { error: 'VersionError' } },
    });
    expect(await openIdbStore({ name: bench.name })).toMatchObject({
      ok: false,
      error: { code: 'storage-unavailable' },
    });
    const again = await rawOpen(SCHEMA_VERSION + 1);
    expect([...again.objectStoreNames]).toEqual(names);
    again.close();
  });
});

describe('a database that disappears while in use', () => {
  beforeEach(async () => {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(bench.name).onsuccess = resolve;
    });
  });

  it('is told, and no empty one takes its place', async () => {
    const outcome = await bench.store.get('meta', 'device');
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'storage-failed', detail: { error: 'DatabaseRecreated' } },
    });
    expect(bench.events).toEqual(['version-changed', 'recreated']);
    expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(bench.name);
  });

  it('refuses to be written to, and the next start finds that it had to be created', async () => {
    expect(await commitAll(bench.store)).toMatchObject({ ok: false, error: { code: 'storage-failed' } });
    const next = valueOf(await openIdbStore({ name: bench.name }));
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
    bent.fault = new DOMException('The operation is insecure.', 'SecurityError');
    throwsAt(IDBFactory.prototype, 'open')();
    bent.strikes = Infinity;
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

const rawOpen = (
  version: number,
  change: (database: IDBDatabase, transaction: IDBTransaction) => void = () => undefined,
): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(bench.name, version);
    request.onupgradeneeded = () => {
      if (request.transaction !== null) change(request.result, request.transaction);
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new Error('does not open'));
    };
  });
