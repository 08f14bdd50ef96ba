import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { StoreKind } from '../hub-store.ts';

/** The columns of this step, as it found them. */
interface Revision {
  readonly hub_seq: number;
  readonly revision_id: string;
  readonly authored_at: string;
  readonly content: string;
  readonly hlc: string;
}

const PAGE = 500;

const WALL_MAX_MS = 2 ** 48 - 1;

/** What a revision of version 1 is stamped with: its time by the hub's clock, as its tablet knew it. */
const stampOf = (authoredAt: string, content: string): string => {
  const { clockOffsetMs } = JSON.parse(content) as { readonly clockOffsetMs?: number };
  const century = 100 * 365.25 * 86_400_000;
  const offset = Math.min(Math.max(clockOffsetMs ?? 0, -century), century);
  const wallMs = Math.min(Math.max(0, Date.parse(authoredAt) - offset), WALL_MAX_MS);
  return `${wallMs.toString(16).padStart(12, '0')}-0000`;
};

const stampAll = async (db: Kysely<{ revision: Revision }>): Promise<void> => {
  for (let last = 0; ;) {
    const page = await db
      .selectFrom('revision')
      .select(['hub_seq', 'revision_id', 'authored_at', 'content'])
      .where('hub_seq', '>', last)
      .orderBy('hub_seq')
      .limit(PAGE)
      .execute();
    for (const row of page) {
      await db
        .updateTable('revision')
        .set({ hlc: stampOf(row.authored_at, row.content) })
        .where('revision_id', '=', row.revision_id)
        .execute();
      last = row.hub_seq;
    }
    if (page.length < PAGE) return;
  }
};

/** Signing keys of staff; of every revision the stamp of its logical clock and the signature over its content. */
export const staffKeys = (kind: StoreKind): Migration => ({
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('staff_key')
      .addColumn('kid', 'text', (column) => column.notNull().primaryKey())
      .addColumn('staff_id', 'text', (column) => column.notNull().unique().references('staff.staff_id'))
      .addColumn('public_x', 'text', (column) => column.notNull())
      .addColumn('public_y', 'text', (column) => column.notNull())
      .addColumn('private_box', kind === 'sqlite' ? 'blob' : 'bytea', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .alterTable('revision')
      .addColumn('hlc', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('revision')
      .addColumn('signature', 'text', (column) => column.notNull().defaultTo('none'))
      .execute();
    await db.schema.alterTable('revision').addColumn('signature_jws', 'text').execute();
    await stampAll(db);
  },
});
