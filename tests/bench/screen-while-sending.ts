import type { BrowserContext, Page } from '@playwright/test';
import type { HubKeys } from '../../src/lib/contract/bundle.ts';
import { randomBytes } from '../../src/lib/crypto/bytes.ts';
import type { OutboxRow } from '../../src/lib/store/schema.ts';
import { ClinicPages } from '../support/clinic-pages.ts';
import { demoFacts, pinOf } from '../support/demo-facts.ts';
import { atMost, type Bench } from './bench.ts';
import { BenchTablet } from './support/bench-tablet.ts';
import { bookedCheckups } from './support/booked-checkups.ts';
import { SealedRevisions } from './support/sealed-revisions.ts';
import { slowDown } from './support/slow-down.ts';

const QUEUED = 2_000;
/** Rows that go into the page at a time. */
const AT_A_TIME = 100;
const DRAINED_WITHIN_MS = 15 * 60_000;
/** A task from here on keeps a finger waiting. */
const LONG_TASK_MS = 50;
const STILL_MS = 10_000;

declare global {
  interface Window {
    benchTasks?: { start: number; ms: number }[];
  }
}

const noteLongTasks = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const tasks: { start: number; ms: number }[] = [];
    window.benchTasks = tasks;
    new PerformanceObserver((list) => {
      for (const { startTime: start, duration: ms } of list.getEntries()) tasks.push({ start, ms });
    }).observe({ type: 'longtask' });
  });

/** What of the tablet's own row is needed to seal as it does. */
const deviceOf = (page: Page): Promise<{ deviceId: string; hubKeys: HubKeys }> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('meta').objectStore('meta').get('device');
          reading.onerror = () => reject(new Error('there is a device'));
          reading.onsuccess = () => {
            opening.result.close();
            const { deviceId, hubKeys } = reading.result as { deviceId: string; hubKeys: HubKeys };
            resolve({ deviceId, hubKeys });
          };
        };
      }),
  );

type Sent = Omit<OutboxRow, 'envelope'> & { readonly envelope: string };

const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Puts rows into the tablet's outbox and moves its chain on, while no app is open. */
const putInOutbox = async (
  page: Page,
  rows: readonly OutboxRow[],
  chain: SealedRevisions['chain'],
): Promise<void> => {
  const sent = rows.map((row): Sent => ({ ...row, envelope: inBase64(row.envelope) }));
  const head = { deviceSeq: chain.deviceSeq, lastHash: inBase64(chain.lastHash) };
  await page.evaluate(
    ({ sent, head }) =>
      new Promise<void>((resolve, reject) => {
        const bytesOf = (text: string) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const writing = opening.result.transaction(['meta', 'outbox'], 'readwrite');
          const [meta, outbox] = [writing.objectStore('meta'), writing.objectStore('outbox')];
          for (const row of sent) outbox.put({ ...row, envelope: bytesOf(row.envelope) });
          const reading = meta.get('chain');
          reading.onsuccess = () => {
            meta.put({
              ...(reading.result as object),
              deviceSeq: head.deviceSeq,
              lastHash: bytesOf(head.lastHash),
            });
          };
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          writing.onabort = () => reject(new Error('the rows were not taken'));
        };
      }),
    { sent, head },
  );
};

const delivered = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const index = opening.result.transaction('outbox').objectStore('outbox').index('heading');
          const counting = index.count(IDBKeyRange.bound(['delivered'], ['delivered', []]));
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

interface Tasks {
  readonly longest: number;
  readonly count: number;
}

/** The long tasks since a moment of the page's own clock. */
const longTasksSince = async (page: Page, since: number): Promise<Tasks> => {
  const tasks = await page.evaluate((from) => window.benchTasks?.filter(({ start }) => start >= from), since);
  if (tasks === undefined) throw new Error('the page noted its tasks');
  return { longest: Math.max(0, ...tasks.map(({ ms }) => ms)), count: tasks.length };
};

const now = (page: Page): Promise<number> => page.evaluate(() => performance.now());

/** Fills the outbox of a closed tablet with families' questionnaires. */
const fill = async (tablet: BenchTablet, page: Page): Promise<void> => {
  const device = await deviceOf(page);
  const world = { now: () => Date.now(), random: randomBytes };
  const checkups = await bookedCheckups(tablet.hub.dataDir);
  const revisions = await SealedRevisions.of(world, device, checkups, {
    questionnaire: { author: { kind: 'guardian', identifiedBy: 'ticket' }, signer: undefined },
  });
  for (let left = QUEUED; left > 0; left -= AT_A_TIME) {
    await putInOutbox(page, await revisions.seal(Math.min(left, AT_A_TIME)), revisions.chain);
  }
};

/** The doctor's board at a slow tablet, first with nothing to send, then while a full outbox is sent behind it. */
export const screenWhileSendingBench: Bench = async () => {
  const tablet = await BenchTablet.prepare();
  try {
    await tablet.reopen();
    const context = await tablet.profile.opened();
    await noteLongTasks(context);
    const page = await tablet.newPage();
    // A page of the origin without the app.
    const beside = await tablet.newPage();
    await beside.goto(`${tablet.hub.origin}/third-party.txt`);
    const clinic = new ClinicPages(page, tablet.hub.origin);
    const pin = pinOf(await demoFacts(tablet.hub), '医師');
    const openBoard = async (): Promise<number> => {
      await clinic.open();
      await clinic.unlock('doctor', pin);
      await page.waitForLoadState('networkidle');
      return now(page);
    };
    await slowDown(page);
    const stillSince = await openBoard();
    await page.waitForTimeout(STILL_MS);
    const still = await longTasksSince(page, stillSince);
    await page.goto('about:blank');
    await fill(tablet, beside);
    await context.setOffline(true);
    const since = await openBoard();
    await context.setOffline(false);
    const deadline = Date.now() + DRAINED_WITHIN_MS;
    const before = Date.now();
    while ((await delivered(beside)) < QUEUED) {
      if (Date.now() > deadline) throw new Error(`only ${await delivered(beside)} were delivered`);
      await beside.waitForTimeout(500);
    }
    const seconds = (Date.now() - before) / 1000;
    const sending = await longTasksSince(page, since);
    return [
      {
        name: `longest task on the doctor’s board while ${QUEUED} revisions are sent (floor: nothing to send)`,
        unit: 'ms',
        value: sending.longest,
        floor: Math.max(still.longest, LONG_TASK_MS),
        budgets: [atMost(LONG_TASK_MS)],
      },
      { name: 'tasks longer than 50 ms meanwhile', unit: '', value: sending.count, budgets: [atMost(0)] },
      { name: 'sent meanwhile', unit: 'revisions/s', value: QUEUED / seconds, budgets: [] },
    ];
  } finally {
    await tablet.dispose();
  }
};
