import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LogEntry } from '../../src/lib/server/log.ts';
import { apiRoutes } from './support/api-routes.ts';
import { DECODER_ATTACKS, type Attack, type Verdict } from './support/decoder-attacks.ts';
import { endpointAttacks } from './support/endpoint-attacks.ts';
import { NO_FAULT, type FaultFigures, type FaultRow, type FaultRun } from './support/fault-row.ts';
import { honestMaterial } from './support/honest-material.ts';
import { triesOf } from './support/tries-of.ts';

/** One try in so many goes to an endpoint; the others to what reads bytes and texts. */
const ENDPOINT_EVERY = 12;

/** Memory that the process may have grown by, live and resident, MiB. */
const GROWTH_MAX_MIB = 64;

/** Tries after which everything is compiled and the memory is what it needs. */
const WARM_UP = 3_000;

const MEASURE_EVERY = 10_000;

const MIB = 2 ** 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: {
  type: 'major';
  execution: 'sync';
  flavor: 'last-resort';
}) => void;

/** After everything is given back to the system that can be: what the engine only holds in reserve is no growth. */
const residentMiB = (): number => {
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  return process.memoryUsage().rss / MIB;
};

/** Takes what a hub has logged until now out of the memory that is measured. @returns its errors */
const takeErrors = (log: LogEntry[]): readonly LogEntry[] =>
  log.splice(0).filter(({ level }) => level === 'error');

/** The value that 99 of 100 do not exceed. */
const p99 = (values: Float64Array): number => values.sort()[Math.floor(values.length * 0.99)] ?? 0;

const run = async (given: FaultRun): Promise<FaultFigures> => {
  const answer = await apiRoutes();
  const material = await honestMaterial(answer);
  const { hub } = material;
  const ask = async (request: Request, address?: string): Promise<Response> =>
    answer(hub.hub, request, address);
  const decoders = Object.entries(DECODER_ATTACKS);
  const endpoints = Object.entries(endpointAttacks(ask));
  const failures: string[] = [];
  const counts = { refused: 0, harmless: 0, forgeries: 0, hubErrors: 0, decoders: 0, endpoints: 0 };
  const times = { decoders: 0, endpoints: 0 };
  const endpointMs: number[] = [];
  const errors: LogEntry[] = [];
  let tries = 0;
  let baseline = 0;
  let highest = 0;

  const take = (index: number, name: string, verdict: Verdict): void => {
    if (verdict === 'refused' || verdict === 'harmless') counts[verdict] += 1;
    else if ('forged' in verdict) {
      counts.forgeries += 1;
      failures.push(`try ${index} (${name}): ${verdict.forged}`);
    } else failures.push(`try ${index} (${name}): ${verdict.wrong}`);
  };

  for (const { index, draw } of triesOf(given)) {
    const kind = index % ENDPOINT_EVERY === 0 ? 'endpoints' : 'decoders';
    const [name, attack]: [string, Attack] = draw.pick(kind === 'endpoints' ? endpoints : decoders);
    const began = performance.now();
    try {
      take(index, name, await attack(material, draw));
    } catch (error) {
      const { name: kindOfError, message } = error instanceof Error ? error : new Error('unknown');
      failures.push(`try ${index} (${name}): threw ${kindOfError}: ${message.slice(0, 120)}`);
    }
    const took = performance.now() - began;
    counts[kind] += 1;
    times[kind] += took;
    if (kind === 'endpoints') endpointMs.push(took);
    tries += 1;
    if (tries === WARM_UP) baseline = residentMiB();
    if (tries % MEASURE_EVERY === 0) errors.push(...takeErrors(hub.log));
    if (tries > WARM_UP && tries % MEASURE_EVERY === 0) highest = Math.max(highest, residentMiB());
    given.note(`${tries} tries, ${failures.length} failures`);
  }

  errors.push(...takeErrors(hub.log));
  counts.hubErrors = errors.length;
  if (errors.length > 0)
    failures.push(`the hub logged ${errors.length} errors, the first in ${errors[0]?.where ?? '?'}`);
  const enrolled = await hub.hub.store.db.selectFrom('device').select('device_id').execute();
  if (enrolled.length !== 1) {
    counts.forgeries += enrolled.length - 1;
    failures.push(`${enrolled.length} devices are enrolled`);
  }
  if (Object.hasOwn(Object.prototype, 'polluted')) failures.push('the prototype of all objects was polluted');
  const growth = Math.max(0, highest - baseline);
  if (baseline > 0 && growth > GROWTH_MAX_MIB) failures.push(`memory grew by ${growth.toFixed(0)} MiB`);
  await hub.dispose();
  const rate = (kind: 'decoders' | 'endpoints'): number =>
    Math.round((counts[kind] * 1_000) / Math.max(1, times[kind]));
  return {
    ...NO_FAULT,
    tries,
    forgeriesAccepted: counts.forgeries,
    hubErrors: counts.hubErrors,
    counted: {
      refused: counts.refused,
      'read as what they say': counts.harmless,
      'decoders per second': rate('decoders'),
      'requests per second': rate('endpoints'),
      'p99 of a request, ms': Number(p99(Float64Array.from(endpointMs)).toFixed(1)),
      'growth of resident memory, MiB': Math.round(growth),
    },
    failures,
  };
};

/** Bytes and texts that nobody honest sends, given to every reader and to every endpoint of the hub. */
export const malformed: FaultRow = {
  name: 'malformed',
  title: 'malformed envelopes, tickets, bundles, JSON, signatures',
  tries: { ci: 20_000, full: 1_000_000 },
  needsBrowser: false,
  run,
};
