import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVELOPE_MEDIA_TYPE } from '../../src/lib/contract/envelope.ts';
import { toCbor } from '../../src/lib/contract/cbor.ts';
import { verifyHub } from '../../src/lib/server/audit/verify-hub.ts';
import { A_MORNING, aHub } from '../../src/lib/server/testing/a-hub.ts';
import type { OutboxRow } from '../../src/lib/store/schema.ts';
import { apiRoutes } from './support/api-routes.ts';
import { NO_FAULT, type FaultFigures, type FaultRow, type FaultRun } from './support/fault-row.ts';
import { hubEnv } from './support/hub-env.ts';
import { HubChild, NO_KILL, type KillPlan } from './support/hub-child.ts';
import { receiptsIn } from './support/receipts-in.ts';
import { seeded, type Seeded } from './support/seeded.ts';
import { aClinic, SendingTablet } from './support/sending-tablet.ts';
import { signedRequest, type Ask } from './support/signed-request.ts';
import { triesOf, type Try } from './support/tries-of.ts';

/** Tries at a time: one hub starts while the other is looked at. */
const LANES = 2;

/** Requests under way at a time. */
const SENDERS = 3;

/** Commits that the workload takes at least, each request for itself. */
const COMMITS = 5;

const CREATED = Math.floor(A_MORNING / 1_000);

/** A request of the workload with the tablet that signs it. */
interface Step extends Ask {
  readonly tablet: SendingTablet;
}

type Send = (request: Request) => Promise<Response>;

/** What is the same for every try: a hub's data as it lies on disk, and two tablets that it knows. */
interface Start {
  readonly folder: string;
  readonly dataDir: string;
  readonly tablets: readonly SendingTablet[];
  /** Boundaries of a first start, of a later one, and of serving the workload. */
  readonly spans: { readonly first: number; readonly again: number; readonly serving: number };
  /** How long the workload took when nobody ended it, milliseconds: on another machine it is another time. */
  readonly servingMs: number;
}

const putOf = (tablet: SendingTablet, { recordId, revisionId, envelope }: OutboxRow): Step => ({
  tablet,
  method: 'PUT',
  path: `/api/v1/records/${recordId}/revisions/${revisionId}`,
  body: envelope,
  mediaType: ENVELOPE_MEDIA_TYPE,
});

const batchOf = (tablet: SendingTablet, rows: readonly OutboxRow[]): Step => ({
  tablet,
  method: 'POST',
  path: '/api/v1/revisions',
  body: toCbor(rows.map(({ recordId, revisionId, envelope }) => [recordId, revisionId, envelope])),
  mediaType: ENVELOPE_MEDIA_TYPE,
});

/** What two tablets send: fresh revisions, one by one and together, the same ones again, a bad one, a bundle. */
interface Workload {
  readonly rows: readonly { readonly tablet: SendingTablet; readonly row: OutboxRow }[];
  readonly bad: Step;
  readonly steps: readonly Step[];
}

const aWorkload = async (start: Start, draw: Seeded): Promise<Workload> => {
  const rows: { tablet: SendingTablet; row: OutboxRow }[] = [];
  const steps: Step[] = [];
  let bad: Step | undefined;
  for (const known of start.tablets) {
    const tablet = known.asNew();
    const own = await tablet.add(4, draw);
    const [first, second, ...together] = own;
    if (first === undefined || second === undefined) throw new Error('a tablet has four revisions');
    rows.push(...own.map((row) => ({ tablet, row })));
    const broken: OutboxRow = { ...second, envelope: second.envelope.slice(0, -1) };
    bad ??= putOf(tablet, { ...broken, revisionId: second.revisionId.replace(/.$/, '0') });
    steps.push(putOf(tablet, first), putOf(tablet, second), putOf(tablet, first), batchOf(tablet, together));
    steps.push({ tablet, method: 'GET', path: '/api/v1/bundle' });
  }
  if (bad === undefined) throw new Error('there are tablets');
  return { rows, bad, steps: [...steps, bad] };
};

/** What was seen from outside. */
interface Seen {
  /** Receipts by revision. */
  readonly receipts: Map<string, string>;
  readonly wrong: string[];
  hubErrors: number;
}

const ask = async ({ tablet, ...step }: Step, origin: string, send: Send, seen: Seen): Promise<void> => {
  const response = await send(await signedRequest(tablet.device, origin, step, CREATED));
  const text = await response.text();
  if (response.status >= 500) {
    seen.hubErrors += 1;
    seen.wrong.push(`${step.method} was answered with ${response.status}`);
  }
  for (const { revisionId, receipt } of receiptsIn(text)) {
    const before = seen.receipts.get(revisionId);
    if (before !== undefined && before !== receipt)
      seen.wrong.push('a second receipt differs from the first');
    seen.receipts.set(revisionId, receipt);
  }
};

/** Sends until all is sent or the hub is gone. */
const sendAll = async (steps: readonly Step[], origin: string, seen: Seen): Promise<void> => {
  const queue = steps.values();
  const sender = async (): Promise<void> => {
    for (const step of queue) {
      try {
        await ask(step, origin, (request) => fetch(request), seen);
      } catch {
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
};

const shuffled = <T>(values: readonly T[], draw: Seeded): readonly T[] =>
  values
    .map((value) => ({ value, at: draw.next() }))
    .sort((left, right) => left.at - right.at)
    .map(({ value }) => value);

const parentFolder = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** Makes the hub that every try begins with, and counts its boundaries. */
const prepare = async (): Promise<Start> => {
  const folder = mkdtempSync(join(parentFolder(), 'hagukumi-kill-'));
  const [dataDir, cache] = [join(folder, 'start'), join(folder, 'cache')];
  const { hub } = await aHub(hubEnv(dataDir));
  const clinic = await aClinic(hub);
  const tablets = [await SendingTablet.at(hub, clinic), await SendingTablet.at(hub, clinic)];
  await hub.close();
  const start: Start = { folder, dataDir, tablets, spans: { first: 0, again: 0, serving: 0 }, servingMs: 0 };

  const countOf = async (
    from: string,
    work: (origin: string) => Promise<void>,
  ): Promise<[number, number]> => {
    const child = new HubChild(from, cache, NO_KILL);
    const origin = await child.ready();
    if (origin === undefined) throw new Error('the hub does not start');
    const starting = await child.passed();
    await work(origin);
    const serving = (await child.passed()) - starting;
    await child.kill();
    return [starting, serving];
  };
  const copy = join(folder, 'counted');
  cpSync(dataDir, copy, { recursive: true });
  const { steps } = await aWorkload(start, seeded(1));
  const seen: Seen = { receipts: new Map(), wrong: [], hubErrors: 0 };
  let servingMs = 0;
  const [again, serving] = await countOf(copy, async (origin) => {
    const began = performance.now();
    await sendAll(steps, origin, seen);
    servingMs = performance.now() - began;
  });
  const [first] = await countOf(join(folder, 'empty'), () => Promise.resolve());
  return { ...start, spans: { first, again, serving }, servingMs };
};

/** What a run counts. */
interface Tally {
  lost: number;
  duplicates: number;
  hubErrors: number;
  receipts: number;
  readonly places: Map<string, number>;
  readonly failures: string[];
}

/** Where the next hub ends: at a boundary of serving, at one of starting, or at any moment. */
interface Kill {
  readonly plan: KillPlan;
  readonly moment: number | undefined;
  readonly isFirstStart: boolean;
}

/** Sweeps all boundaries evenly over the tries, each from both sides. */
const killOf = ({ index, draw }: Try, count: number, { spans, servingMs }: Start): Kill => {
  const when = draw.pick(['before', 'after'] as const);
  const sweep = (span: number): number =>
    1 + ((Math.floor((index / count) * span * 2) + draw.below(2)) % span);
  const at = (boundary: number, from: KillPlan['from'], of: KillPlan['of'], side = when): Kill => ({
    plan: { boundary, from, when: side, of },
    moment: undefined,
    isFirstStart: false,
  });
  switch (index % 4) {
    case 0:
      return at(sweep(spans.serving), 'ready', 'every');
    case 1:
      // where an answer that came too soon would show
      return at(1 + draw.below(COMMITS), 'ready', 'commits', draw.pick(['before', 'before', when]));
    case 2:
      return { plan: NO_KILL, moment: draw.next() * servingMs, isFirstStart: false };
    default: {
      const isFirstStart = draw.below(2) === 0;
      return { ...at(sweep(isFirstStart ? spans.first : spans.again), 'start', 'every'), isFirstStart };
    }
  }
};

/** Lets a hub serve the steps until it ends as it is told to. */
const serveAndKill = async (
  dataDir: string,
  { folder }: Start,
  { plan, moment }: Kill,
  steps: readonly Step[],
  seen: Seen,
): Promise<string | undefined> => {
  const child = new HubChild(dataDir, join(folder, 'cache'), plan);
  try {
    const origin = await child.ready();
    if (origin !== undefined) {
      const sending = sendAll(steps, origin, seen);
      if (moment !== undefined) await new Promise((resolve) => setTimeout(resolve, moment));
      if (moment === undefined) await sending;
      await child.kill();
      await sending;
    }
  } finally {
    await child.kill();
  }
  return child.killedAt;
};

/** Opens the store as a restarted hub does and compares it with what was seen. */
const judge = async (dataDir: string, { rows, steps }: Workload, seen: Seen, tally: Tally): Promise<void> => {
  const { wrong } = seen;
  const { hub, log } = await aHub(hubEnv(dataDir));
  try {
    const { db } = hub.store;
    const stored = async (): Promise<Map<string, string>> => {
      const found = await db.selectFrom('receipt').select(['revision_id', 'jws']).execute();
      return new Map(found.map(({ revision_id, jws }) => [revision_id, jws]));
    };
    const afterKill = await stored();
    for (const [revisionId, receipt] of seen.receipts) {
      if (afterKill.get(revisionId) === receipt) continue;
      tally.lost += 1;
      wrong.push('a receipt was given for a revision that is gone');
    }
    const verify = async (moment: string): Promise<void> => {
      const { findings } = await verifyHub(hub);
      wrong.push(...findings.map(({ code, seq }) => `${moment}: ${code} at ${seq}`));
    };
    await verify('after the kill');
    const answer = await apiRoutes();
    const again: Send = async (request) => answer(hub, request);
    for (const step of steps) await ask(step, 'http://127.0.0.1:1', again, seen);
    for (const { tablet, row } of rows) await ask(putOf(tablet, row), 'http://127.0.0.1:1', again, seen);
    const atEnd = await stored();
    for (const { row } of rows)
      if (!atEnd.has(row.revisionId)) wrong.push('a revision is not taken in again');
    const revisions = await db.selectFrom('revision').select('revision_id').execute();
    const arrivals = await db
      .selectFrom('audit')
      .select('seq')
      .where('action', '=', 'revision-received')
      .execute();
    const aside = await db.selectFrom('quarantine').select('quarantine_id').execute();
    for (const [what, count, expected] of [
      ['revisions', revisions.length, rows.length],
      ['receipts', atEnd.size, rows.length],
      ['audit lines of arrivals', arrivals.length, rows.length],
      ['quarantined', aside.length, 1],
    ] as const) {
      if (count === expected) continue;
      tally.duplicates += Math.max(0, count - expected);
      wrong.push(`${count} ${what}, expected ${expected}`);
    }
    await verify('after sending again');
    const errors = log.filter(({ level }) => level === 'error').length;
    seen.hubErrors += errors;
    if (errors > 0) wrong.push(`${errors} errors in the log`);
  } finally {
    await hub.close();
  }
};

/** After a kill in its first start a hub must come up as if nothing had been. */
const judgeFirst = async (dataDir: string, seen: Seen): Promise<void> => {
  const { hub } = await aHub(hubEnv(dataDir));
  try {
    const { findings } = await verifyHub(hub);
    seen.wrong.push(...findings.map(({ code, seq }) => `after the first start: ${code} at ${seq}`));
    const answer = await apiRoutes();
    const health = await answer(hub, new Request('http://127.0.0.1:1/api/v1/health'));
    if (health.status !== 200) seen.wrong.push(`its health is ${health.status}`);
    await aClinic(hub);
  } finally {
    await hub.close();
  }
};

const one = async (start: Start, each: Try, count: number, tally: Tally): Promise<void> => {
  const { index, draw } = each;
  const kill = killOf(each, count, start);
  const dataDir = join(start.folder, `try-${index}`);
  const seen: Seen = { receipts: new Map(), wrong: [], hubErrors: 0 };
  const workload = await aWorkload(start, draw);
  if (!kill.isFirstStart) cpSync(start.dataDir, dataDir, { recursive: true });
  let at: string | undefined;
  try {
    at = await serveAndKill(dataDir, start, kill, shuffled(workload.steps, draw), seen);
    tally.places.set(at ?? 'any moment', (tally.places.get(at ?? 'any moment') ?? 0) + 1);
    // some are killed a second time while everything is sent again
    if (!kill.isFirstStart && draw.below(4) === 0) {
      const second: Kill = { plan: NO_KILL, moment: draw.next() * start.servingMs, isFirstStart: false };
      await serveAndKill(dataDir, start, second, shuffled(workload.steps, draw), seen);
    }
    tally.receipts += seen.receipts.size;
    if (kill.isFirstStart) await judgeFirst(dataDir, seen);
    else await judge(dataDir, workload, seen, tally);
  } catch (error) {
    seen.wrong.push(error instanceof Error ? error.message : 'unknown');
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  tally.hubErrors += seen.hubErrors;
  if (seen.wrong.length > 0) {
    tally.failures.push(
      `try ${index} (killed ${at ?? 'at any moment'}): ${[...new Set(seen.wrong)].join('; ')}`,
    );
  }
};

const run = async (given: FaultRun): Promise<FaultFigures> => {
  const tally: Tally = { lost: 0, duplicates: 0, hubErrors: 0, receipts: 0, places: new Map(), failures: [] };
  const start = await prepare();
  // where a try stands in the sweep must not depend on how it is asked for
  const isWhole = given.only === undefined && given.first === undefined;
  const count = isWhole ? given.count : hubKill.tries[given.full ? 'full' : 'ci'];
  const tries = triesOf(given);
  let made = 0;
  const lane = async (): Promise<void> => {
    for (const each of tries) {
      await one(start, each, count, tally);
      made += 1;
      given.note(`${made} tries, ${tally.receipts} receipts seen, ${tally.failures.length} failures`);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    rmSync(start.folder, { recursive: true, force: true });
  }
  const { spans } = start;
  return {
    ...NO_FAULT,
    tries: made,
    lost: tally.lost,
    duplicates: tally.duplicates,
    hubErrors: tally.hubErrors,
    counted: {
      'receipts seen before the kill': tally.receipts,
      'boundaries (first start, start, serving)': `${spans.first}, ${spans.again}, ${spans.serving}`,
      'places of kills': tally.places.size,
    },
    failures: tally.failures,
  };
};

/** The hub's process ended by SIGKILL, at every boundary of a statement or file operation and at any moment. */
export const hubKill: FaultRow = {
  name: 'hub-kill',
  title: 'the hub killed −9 at every statement boundary and at random',
  tries: { ci: 60, full: 2_000 },
  needsBrowser: false,
  run,
};
