import type { Selectable } from 'kysely';
import type { ProgramId, SectionId } from '../../domain/program.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

type OwnItemsRow = Selectable<Tables['own_items']>;

/** The municipality's own items of every section that has some. */
export const listOwnItems = (db: Db): Promise<OwnItemsRow[]> =>
  db.selectFrom('own_items').selectAll().orderBy('program').orderBy('section').execute();

/** Keeps a section's own items in place of those before. */
export const putOwnItems = async (tx: Db, row: OwnItemsRow): Promise<void> => {
  await tx
    .insertInto('own_items')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['program', 'section'])
        .doUpdateSet({ questionnaire: row.questionnaire, added_at: row.added_at }),
    )
    .execute();
};

/** @returns whether there were any */
export const removeOwnItems = async (tx: Db, program: ProgramId, section: SectionId): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('own_items')
    .where('program', '=', program)
    .where('section', '=', section)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};
