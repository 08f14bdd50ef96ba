import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The ages a municipality set for its programs. */
export const programWindows: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('program_window')
      .addColumn('municipality', 'text', (column) => column.notNull().references('municipality.code'))
      .addColumn('program', 'text', (column) => column.notNull())
      .addColumn('from_bound', 'integer', (column) => column.notNull())
      .addColumn('end_bound', 'integer', (column) => column.notNull())
      .addColumn('set_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('program_window_pk', ['municipality', 'program'])
      .execute();
  },
};
