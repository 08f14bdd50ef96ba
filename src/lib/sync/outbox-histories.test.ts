import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problem, type ProblemCode } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { firstBrokenLine } from '../store/audit-chain.ts';
import type { MemoryDisk } from '../store/memory-store.ts';
import type { AuditRow, OutboxRow } from '../store/schema.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { OutboxRunner } from './outbox-runner.ts';
import { aBench, aLock, aReceipt, aRow } from './testing/sync-bench.ts';
import type { Transport } from './transport.ts';

/** `cut-after`: the hub has taken the row and its answer is lost. */
type Step = 'ok' | 'cut-after' | ProblemCode;

const STEPS: readonly Step[] = [
  'ok',
  'ok',
  'cut-after',
  'network-unreachable',
  'network-timeout',
  'answer-not-from-hub',
  'receipt-invalid',
  'rate-limited',
  'hub-error',
  'hub-unavailable',
  'signature-clock-skew',
  'revision-in-progress',
  'revision-conflict',
  'envelope-malformed',
  'request-too-large',
  'stored-data-damaged',
  'device-revoked',
  'forbidden',
  'signature-invalid',
];

type Event = 'time' | 'kill' | 'manual' | 'online' | 'clock back' | 'clock forward' | 'second tab';

/** Sent while an earlier revision of the record was not delivered. */
const outOfOrder = (disk: MemoryDisk, row: OutboxRow): boolean =>
  [...disk.outbox.values()].some(
    (other) =>
      other.recordId === row.recordId && other.deviceSeq < row.deviceSeq && other.state !== 'delivered',
  );

const isSendable = (disk: MemoryDisk, row: OutboxRow): boolean =>
  disk.outbox.get(row.revisionId)?.state === 'queued' && !outOfOrder(disk, row);

const deliveriesOf = (log: readonly AuditRow[], { revisionId }: OutboxRow): number =>
  log.filter((line) => line.action === 'delivered' && line.revisionId === revisionId).length;

const history = fc.record({
  records: fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G'), { minLength: 1, maxLength: 24 }),
  steps: fc.array(fc.constantFrom(...STEPS), { maxLength: 60 }),
  events: fc.array(
    fc.constantFrom<Event>(
      'time',
      'time',
      'time',
      'kill',
      'manual',
      'online',
      'clock back',
      'clock forward',
      'second tab',
    ),
    { maxLength: 20 },
  ),
  seed: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

describe('whatever the hub answers, and whenever the tablet dies', () => {
  it('every record ends delivered exactly once or parked with its bytes, in order, and none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ records, steps, events, seed }) => {
        const rows = records.map((record, index) => aRow(`${record}${String(index + 1)}`));
        const { disk, store, clock } = await aBench(rows);
        const script = [...steps];
        const hub = new Map<string, number>();
        const wrong: string[] = [];
        const transport: Transport = {
          send: async (row) => {
            if (outOfOrder(disk, row)) wrong.push(row.revisionId);
            await Promise.resolve();
            const step = script.shift() ?? 'ok';
            if (step !== 'ok' && step !== 'cut-after') return problem(step);
            // the hub takes a revision once and answers the same ever after
            hub.set(row.revisionId, hub.get(row.revisionId) ?? hub.size + 1);
            return step === 'ok' ? ok(aReceipt(row)) : problem('network-timeout');
          },
        };
        const lock = aLock();
        const parts = { store, clock, transport, lock, random: () => seed };
        let runners = [new OutboxRunner(parts)];
        const quiet = async (): Promise<void> => {
          for (const runner of runners) await runner.whenIdle();
        };
        runners[0]?.start();
        for (const event of events) {
          if (event === 'time') await clock.pass(400_000, quiet);
          if (event === 'manual' || event === 'online') for (const runner of runners) runner.kick(event);
          if (event === 'clock back') clock.jump(-86_400_000);
          if (event === 'clock forward') clock.jump(86_400_000);
          if (event === 'kill' || event === 'second tab') {
            const next = new OutboxRunner(parts);
            next.start();
            if (event === 'second tab') runners.push(next);
            else {
              await Promise.all(runners.map((runner) => runner.stop()));
              runners = [next];
            }
          }
        }
        while (rows.some((row) => isSendable(disk, row))) {
          for (const runner of runners) runner.kick('manual');
          await quiet();
          await clock.pass(1_000_000, quiet);
        }
        await quiet();
        const log = valueOf(await store.all('audit'));
        for (const row of rows) {
          const end = disk.outbox.get(row.revisionId);
          expect(end?.envelope).toEqual(row.envelope);
          expect(deliveriesOf(log, row)).toBe(end?.state === 'delivered' ? 1 : 0);
          // what is still queued waits for an earlier, parked revision of its record and for nothing else
          if (end?.state === 'queued') expect(outOfOrder(disk, row)).toBe(true);
        }

        script.length = 0;
        // a person looks at what was parked and sends it again
        for (const row of rows) await runners[0]?.resend(row.revisionId);
        await quiet();
        // another tab may have had the lock at that moment
        await clock.pass(30_000, quiet);
        await Promise.all(runners.map((runner) => runner.stop()));
        expect(wrong).toEqual([]);
        const wholeLog = valueOf(await store.all('audit'));
        for (const row of rows) {
          expect(disk.outbox.get(row.revisionId)).toMatchObject({
            state: 'delivered',
            receipt: `receipt for ${row.revisionId}`,
            envelope: row.envelope,
          });
          expect(hub.has(row.revisionId)).toBe(true);
          expect(deliveriesOf(wholeLog, row)).toBe(1);
        }
        const chain = valueOf(await store.get('meta', 'chain'));
        expect(chain?.key === 'chain' && (await firstBrokenLine(wholeLog, chain))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
