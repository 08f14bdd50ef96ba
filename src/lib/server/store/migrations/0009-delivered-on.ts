import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A mother's day of delivery, from which the windows after birth count; and the way to a person's earlier checkups. */
export const deliveredOn: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('subject').addColumn('delivered_on', 'text').execute();
    await db.schema
      .createIndex('revision_by_subject_section')
      .on('revision')
      .columns(['subject_id', 'section'])
      .execute();
  },
};
