import { chromium } from '@playwright/test';
import { findBrowser } from '../../../scripts/find-browser.ts';
import { CHROMIUM_ARGS } from '../../support/chromium-args.ts';
import type { Bench, BenchRow } from '../bench.ts';
import { type BenchServer, startBenchServer } from './bench-server.ts';
import { type EmptyPage, serveEmptyPage } from './empty-page.ts';
import { engineRows } from './engine-rows.ts';
import { factsOf } from './form-facts.ts';
import { emptyRow, formRows, type FormMeasures, growthRow, pagedRow } from './form-rows.ts';
import { generateForm } from './generate-form.ts';
import { measureOnce, nothingYet, type Place } from './measure-form.ts';
import { rendererBytesRows } from './renderer-bytes.ts';
import type { Layout, Subject } from './subject.ts';

const SIZES = [40, 200, 1000, 3000] as const;
const PAGED_SIZE = 200;
const RUNS = 7;
/** Runs, the last ones, in which the form is also typed into and answered. */
const USED_RUNS = 3;

const nameOf = (items: number): string => `checkup-${items}`;

/** Opens the app, the floor and the floor with content-visibility in turn, so that a noisy minute meets all of them. */
const measureForm = async (place: Place, layout: Layout, items: number): Promise<FormMeasures> => {
  const facts = factsOf(generateForm({ items }));
  const names: readonly Subject['name'][] =
    layout === 'guardian' ? ['floor', 'app', 'floor-auto'] : ['floor', 'app'];
  const measures = { app: nothingYet(), floor: nothingYet(), 'floor-auto': nothingYet() };
  // The first opening of each fills the browser's caches and does not count.
  for (let run = -1; run < RUNS; run += 1) {
    for (const name of names) {
      const into = run < 0 ? nothingYet() : measures[name];
      const isUsed = run >= RUNS - USED_RUNS && name !== 'floor-auto';
      await measureOnce(place, { name, layout, form: nameOf(items) }, facts, into, isUsed);
    }
  }
  const { app, floor, 'floor-auto': auto } = measures;
  return {
    title: `${layout}, ${items} items`,
    items,
    app,
    floor,
    ...(layout === 'guardian' ? { auto } : {}),
  };
};

/** In turn with the floor of the shortest form. */
const measureEmpty = async (place: Place, empty: EmptyPage): Promise<BenchRow> => {
  const [items] = SIZES;
  const facts = factsOf(generateForm({ items }));
  const emptyMs: number[] = [];
  const floor = nothingYet();
  for (let run = -1; run < RUNS; run += 1) {
    const into = run < 0 ? nothingYet() : floor;
    await measureOnce(place, { name: 'floor', layout: 'guardian', form: nameOf(items) }, facts, into, false);
    const ms = await empty.readyMs(place.newPage);
    if (run >= 0) emptyMs.push(ms);
  }
  return emptyRow({ title: `guardian, ${items} items`, items, app: nothingYet(), floor }, emptyMs);
};

const measurePaged = async (place: Place): Promise<BenchRow> => {
  const facts = factsOf(generateForm({ items: PAGED_SIZE }));
  const app = nothingYet();
  const subject = { name: 'app', layout: 'paged', form: nameOf(PAGED_SIZE) } as const;
  for (let run = -1; run < RUNS; run += 1) {
    await measureOnce(place, subject, facts, run < 0 ? nothingYet() : app, false);
  }
  return pagedRow(PAGED_SIZE, app);
};

const measureLayout = async (place: Place, layout: Layout): Promise<readonly BenchRow[]> => {
  const measures: FormMeasures[] = [];
  for (const items of SIZES) {
    console.error(`[bench] forms: ${layout}, ${items} items`);
    measures.push(await measureForm(place, layout, items));
  }
  const [short] = measures;
  const long = measures.at(-1);
  const growth = short === undefined || long === undefined ? [] : [growthRow(long, short)];
  return [...measures.flatMap(formRows), ...growth];
};

const measureAll = async (server: BenchServer, empty: EmptyPage): Promise<readonly BenchRow[]> => {
  for (const items of SIZES) server.offer(nameOf(items), generateForm({ items }));
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...CHROMIUM_ARGS],
  });
  try {
    const context = await browser.newContext({
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      viewport: { width: 810, height: 1080 },
      // The cache of the browser stands in for the worker's, for the app and the floor alike.
      serviceWorkers: 'block',
    });
    const place: Place = { origin: server.origin, newPage: () => context.newPage() };
    return [
      ...(await measureLayout(place, 'guardian')),
      ...(await measureLayout(place, 'staff')),
      await measureEmpty(place, empty),
      await measurePaged(place),
      ...(await engineRows(
        place,
        server,
        SIZES.map((items) => [nameOf(items), generateForm({ items })]),
      )),
      ...(await rendererBytesRows()),
    ];
  } finally {
    await browser.close();
  }
};

/**
 * Long forms on `/preview` against a hand-written page with the same controls: see {@link floorPage} for what that
 * is, {@link noteReady} and {@link noteReactions} for what is counted.
 */
export const formsBench: Bench = async () => {
  const empty = await serveEmptyPage();
  const server = await startBenchServer();
  try {
    return await measureAll(server, empty);
  } finally {
    await server.stop();
    await empty.stop();
  }
};
