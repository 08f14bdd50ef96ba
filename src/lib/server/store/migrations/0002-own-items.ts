import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The municipality's own items of a section. */
export const ownItems: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('own_items')
      .addColumn('program', 'text', (column) => column.notNull())
      .addColumn('section', 'text', (column) => column.notNull())
      .addColumn('questionnaire', 'text', (column) => column.notNull())
      .addColumn('added_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('own_items_pk', ['program', 'section'])
      .execute();
  },
};
