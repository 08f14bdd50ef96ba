import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What a municipality set for the clinical rules. */
export const ruleSettings: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('rule_setting')
      .addColumn('municipality', 'text', (column) => column.notNull().references('municipality.code'))
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('setting', 'text', (column) => column.notNull())
      .addColumn('set_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('rule_setting_pk', ['municipality', 'rule'])
      .execute();
  },
};
