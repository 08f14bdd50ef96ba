import {
  beginCounting,
  canStrike,
  counted,
  installStrikingEngine,
  MANNERS,
  type Strike,
} from '../../src/lib/store/testing/striking-engine.ts';
import type { Outcome } from '../../src/lib/contract/problem.ts';
import { openIdbStore, type IdbStore } from '../../src/lib/store/idb-store.ts';
import { emptyDisk, type MemoryDisk } from '../../src/lib/store/memory-store.ts';
import type { WriteOp } from '../../src/lib/store/port.ts';
import { TABLE_KEYS } from '../../src/lib/store/schema.ts';
import type { FaultFigures, FaultRow, FaultRun } from './support/fault-row.ts';
import { NO_FAULT } from './support/fault-row.ts';
import { STORE_ACTS, TABLES, type IdbAct } from './support/idb-acts.ts';
import { tabletActs } from './support/tablet-acts.ts';

/** What browsers say in the field, most frequent first (security.md §3.2), and whether a second try can help. */
const FAULTS = [
  ['backing store error', 'UnknownError', 'Internal error opening backing store for indexedDB.open.', true],
  ['quota', 'QuotaExceededError', 'The current transaction exceeded its quota limitations.', false],
  [
    'connection lost',
    'UnknownError',
    'Connection to Indexed Database server lost. Refresh the page to try again',
    true,
  ],
  [
    'full disk',
    'UnknownError',
    'Encountered full disk while opening backing store for indexedDB.open.',
    false,
  ],
  [
    'closing',
    'InvalidStateError',
    "Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing.",
    true,
  ],
] as const;

interface Case {
  readonly act: IdbAct;
  readonly site: string;
  readonly fault: string;
  /** Whether a second try on a new connection can help. */
  readonly canRecover: boolean;
  readonly strike: Strike;
  /** Transactions of the act on a sound engine. */
  readonly transactions: number;
}

let databases = 0;

const opened = async (name: string): Promise<IdbStore> => {
  const store = await openIdbStore({ name });
  if (!store.ok) throw new Error(`a sound engine opens: ${store.error.code}`);
  return store.value;
};

const written = async (disk: MemoryDisk): Promise<string> => {
  const name = `idb-faults-${String((databases += 1))}`;
  const store = await opened(name);
  const ops = TABLES.flatMap((table) =>
    [...(disk[table] as Map<unknown, object>).values()].map((row) => ({ do: 'put', table, row }) as WriteOp),
  );
  const done = await store.commit(ops);
  if (!done.ok) throw new Error(done.error.code);
  store.close();
  return name;
};

const readAll = async (name: string): Promise<MemoryDisk> => {
  const store = await opened(name);
  const disk = emptyDisk();
  for (const table of TABLES) {
    const rows = await store.all(table);
    if (!rows.ok) throw new Error(rows.error.code);
    const keyed = disk[table] as Map<unknown, object>;
    for (const row of rows.value) keyed.set(keyOf(table, row), row);
  }
  store.close();
  return disk;
};

const keyOf = (table: (typeof TABLES)[number], row: object): unknown => Reflect.get(row, TABLE_KEYS[table]);

const forget = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess =
      request.onerror =
      request.onblocked =
        () => {
          resolve();
        };
  });

/** The act from a cold start, as a tablet begins. */
const performed = async (
  name: string,
  { act }: IdbAct,
): Promise<{ outcome: Outcome<unknown>; store?: IdbStore }> => {
  const store = await openIdbStore({ name });
  if (!store.ok) return { outcome: store };
  return { outcome: await act(store.value), store: store.value };
};

const isTransaction = ({ kind }: { readonly kind: string }): boolean => kind === 'transaction';

/** Every call that the act makes of the engine, times every fault, every manner, once and for ever. */
const casesOf = async (act: IdbAct): Promise<readonly Case[]> => {
  const name = await written(await act.before());
  beginCounting(undefined);
  const { outcome, store } = await performed(name, act);
  const { calls } = counted();
  store?.close();
  await forget(name);
  if (!outcome.ok) throw new Error(`${act.name} works on a sound engine: ${outcome.error.code}`);
  const transactions = calls.filter(isTransaction).length;
  return calls.flatMap(({ name: site, kind }, at) =>
    MANNERS.filter((manner) => canStrike(kind, manner)).flatMap((manner) =>
      // A connection that closes by itself brings no error of its own.
      (manner === 'close' ? FAULTS.slice(0, 1) : FAULTS).flatMap(([fault, error, message, canRecover]) =>
        (['once', 'always'] as const).map((often): Case => ({
          act,
          site: `${site} (call ${String(at)})`,
          fault,
          canRecover,
          transactions,
          strike: { at, often, manner, fault: new DOMException(message, error) },
        })),
      ),
    ),
  );
};

interface Verdict {
  readonly struck: boolean;
  readonly recovered: boolean;
  readonly lost: boolean;
  readonly falseSaved: boolean;
  readonly failures: readonly string[];
}

const tried = async (each: Case): Promise<Verdict> => {
  const { act, strike, canRecover } = each;
  const name = await written(await act.before());
  beginCounting(strike);
  const failures: string[] = [];
  let outcome: Outcome<unknown>;
  let store: IdbStore | undefined;
  try {
    ({ outcome, store } = await performed(name, act).then((done) => ({ store: undefined, ...done })));
  } catch (error) {
    failures.push(`threw ${error instanceof Error ? error.name : 'something'}`);
    outcome = { ok: false, error: { code: 'storage-failed' } };
  }
  const { calls, struck } = counted();
  beginCounting(undefined);
  const disk = await readAll(name);
  const wrong = outcome.ok ? await act.wrongWhenOk(disk, outcome.value) : undefined;
  const lost = await act.isLost(disk);
  if (wrong !== undefined) failures.push(wrong);
  if (lost) failures.push('a row that had been acknowledged is gone');
  if (!outcome.ok && !outcome.error.code.startsWith('storage-')) failures.push(`gave ${outcome.error.code}`);
  if (struck > 0 && strike.often === 'once' && canRecover && !outcome.ok)
    failures.push(`did not recover: ${outcome.error.code} ${String(outcome.error.detail?.['error'] ?? '')}`);
  const transactions = calls.filter(isTransaction).length;
  // A call may be tried once more, with its read-back; for ever means that every call in turn is.
  const most = strike.often === 'once' ? each.transactions + 2 : each.transactions * 2 + 2;
  if (transactions > most) failures.push(`${String(transactions)} transactions, at most ${String(most)}`);
  if (store !== undefined && !(await store.count('meta')).ok) failures.push('does not work again afterwards');
  store?.close();
  await forget(name);
  return { struck: struck > 0, recovered: outcome.ok, lost, falseSaved: wrong !== undefined, failures };
};

const run = async ({ note, only }: FaultRun): Promise<FaultFigures> => {
  installStrikingEngine();
  beginCounting(undefined);
  const acts = [...(await tabletActs()), ...STORE_ACTS];
  let [tries, lost, falseSaved, recovered, told, sites] = [0, 0, 0, 0, 0, 0];
  const failures: string[] = [];
  for (const act of acts) {
    const cases = await casesOf(act);
    sites += new Set(cases.map(({ site }) => site)).size;
    for (const each of cases) {
      const number = tries;
      tries += 1;
      if (only !== undefined && only !== number) continue;
      const verdict = await tried(each);
      if (verdict.lost) lost += 1;
      if (verdict.falseSaved) falseSaved += 1;
      if (verdict.recovered) recovered += 1;
      else told += 1;
      const { strike, site, fault } = each;
      const where = `try ${String(number)}: ${act.name}, ${site} ${strike.manner} ${strike.often}, ${fault}`;
      if (!verdict.struck) failures.push(`${where}: never struck`);
      failures.push(...verdict.failures.map((failure) => `${where}: ${failure}`));
    }
    note(`${act.name}: ${String(cases.length)} cases, ${String(tries)} in all`);
  }
  return {
    ...NO_FAULT,
    tries,
    lost,
    falseSaved,
    counted: {
      'acts of the tablet and its store': acts.length,
      'call sites': sites,
      'gone on after the fault': recovered,
      'told as a problem': told,
    },
    failures,
  };
};

/** The five faults of the field at every call that the tablet makes of IndexedDB. Enumerates: a seed changes nothing. */
export const idbFaults: FaultRow = {
  name: 'idb-faults',
  title: 'the five IndexedDB faults at every call site',
  tries: { ci: 8_000, full: 8_000 },
  needsBrowser: false,
  run,
};
