import type { Outcome, ProblemCode } from '../contract/problem.ts';
import type { TabletStore } from './port.ts';
import { TABLE_KEYS, type TableName, type Tables } from './schema.ts';

/** Tables whose rows may be set aside when they cannot be read any more. */
export type Readable = Extract<TableName, 'drafts' | 'copies' | 'meta' | 'parts'>;

/**
 * Takes a row that cannot be read out of the way, with all its bytes (隔離): in one commit it lies among the damaged
 * rows and no longer where it was. Nothing happens when the row has changed meanwhile: `storage-conflict`.
 */
export const setAside = <T extends Readable>(
  store: TabletStore,
  { table, row, reason }: { readonly table: T; readonly row: Tables[T]; readonly reason: ProblemCode },
  { damagedId, at }: { readonly damagedId: string; readonly at: string },
): Promise<Outcome<void>> => {
  const key = Reflect.get(row, TABLE_KEYS[table]) as string;
  return store.commit([
    { do: 'match', table, key, row } as Parameters<TabletStore['commit']>[0][number],
    { do: 'put', table: 'damaged', row: { damagedId, table, of: key, reason, at, row } },
    { do: 'delete', table, key },
  ]);
};
