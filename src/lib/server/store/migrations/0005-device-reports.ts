import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { StoreKind } from '../hub-store.ts';

/** What tablets say of themselves: their last report and their audit log. And what became of quarantined bytes. */
export const deviceReports = (kind: StoreKind): Migration => ({
  up: async (db: Kysely<unknown>) => {
    const integer = kind === 'sqlite' ? 'integer' : 'bigint';
    await db.schema
      .createTable('device_report')
      .addColumn('device_id', 'text', (column) => column.primaryKey().references('device.device_id'))
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('app_version', 'text', (column) => column.notNull())
      .addColumn('device_seq', integer, (column) => column.notNull())
      .addColumn('queued', integer, (column) => column.notNull())
      .addColumn('parked', integer, (column) => column.notNull())
      .addColumn('damaged', integer, (column) => column.notNull())
      .addColumn('oldest_unsent_at', 'text')
      .addColumn('clock_offset_ms', integer)
      .addColumn('persisted', integer, (column) => column.notNull())
      .addColumn('pin_key_ms', integer)
      .addColumn('hlc_wall_ms', integer)
      .addColumn('hlc_counter', integer)
      .addColumn('knows_receipt', integer, (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('device_audit')
      .addColumn('device_id', 'text', (column) => column.notNull().references('device.device_id'))
      .addColumn('seq', integer, (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('staff_id', 'text')
      .addColumn('record_id', 'text')
      .addColumn('revision_id', 'text')
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('follows', integer, (column) => column.notNull())
      .addColumn('received_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('device_audit_pk', ['device_id', 'seq', 'hash'])
      .execute();
    await db.schema
      .createTable('device_audit_head')
      .addColumn('device_id', 'text', (column) => column.primaryKey().references('device.device_id'))
      .addColumn('seq', integer, (column) => column.notNull())
      .addColumn('head', 'text', (column) => column.notNull())
      .addColumn('broken', integer, (column) => column.notNull())
      .execute();
    await db.schema.alterTable('quarantine').addColumn('released_at', 'text').execute();
    await db.schema
      .createIndex('quarantine_by_device_id')
      .on('quarantine')
      .columns(['device_id', 'released_at'])
      .execute();
  },
});
