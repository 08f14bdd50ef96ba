import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { OutboxRow } from '../../src/lib/store/schema.ts';
import { BATCH_MAX_ROWS } from '../../src/lib/sync/batch-size.ts';
import { MAX_IN_FLIGHT } from '../../src/lib/sync/drain.ts';
import { HubProcess } from '../support/hub-process.ts';
import { atLeast, atMost, type Bench, ratioAtLeast } from './bench.ts';
import { demoIsReady } from './support/demo-is-ready.ts';
import { HeadlessTablet } from './support/headless-tablet.ts';
import { batchIntakeMs, pacedAnswersMs, rawIntakeMs } from './support/raw-intake.ts';
import { median, p99 } from './support/samples.ts';

const ROUNDS = 7;
const PER_ROUND = 200;
const WARM_UP = 200;
const CONNECTIONS = 16;
const TABLETS = 200;
/** Five seconds of them. */
const PACED = 5 * TABLETS;

/** One durable commit for each row's bytes, into a file beside the hub's. @returns milliseconds */
const bareCommitsMs = (database: DatabaseSync, rows: readonly OutboxRow[]): number => {
  const insert = database.prepare('insert into bare (id, bytes) values (?, ?)');
  const started = performance.now();
  for (const { revisionId, envelope } of rows) insert.run(revisionId, envelope);
  return performance.now() - started;
};

const bareDatabase = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = WAL; pragma synchronous = FULL;');
  database.exec('create table bare (id text primary key, bytes blob not null) strict');
  return database;
};

/** What one hub process takes in durably, clients on the same cores; the floor is the engine's own commits. */
export const intakeBench: Bench = async () => {
  const hub = await HubProcess.start();
  const folder = await mkdtemp(join(tmpdir(), 'hagukumi-bare-'));
  const bare = bareDatabase(join(folder, 'bare.sqlite'));
  try {
    await demoIsReady(hub);
    const tablet = await HeadlessTablet.enrol(hub);
    await rawIntakeMs(tablet, hub.origin, await tablet.seal(WARM_UP), CONNECTIONS);
    await batchIntakeMs(tablet, hub.origin, await tablet.seal(WARM_UP), MAX_IN_FLIGHT);
    const taken: number[] = [];
    const inBatches: number[] = [];
    const committed: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = await tablet.seal(PER_ROUND);
      committed.push((PER_ROUND * 1000) / bareCommitsMs(bare, rows));
      taken.push((PER_ROUND * 1000) / (await rawIntakeMs(tablet, hub.origin, rows, CONNECTIONS)));
      const more = await tablet.seal(PER_ROUND);
      inBatches.push((PER_ROUND * 1000) / (await batchIntakeMs(tablet, hub.origin, more, MAX_IN_FLIGHT)));
    }
    return [
      {
        name: 'hub intake, one process, SQLite (floor: bare durable commits)',
        unit: 'revisions/s',
        value: median(taken),
        floor: median(committed),
        budgets: [atLeast(500), ratioAtLeast(0.15)],
      },
      {
        name: `the same in batches of ${BATCH_MAX_ROWS} (floor: bare durable commits)`,
        unit: 'revisions/s',
        value: median(inBatches),
        floor: median(committed),
        budgets: [atLeast(500), ratioAtLeast(0.15)],
      },
      {
        name: `answer to one revision, p99, ${TABLETS} tablets that each send one a second`,
        unit: 'ms',
        value: p99(await pacedAnswersMs(tablet, hub.origin, await tablet.seal(PACED))),
        budgets: [atMost(250)],
      },
    ];
  } finally {
    bare.close();
    await hub.dispose();
    await rm(folder, { recursive: true, force: true });
  }
};
