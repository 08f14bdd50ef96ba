import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { programWindowsOf } from '../../windows/program-windows.ts';
import { nodeSqliteDialect } from '../node-sqlite-dialect.ts';
import { listProgramWindows } from '../program-windows.ts';
import { listStationOrders } from '../station-orders.ts';
import type { Tables } from '../tables.ts';
import { spansAndStations } from './0012-spans-and-stations.ts';

const database = new DatabaseSync(':memory:');
const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });

afterEach(async () => {
  await db.destroy();
});

const TOWN = '472018';
const AT = '2026-11-21T01:00:00.000Z';

it('leaves what was set before as it was: one span in the unit of the program', async () => {
  // As step 8 made them, and as hubs of that time filled them in.
  database.exec('create table municipality (code text primary key)');
  database.exec(
    `create table program_window (municipality text not null references municipality (code), program text not null,
      from_bound integer not null, end_bound integer not null, set_at text not null,
      constraint program_window_pk primary key (municipality, program))`,
  );
  database.exec(`insert into municipality values ('${TOWN}')`);
  const insert = database.prepare('insert into program_window values (?, ?, ?, ?, ?)');
  insert.run(TOWN, 'infant-3-4m', 4, 6, AT);
  insert.run(TOWN, 'infant-1m', 27, 41, AT);
  insert.run(TOWN, 'postnatal-2w', 7, 20, AT);
  await spansAndStations.up(db);
  const rows = await listProgramWindows(db, TOWN);
  expect(
    rows.map(({ from_bound, end_bound, set_at, spans }) => [from_bound, end_bound, set_at, spans]),
  ).toEqual([
    [27, 41, AT, null],
    [4, 6, AT, null],
    [7, 20, AT, null],
  ]);
  expect(await programWindowsOf(db, TOWN)).toEqual({
    'infant-3-4m': [{ unit: 'month', from: 4, end: 6 }],
    'infant-1m': [{ unit: 'day', from: 27, end: 41 }],
    'postnatal-2w': [{ unit: 'postpartum', from: 7, end: 20 }],
  });
  expect(await listStationOrders(db, TOWN)).toEqual([]);
});
