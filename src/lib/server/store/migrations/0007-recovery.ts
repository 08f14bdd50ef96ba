import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Codes for who is locked out of a tablet, and after how many minutes a clinic's tablets lock. */
export const recovery: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('recovery_code')
      .addColumn('staff_id', 'text', (column) => column.primaryKey().references('staff.staff_id'))
      .addColumn('municipality', 'text', (column) => column.notNull())
      .addColumn('code_hash', 'text', (column) => column.notNull())
      .addColumn('wrong_tries', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.alterTable('clinic').addColumn('lock_minutes', 'integer').execute();
  },
};
