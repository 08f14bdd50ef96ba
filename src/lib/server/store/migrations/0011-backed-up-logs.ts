import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { StoreKind } from '../hub-store.ts';

/** How far the logs of tablets lie in a backup: tablets keep their own lines until then. */
export const backedUpLogs = (kind: StoreKind): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .alterTable('device_audit_head')
      .addColumn('backed_up_seq', kind === 'sqlite' ? 'integer' : 'bigint', (column) =>
        column.notNull().defaultTo(0),
      )
      .execute();
  },
});
