import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installBuiltWorker } from '../support/built-worker.ts';
import { atMost, type Bench } from './bench.ts';
import { BenchTablet } from './support/bench-tablet.ts';
import { buildEmptyApp } from './support/empty-app.ts';
import { loadedBytes, type LoadedBytes } from './support/loaded-bytes.ts';
import { pageBytes } from './support/page-bytes.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

const inKilobytes = (bytes: number): number => bytes / 1000;

const travelBytes = (file: string): number => statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;

const measured = async (): Promise<LoadedBytes> => {
  const tablet = await BenchTablet.prepare();
  try {
    return await loadedBytes(tablet, join(BUILD, 'client'));
  } finally {
    await tablet.dispose();
  }
};

/** What travels before somebody can work: scripts and styles of the two main pages, and the whole precache. */
export const pageBytesBench: Bench = async () => {
  const empty = buildEmptyApp();
  const floor = inKilobytes(pageBytes(empty.page, empty.client));
  const bytesOf = (page: string): number =>
    inKilobytes(pageBytes(join(BUILD, 'prerendered', page), join(BUILD, 'client')));
  const { cached } = await installBuiltWorker(BUILD);
  const precache = [...cached.values()].reduce((sum, file) => sum + travelBytes(file), 0);
  const { toQuestion, byCamera, behind } = await measured();
  return [
    {
      name: 'JS + CSS to the first guardian question, as a browser asks for it',
      unit: 'kB brotli',
      value: inKilobytes(toQuestion),
      floor,
      budgets: [atMost(80)],
    },
    {
      name: 'JS + CSS for the camera beside it, asked for when it opens',
      unit: 'kB brotli',
      value: inKilobytes(byCamera),
      budgets: [atMost(110)],
    },
    {
      name: 'JS + CSS behind it, asked for when the first screen stands',
      unit: 'kB brotli',
      value: inKilobytes(behind),
      budgets: [],
    },
    {
      name: 'JS + CSS that the guardian page names',
      unit: 'kB brotli',
      value: bytesOf('kiosk.html'),
      floor,
      budgets: [atMost(80)],
    },
    {
      name: 'JS + CSS to the staff page',
      unit: 'kB brotli',
      value: bytesOf('clinic.html'),
      floor,
      budgets: [atMost(150)],
    },
    { name: 'whole precache', unit: 'kB brotli', value: inKilobytes(precache), budgets: [atMost(2500)] },
  ];
};
