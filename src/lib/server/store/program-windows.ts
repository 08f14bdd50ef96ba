import type { Selectable } from 'kysely';
import type { ProgramId } from '../../domain/program.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

type ProgramWindowRow = Selectable<Tables['program_window']>;

/** What a municipality set, by program id. */
export const listProgramWindows = (db: Db, municipality: string): Promise<ProgramWindowRow[]> =>
  db
    .selectFrom('program_window')
    .selectAll()
    .where('municipality', '=', municipality)
    .orderBy('program')
    .execute();

/** Keeps a program's bounds in place of those before. */
export const putProgramWindow = async (tx: Db, row: ProgramWindowRow): Promise<void> => {
  const { from_bound, end_bound, set_at, spans } = row;
  await tx
    .insertInto('program_window')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['municipality', 'program']).doUpdateSet({ from_bound, end_bound, set_at, spans }),
    )
    .execute();
};

/** @returns whether there were any */
export const removeProgramWindow = async (
  tx: Db,
  municipality: string,
  program: ProgramId,
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('program_window')
    .where('municipality', '=', municipality)
    .where('program', '=', program)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};
