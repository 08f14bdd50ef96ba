import dns, { type LookupAddress } from 'node:dns';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { generateSigningKeyPair } from '../../src/lib/crypto/es256.ts';
import { verifyHub } from '../../src/lib/server/audit/verify-hub.ts';
import { aHub, type TestHub } from '../../src/lib/server/testing/a-hub.ts';
import { firstBrokenLine } from '../../src/lib/store/audit-chain.ts';
import type { OutboxRow } from '../../src/lib/store/schema.ts';
import type { OutboxRunner } from '../../src/lib/sync/outbox-runner.ts';
import { aLock, FakeClock, TEN_O_CLOCK } from '../../src/lib/sync/testing/sync-bench.ts';
import { FaultProxy } from './support/fault-proxy.ts';
import { NO_FAULT, type FaultFigures, type FaultRow, type FaultRun } from './support/fault-row.ts';
import { hubOverHttp, listenLocally } from './support/hub-over-http.ts';
import type { Seeded } from './support/seeded.ts';
import { aClinic, SendingTablet, type Clinic } from './support/sending-tablet.ts';
import { triesOf, type Try } from './support/tries-of.ts';
import { FAULT_HEADER, WIRE_FAULTS, writeFault, type WireFault } from './support/wire-fault.ts';

/** A name that no server knows (RFC 6761); answered here, so that no name server is asked. */
const NOWHERE = 'hub.invalid';

/** After so many tries with one hub the next one begins, with an empty store. */
const TRIES_PER_HUB = 250;

/** Longest pass of fake time: longer than every wait there is. */
const LONG_MS = 1_000_000;

/** Times the queue is looked at after the last fault; far more than it needs. */
const LAST_ROUNDS = 12;

/** A hub with a clinic behind a proxy that does harm. */
interface World {
  readonly hub: TestHub;
  readonly clinic: Clinic;
  readonly server: Server;
  readonly proxy: FaultProxy;
  readonly authority: string;
}

const aWorld = async (): Promise<World> => {
  const hub = await aHub();
  const clinic = await aClinic(hub.hub);
  const server = await hubOverHttp(() => hub.hub);
  const pair = await generateSigningKeyPair(false);
  const receiptKey = hub.hub.keys.signer('receipt');
  const stranger = { kid: receiptKey.kid, privateKey: pair.privateKey };
  const proxy = new FaultProxy(await listenLocally(server), { hub: receiptKey, stranger });
  return { hub, clinic, server, proxy, authority: `127.0.0.1:${await proxy.listen()}` };
};

const end = async ({ hub, server, proxy }: World): Promise<void> => {
  proxy.close();
  server.closeAllConnections();
  server.close();
  await hub.dispose();
};

/** A port that nobody listens on. */
const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

/** Lets {@link NOWHERE} be unknown without asking the network. @returns what undoes it */
const withoutName = (): (() => void) => {
  const { lookup } = dns;
  type Callback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;
  const unknown = (name: string, options: object, callback: Callback): void => {
    if (name !== NOWHERE) (lookup as unknown as typeof unknown)(name, options, callback);
    else setImmediate(callback, Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
  };
  dns.lookup = unknown as unknown as typeof lookup;
  return () => {
    dns.lookup = lookup;
  };
};

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** What a run counts. */
interface Tally {
  lost: number;
  duplicates: number;
  forgeriesAccepted: number;
  revisions: number;
  requests: number;
  batches: number;
  readonly faults: Map<WireFault, number>;
  readonly failures: string[];
}

/** One tablet's way through the faults. */
class Upload {
  readonly #world: World;
  readonly #draw: Seeded;
  readonly #tally: Tally;
  readonly #tablet: SendingTablet;
  readonly #refusedPort: number;
  readonly #clock = new FakeClock();
  readonly #lock = aLock();
  readonly #hubStart: number;
  readonly #rows: OutboxRow[] = [];
  #plan: WireFault[] = [];
  #runners: OutboxRunner[] = [];

  constructor(world: World, draw: Seeded, tally: Tally, tablet: SendingTablet, refusedPort: number) {
    this.#world = world;
    this.#draw = draw;
    this.#tally = tally;
    this.#tablet = tablet;
    this.#refusedPort = refusedPort;
    this.#hubStart = world.hub.clock.ms;
  }

  /** @returns what went wrong, in words */
  async run(): Promise<readonly string[]> {
    const draw = this.#draw;
    // a third of the queues are long enough for batches
    await this.#add(draw.below(3) === 0 ? 6 + draw.below(8) : 1 + draw.below(4));
    this.#plan = Array.from({ length: 1 + draw.below(2 * this.#rows.length + 2) }, () =>
      draw.pick(WIRE_FAULTS),
    );
    this.#openTab();
    await this.#settle();
    const wrong: string[] = [];
    for (let step = 0; this.#plan.length > 0 && step < 40; step += 1) {
      await this.#event(draw.below(8));
      wrong.push(...(await this.#unfounded()));
    }
    await this.#finish();
    wrong.push(...(await this.#unfounded()), ...(await this.#judge()));
    await Promise.all(this.#runners.map((runner) => runner.stop()));
    return wrong;
  }

  async #event(kind: number): Promise<void> {
    const { proxy } = this.#world;
    if (kind === 0) await this.#add(1 + this.#draw.below(2));
    else if (kind === 1) await proxy.deliverLate();
    else if (kind === 2) this.#openTab();
    else if (kind === 3) {
      await Promise.all(this.#runners.map((runner) => runner.stop()));
      this.#runners = [];
      this.#openTab();
    } else if (kind === 4) await this.#resendParked();
    else for (const runner of this.#runners) runner.kick(this.#draw.pick(['manual', 'online', 'visible']));
    await this.#settle();
    await this.#clock.pass(this.#draw.below(400_000), () => this.#settle());
  }

  async #add(count: number): Promise<void> {
    const rows = await this.#tablet.add(count, this.#draw);
    this.#rows.push(...rows);
    this.#tally.revisions += rows.length;
    for (const runner of this.#runners) runner.kick('saved');
  }

  #openTab(): void {
    const transport = this.#tablet.transport(this.#world.authority, this.#clock, (url, init) =>
      this.#fetch(url, init),
    );
    const runner = this.#tablet.runner(transport, this.#clock, this.#lock, this.#draw);
    this.#runners.push(runner);
    runner.start();
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    const { hub, authority } = this.#world;
    hub.clock.ms = Math.max(hub.clock.ms, this.#hubStart + this.#clock.now() - TEN_O_CLOCK);
    this.#tally.requests += 1;
    if (init.method === 'POST') this.#tally.batches += 1;
    const fault = this.#plan.shift() ?? 'none';
    this.#tally.faults.set(fault, (this.#tally.faults.get(fault) ?? 0) + 1);
    const at = this.#draw.next();
    if (fault === 'name not found') return fetch(url.replace(authority, `${NOWHERE}:3000`), init);
    if (fault === 'connection refused') {
      return fetch(url.replace(authority, `127.0.0.1:${this.#refusedPort}`), init);
    }
    const headers = new Headers(init.headers);
    headers.set(FAULT_HEADER, writeFault(fault, at));
    return fetch(url, { ...init, headers });
  }

  /** Waits until nothing is under way; where an answer is held back, time goes on until the tablet gives up. */
  async #settle(): Promise<void> {
    const { proxy } = this.#world;
    for (;;) {
      const idle = Promise.all(this.#runners.map((runner) => runner.whenIdle())).then(() => true);
      if (await Promise.race([idle, proxy.whenHanging().then(() => false)])) return;
      await this.#clock.pass(31_000, nextTurn);
      await nextTurn();
    }
  }

  async #resendParked(): Promise<void> {
    for (const { revisionId } of this.#rows) {
      if (this.#tablet.disk.outbox.get(revisionId)?.state === 'parked') {
        await this.#runners[0]?.resend(revisionId);
      }
    }
  }

  /** The network is whole again, and a person looks after what was parked. */
  async #finish(): Promise<void> {
    this.#plan = [];
    await this.#world.proxy.deliverLate();
    for (let round = 0; round < LAST_ROUNDS; round += 1) {
      await this.#resendParked();
      for (const runner of this.#runners) runner.kick('manual');
      await this.#settle();
      await this.#clock.pass(LONG_MS, () => this.#settle());
      if (this.#rows.every((row) => this.#tablet.disk.outbox.get(row.revisionId)?.state === 'delivered'))
        return;
    }
  }

  /** What the tablet holds to be delivered and the hub does not have as it was signed for. */
  async #unfounded(): Promise<readonly string[]> {
    const wrong: string[] = [];
    for (const row of this.#tablet.disk.outbox.values()) {
      if (row.state !== 'delivered') continue;
      const stored = await this.#stored(row.revisionId);
      if (stored?.sha256 === row.sha256 && stored.jws === row.receipt) continue;
      this.#tally.forgeriesAccepted += 1;
      wrong.push(`revision ${row.deviceSeq} counts as delivered, and the hub has no such bytes and receipt`);
    }
    return wrong;
  }

  #stored(revisionId: string): Promise<{ sha256: string; jws: string } | undefined> {
    return this.#world.hub.hub.store.db
      .selectFrom('revision')
      .innerJoin('receipt', 'receipt.revision_id', 'revision.revision_id')
      .select(['revision.sha256', 'receipt.jws'])
      .where('revision.revision_id', '=', revisionId)
      .executeTakeFirst();
  }

  async #judge(): Promise<readonly string[]> {
    const { disk, device } = this.#tablet;
    const wrong: string[] = [];
    for (const row of this.#rows) {
      const kept = disk.outbox.get(row.revisionId);
      if (kept?.state === 'delivered') continue;
      this.#tally.lost += 1;
      wrong.push(
        `revision ${row.deviceSeq} is ${kept?.state ?? 'gone'}: ${kept?.lastProblem?.code ?? 'no problem'}`,
      );
    }
    const { hub } = this.#world;
    const { db } = hub.hub.store;
    const arrived = await db
      .selectFrom('revision')
      .select('revision_id')
      .where('device_id', '=', device.deviceId)
      .execute();
    const noted = await db
      .selectFrom('audit')
      .select('target')
      .where('action', '=', 'revision-received')
      .where('actor_id', '=', device.deviceId)
      .execute();
    for (const [what, ids] of [
      ['rows', arrived.map(({ revision_id }) => revision_id)],
      ['audit lines of arrivals', noted.map(({ target }) => target)],
    ] as const) {
      if (ids.length === this.#rows.length && new Set(ids).size === ids.length) continue;
      this.#tally.duplicates += Math.max(0, ids.length - this.#rows.length);
      wrong.push(`${ids.length} ${what} at the hub for ${this.#rows.length} revisions`);
    }
    const lines = [...disk.audit.values()].sort((left, right) => left.seq - right.seq);
    const chain = disk.meta.get('chain');
    const broken = chain?.key === 'chain' ? await firstBrokenLine(lines, chain) : 0;
    if (broken !== undefined) wrong.push(`the tablet's audit log breaks at line ${broken}`);
    for (const { revisionId, deviceSeq } of this.#rows) {
      const told = lines.filter(
        (line) => line.action === 'delivered' && line.revisionId === revisionId,
      ).length;
      if (told !== 1)
        wrong.push(`the tablet's log tells ${told} times that revision ${deviceSeq} was delivered`);
    }
    return wrong;
  }
}

/** Whether the whole store of the hub is as it was written. */
const audit = async ({ hub }: World): Promise<readonly string[]> => {
  const { findings } = await verifyHub(hub.hub);
  return findings.map(({ code, seq }) => `the hub's audit: ${code} at ${seq}`);
};

const errorsOf = ({ hub, proxy }: World): number =>
  Math.max(proxy.hubErrors, hub.log.filter(({ level }) => level === 'error').length);

const run = async (given: FaultRun): Promise<FaultFigures> => {
  const tally: Tally = {
    lost: 0,
    duplicates: 0,
    forgeriesAccepted: 0,
    revisions: 0,
    requests: 0,
    batches: 0,
    faults: new Map(),
    failures: [],
  };
  const restoreNames = withoutName();
  const refusedPort = await closedPort();
  let tries = 0;
  let hubErrors = 0;
  let world = await aWorld();
  const close = async (): Promise<void> => {
    hubErrors += errorsOf(world);
    tally.failures.push(...(await audit(world)).map((what) => `before try ${tries}: ${what}`));
    await end(world);
  };
  const one = async ({ index, draw }: Try): Promise<void> => {
    const tablet = await SendingTablet.at(world.hub.hub, world.clinic);
    const wrong = await new Upload(world, draw, tally, tablet, refusedPort).run();
    if (wrong.length > 0) tally.failures.push(`try ${index}: ${[...new Set(wrong)].join('; ')}`);
  };
  for (const each of triesOf(given)) {
    if (tries > 0 && tries % TRIES_PER_HUB === 0) {
      await close();
      world = await aWorld();
    }
    await one(each);
    tries += 1;
    given.note(`${tries} tries, ${tally.requests} requests, ${tally.failures.length} failures`);
  }
  await close();
  restoreNames();
  const unseen = WIRE_FAULTS.filter((fault) => !tally.faults.has(fault));
  if (given.count >= uploadFaults.tries.ci && unseen.length > 0) {
    tally.failures.push(`never made: ${unseen.join(', ')}`);
  }
  if (given.count >= uploadFaults.tries.ci && tally.batches === 0) tally.failures.push('never sent a batch');
  const injected = [...tally.faults].reduce((sum, [fault, count]) => sum + (fault === 'none' ? 0 : count), 0);
  return {
    ...NO_FAULT,
    tries,
    lost: tally.lost,
    duplicates: tally.duplicates,
    forgeriesAccepted: tally.forgeriesAccepted,
    hubErrors,
    counted: {
      revisions: tally.revisions,
      requests: tally.requests,
      'of them batches': tally.batches,
      'faults made': injected,
      'kinds of faults': WIRE_FAULTS.length - unseen.length,
    },
    failures: tally.failures,
  };
};

/** A tablet's outbox against a hub over a network that does everything a network does. */
export const uploadFaults: FaultRow = {
  name: 'upload-faults',
  title: 'an upload with a fault at each point of the protocol',
  tries: { ci: 600, full: 10_000 },
  needsBrowser: false,
  run,
};
