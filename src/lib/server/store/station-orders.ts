import type { Selectable } from 'kysely';
import type { ProgramId } from '../../domain/program.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

type StationOrderRow = Selectable<Tables['station_order']>;

/** What a municipality set, by program id. */
export const listStationOrders = (db: Db, municipality: string): Promise<StationOrderRow[]> =>
  db
    .selectFrom('station_order')
    .selectAll()
    .where('municipality', '=', municipality)
    .orderBy('program')
    .execute();

/** Keeps a program's order in place of the one before. */
export const putStationOrder = async (tx: Db, row: StationOrderRow): Promise<void> => {
  const { stations, set_at } = row;
  await tx
    .insertInto('station_order')
    .values(row)
    .onConflict((conflict) => conflict.columns(['municipality', 'program']).doUpdateSet({ stations, set_at }))
    .execute();
};

/** Takes a program's order away. */
export const removeStationOrder = async (tx: Db, municipality: string, program: ProgramId): Promise<void> => {
  await tx
    .deleteFrom('station_order')
    .where('municipality', '=', municipality)
    .where('program', '=', program)
    .execute();
};
