import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { nodeSqliteDialect } from '../node-sqlite-dialect.ts';
import type { Tables } from '../tables.ts';
import { chainBreaks } from './0010-chain-breaks.ts';

const database = new DatabaseSync(':memory:');
const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });

afterEach(async () => {
  await db.destroy();
});

const hash = (of: number): string => String(of).repeat(64);

it('marks what is broken in what was received before, of every device by itself, and leaves gaps alone', async () => {
  database.exec('create table device (device_id text primary key)');
  database.exec(
    'create table revision (device_id text, device_seq integer, prev_hash text, sha256 text, received_at text)',
  );
  const insert = database.prepare('insert into revision values (?, ?, ?, ?, ?)');
  const rows: readonly [string, number, string, string][] = [
    ['whole', 1, hash(0), hash(1)],
    ['whole', 2, hash(1), hash(2)],
    ['torn', 1, hash(0), hash(3)],
    ['torn', 2, hash(9), hash(4)],
    ['torn', 4, hash(9), hash(5)],
    ['torn', 5, hash(5), hash(6)],
    ['odd', 1, hash(9), hash(7)],
  ];
  for (const device of ['whole', 'torn', 'odd']) {
    database.prepare('insert into device values (?)').run(device);
  }
  for (const row of rows) insert.run(...row, '2026-11-21T01:00:00.000Z');
  await chainBreaks('sqlite').up(db);
  const marked = await db.selectFrom('chain_break').selectAll().orderBy('device_id').execute();
  expect(marked).toEqual([
    { device_id: 'odd', device_seq: 1, found_at: '2026-11-21T01:00:00.000Z' },
    { device_id: 'torn', device_seq: 2, found_at: '2026-11-21T01:00:00.000Z' },
  ]);
});
