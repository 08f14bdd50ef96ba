import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { hlcText } from '../../../contract/hlc.ts';
import { readRevision } from '../../../contract/revision.ts';
import { FROZEN_REVISIONS } from '../../testing/a-frozen-town.ts';
import { nodeSqliteDialect } from '../node-sqlite-dialect.ts';
import type { Tables } from '../tables.ts';
import { staffKeys } from './0006-staff-keys.ts';

/** Rows in a store of the schema before, of the tables that the step touches: more than it changes in one go. */
const ROWS = 1_203;

const database = new DatabaseSync(':memory:');
const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });

afterEach(async () => {
  await db.destroy();
});

it('stamps every revision that is there with its time by the hub’s clock, and calls none of them signed', async () => {
  database.exec('create table staff (staff_id text primary key)');
  database.exec(
    'create table revision (revision_id text primary key, hub_seq integer, authored_at text, content text)',
  );
  const texts = Object.values(FROZEN_REVISIONS);
  const insert = database.prepare('insert into revision values (?, ?, ?, ?)');
  for (let hubSeq = 1; hubSeq <= ROWS; hubSeq += 1) {
    const text = texts[hubSeq % texts.length]!;
    const { authoredAt } = JSON.parse(text) as { authoredAt: string };
    insert.run(`r${String(hubSeq)}`, hubSeq, authoredAt, text);
  }
  await staffKeys('sqlite').up(db);
  const rows = await db
    .selectFrom('revision')
    .select(['content', 'hlc', 'signature', 'signature_jws'])
    .execute();
  expect(rows).toHaveLength(ROWS);
  for (const { content, hlc, ...rest } of rows) {
    expect(rest).toEqual({ signature: 'none', signature_jws: null });
    expect(hlc).toBe(hlcText(readRevision(JSON.parse(content))!.content.hlc));
  }
});
