import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { signRequest } from '../../src/lib/crypto/http-signature.ts';
import { toBase64Url } from '../../src/lib/contract/base64url.ts';
import { systemClock } from '../../src/lib/sync/clock.ts';
import { MAX_IN_FLIGHT } from '../../src/lib/sync/drain.ts';
import { HttpTransport } from '../../src/lib/sync/http-transport.ts';
import { HubClock } from '../../src/lib/sync/hub-clock.ts';
import { OutboxRunner } from '../../src/lib/sync/outbox-runner.ts';
import { webLock } from '../../src/lib/sync/runner-lock.ts';
import { HubProcess } from '../support/hub-process.ts';
import { atMost, type Bench, ratioAtLeast } from './bench.ts';
import { demoIsReady } from './support/demo-is-ready.ts';
import { HeadlessTablet } from './support/headless-tablet.ts';
import { rawIntakeMs } from './support/raw-intake.ts';

const QUEUED = 1_000;
const WARM_UP = 200;
/** Every sample collects garbage first, which costs the drain some milliseconds. */
const SAMPLE_MS = 500;
const MIB = 2 ** 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const liveBytes = (): number => {
  // Memory outside the heap is let go one collection after the object that held it.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const runnerOf = ({ store, device, world }: HeadlessTablet, origin: string): OutboxRunner =>
  new OutboxRunner({
    store,
    clock: systemClock,
    random: Math.random,
    lock: webLock(undefined),
    transport: new HttpTransport({
      fetch: (url, init) => fetch(url, init),
      origin,
      sign: async ({ created, ...request }) => ({
        ok: true,
        value: await signRequest(
          { ...request, authority: world.authority },
          {
            keyId: device.deviceId,
            privateKey: device.signingKey,
            created,
            nonce: toBase64Url(world.random(16)),
          },
        ),
      }),
      receiptKeys: () => device.hubKeys.receipt,
      clock: systemClock,
      hubClock: new HubClock(systemClock),
    }),
  });

interface Drained {
  readonly ms: number;
  /** Highest live heap while draining, over that before. */
  readonly heapGrowthBytes: number;
}

/** Apart from the drain, so that nothing but the store holds the rows while it is measured. */
const fillOutbox = async (tablet: HeadlessTablet): Promise<void> => {
  const rows = await tablet.seal(QUEUED);
  await tablet.store.commit(rows.map((row) => ({ do: 'put', table: 'outbox', row })));
};

/** Empties a full outbox. Rejects unless every row ends with a verified receipt. */
const drain = async (tablet: HeadlessTablet, origin: string): Promise<Drained> => {
  await fillOutbox(tablet);
  const runner = runnerOf(tablet, origin);
  const before = liveBytes();
  let highest = before;
  const sampling = setInterval(() => {
    highest = Math.max(highest, liveBytes());
  }, SAMPLE_MS);
  const started = performance.now();
  runner.start();
  await runner.whenIdle();
  const ms = performance.now() - started;
  clearInterval(sampling);
  highest = Math.max(highest, liveBytes());
  const { counts, lastProblem } = runner.status;
  await runner.stop();
  if (counts.delivered !== QUEUED || counts.queued + counts.parked > 0) {
    throw new Error(`the outbox was not emptied: ${JSON.stringify(counts)} ${lastProblem?.code ?? ''}`);
  }
  return { ms, heapGrowthBytes: highest - before };
};

/**
 * A full outbox against a hub on the same machine. The floor is what the same hub takes in over as many connections
 * from a client that does nothing else, half of it before and half after.
 */
export const drainBench: Bench = async () => {
  const hub = await HubProcess.start();
  try {
    await demoIsReady(hub);
    const tablet = await HeadlessTablet.enrol(hub);
    const raw = async (count: number): Promise<number> =>
      rawIntakeMs(tablet, hub.origin, await tablet.seal(count), MAX_IN_FLIGHT);
    await raw(WARM_UP);
    const before = await raw(QUEUED / 2);
    const { ms, heapGrowthBytes } = await drain(tablet, hub.origin);
    const after = await raw(QUEUED / 2);
    const perSecond = (milliseconds: number): number => (QUEUED * 1000) / milliseconds;
    return [
      {
        name: `outbox of ${QUEUED} revisions emptied (floor: raw requests, signed beforehand)`,
        unit: 'revisions/s',
        value: perSecond(ms),
        floor: perSecond(before + after),
        budgets: [ratioAtLeast(0.7)],
      },
      {
        name: 'highest growth of the live heap meanwhile',
        unit: 'MiB',
        value: heapGrowthBytes / MIB,
        budgets: [atMost(64)],
      },
    ];
  } finally {
    await hub.dispose();
  }
};
