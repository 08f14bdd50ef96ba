import type { Outcome } from '../../contract/problem.ts';
import type { StoreEvent } from '../idb-connection.ts';
import { openIdbStore, type IdbStore } from '../idb-store.ts';
import { anOutboxRow, put, valueOf } from './store-rows.ts';
import { bent, straighten } from './bent-engine.ts';

let databases = 0;

/** A store with two rows on a database of its own, under an engine that can be bent. */
export interface FaultBench {
  readonly name: string;
  readonly events: StoreEvent[];
  readonly store: IdbStore;
}

export const aFaultBench = async (): Promise<FaultBench> => {
  straighten();
  bent.struck = 0;
  const name = `faults-${String((databases += 1))}`;
  const events: StoreEvent[] = [];
  bent.handles.clear();
  const store = valueOf(await openIdbStore({ name, onEvent: (event) => events.push(event) }));
  valueOf(await store.commit([put(anOutboxRow(1)), put(anOutboxRow(2))]));
  bent.transactions = 0;
  return { name, events, store };
};

/** What is on disk, by a connection of its own, so that the one under test is not touched. */
export const onDisk = async ({ name }: FaultBench): Promise<readonly string[]> => {
  const other = valueOf(await openIdbStore({ name }));
  const rows = valueOf(await other.all('outbox'));
  other.close();
  return rows.map((row) => row.revisionId);
};

/** A commit with every kind of step. It makes of the rows {@link UNTOUCHED} the rows {@link WRITTEN}. */
export const commitAll = (store: IdbStore): Promise<Outcome<void>> =>
  store.commit([
    { do: 'expect', table: 'outbox', key: 'revision-00009', field: 'state', value: undefined },
    { do: 'delete', table: 'outbox', key: 'revision-00001' },
    put(anOutboxRow(9)),
  ]);

export const UNTOUCHED = ['revision-00001', 'revision-00002'];
export const WRITTEN = ['revision-00002', 'revision-00009'];
