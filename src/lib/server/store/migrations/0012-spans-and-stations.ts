import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Ages in other units and as several spans: what was set before has none, so that its bounds go on counting in the
 * program's unit. And the order of stations that a municipality set for its programs.
 */
export const spansAndStations: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('program_window').addColumn('spans', 'text').execute();
    await db.schema
      .createTable('station_order')
      .addColumn('municipality', 'text', (column) => column.notNull().references('municipality.code'))
      .addColumn('program', 'text', (column) => column.notNull())
      .addColumn('stations', 'text', (column) => column.notNull())
      .addColumn('set_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('station_order_pk', ['municipality', 'program'])
      .execute();
  },
};
