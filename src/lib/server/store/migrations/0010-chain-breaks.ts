import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { StoreKind } from '../hub-store.ts';

/** The columns of this step, as it found them. */
interface Columns {
  readonly revision: {
    readonly device_id: string;
    readonly device_seq: number;
    readonly prev_hash: string;
    readonly sha256: string;
    readonly received_at: string;
  };
  readonly chain_break: {
    readonly device_id: string;
    readonly device_seq: number;
    readonly found_at: string;
  };
}

/** What the first number of a device names as the hash before. */
const NO_HASH = '0'.repeat(64);

/** Where devices' chains of revisions are broken; of what was received before, found now. */
export const chainBreaks = (kind: StoreKind): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('chain_break')
      .addColumn('device_id', 'text', (column) => column.notNull().references('device.device_id'))
      .addColumn('device_seq', kind === 'sqlite' ? 'integer' : 'bigint', (column) => column.notNull())
      .addColumn('found_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('chain_break_pk', ['device_id', 'device_seq'])
      .execute();
    await (db as Kysely<Columns>)
      .insertInto('chain_break')
      .columns(['device_id', 'device_seq', 'found_at'])
      .expression((from) =>
        from
          .selectFrom('revision as each')
          .leftJoin('revision as before', (join) =>
            join
              .onRef('before.device_id', '=', 'each.device_id')
              .on((on) => on('before.device_seq', '=', on('each.device_seq', '-', 1))),
          )
          .select(['each.device_id', 'each.device_seq', 'each.received_at'])
          .where((where) =>
            where.or([
              where('before.sha256', '<>', where.ref('each.prev_hash')),
              where.and([where('each.device_seq', '=', 1), where('each.prev_hash', '<>', NO_HASH)]),
            ]),
          ),
      )
      .execute();
  },
});
