// Runs the fault suite: `npm run test:faults [-- [--full [--part K/N]] [--seed N] [--count N] [--try K] [row …]]`. Every
// row runs in a process of its own, so that a row that takes its process down fails and the others go on. With --full
// the lines of the rows that held are replaced in docs/reliability.md. --part K/N makes the K-th of N equal parts of the
// tries, so that a long row can be run in pieces with one seed.

import './form-tables/in-node.ts';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { FAULT_ROWS } from '../tests/faults/rows.ts';
import type { FaultFigures, FaultRow, FaultRun } from '../tests/faults/support/fault-row.ts';
import { MUST_BE_ZERO, wrongsOf, ZERO_FIGURES } from '../tests/faults/support/judge.ts';
import { type RunPart, withRun } from '../tests/faults/support/reliability-page.ts';
import { provideBrowser } from './testing/provide-browser.ts';

const PAGE = 'docs/reliability.md';

/** Failures of one row that are shown; the first tell the most. */
const SHOWN_FAILURES = 20;

/** Says how far a run is at most so often, milliseconds. */
const NOTE_EVERY_MS = 10_000;

/**
 * As the hub is deployed (`deploy/`). glibc raises this bound by itself, up to 32 MiB, to the largest block that was freed; the
 * large ones then lie among the small ones, and one that is in use keeps all that is free below it resident.
 */
const MEMORY_GIVEN_BACK = { MALLOC_MMAP_THRESHOLD_: '131072' };

/** What one row came to. `figures` is missing when its process ended before it could tell. */
interface RowResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seed: number;
  readonly seconds: number;
  readonly figures?: FaultFigures;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false },
    seed: { type: 'string' },
    count: { type: 'string' },
    try: { type: 'string' },
    part: { type: 'string' },
    /** Where to write what the rows came to, as JSON. */
    report: { type: 'string' },
    /** Runs the one row in this very process. */
    alone: { type: 'boolean', default: false },
  },
});

const wholeNumber = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} takes a whole number`);
  return Number(text);
};

const names = positionals.length > 0 ? positionals : Object.keys(FAULT_ROWS);
const unknown = names.filter((name) => !Object.hasOwn(FAULT_ROWS, name));
if (unknown.length > 0) {
  console.error(`no such row: ${unknown.join(', ')}; there are ${Object.keys(FAULT_ROWS).join(', ')}`);
  process.exit(2);
}
const seed = wholeNumber('seed', values.seed) ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
const count = wholeNumber('count', values.count);
const only = wholeNumber('try', values.try);

const partOf = (text: string | undefined): RunPart | undefined => {
  if (text === undefined) return undefined;
  const [, number, of] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (number === undefined || of === undefined || number > of || !values.full || values.seed === undefined)
    throw new Error('--part takes K/N with K from 1 to N, and goes with --full and --seed');
  return { number, of };
};
const part = partOf(values.part);

const commit = (): string => {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'tests', 'scripts') !== '';
    return git('rev-parse', '--short=10', 'HEAD') + (changed ? ' + changes' : '');
  } catch {
    return 'unknown';
  }
};

const writePage = async (row: FaultRow, figures: FaultFigures, seconds: number): Promise<void> => {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '# Reliability\n';
  const date = new Date().toISOString().slice(0, 10);
  const run = { row, figures, seed, seconds, date, commit: commit(), ...(part && { part }) };
  const options = (await resolveConfig(PAGE)) ?? {};
  const text = withRun(page, run, Object.keys(FAULT_ROWS));
  writeFileSync(PAGE, await format(text, { ...options, parser: 'markdown' }));
};

const tell = (
  name: string,
  asked: number,
  { figures, seconds }: RowResult,
  wrongs: readonly string[],
): void => {
  const zeros = ZERO_FIGURES.map((figure) => `${MUST_BE_ZERO[figure]} ${figures?.[figure] ?? '?'}`).join(
    ', ',
  );
  const counted = Object.entries(figures?.counted ?? {}).map(([words, value]) => `${words} ${value}`);
  const verdict = wrongs.length === 0 ? 'ok  ' : 'FAIL';
  console.log(
    `${verdict} ${name}: seed ${seed}, ${figures?.tries ?? 0} of ${asked} tries, ${seconds.toFixed(1)} s; ${zeros}`,
  );
  if (counted.length > 0) console.log(`     ${counted.join(', ')}`);
  for (const wrong of wrongs) console.log(`     ${wrong}`);
  for (const failure of figures?.failures.slice(0, SHOWN_FAILURES) ?? []) console.log(`     - ${failure}`);
  const left = (figures?.failures.length ?? 0) - SHOWN_FAILURES;
  if (left > 0) console.log(`     (${left} more)`);
  if (wrongs.length > 0) {
    console.log(`     again: npm run test:faults -- ${name} --seed ${seed} --count ${asked}`);
    console.log(`     one try: npm run test:faults -- ${name} --seed ${seed} --try <K>`);
  }
};

/** Runs the row here. Rejects only when the row itself has a bug. */
const runHere = async (name: string): Promise<RowResult> => {
  const row = await FAULT_ROWS[name]?.();
  if (row?.name !== name) throw new Error(`the row listed as ${name} has another name`);
  const whole = row.tries[values.full ? 'full' : 'ci'];
  const first = part && Math.floor((whole * (part.number - 1)) / part.of);
  const tries = part && first !== undefined ? Math.floor((whole * part.number) / part.of) - first : whole;
  const asked = only === undefined ? (count ?? tries) : 1;
  const browser = row.needsBrowser ? provideBrowser() : '';
  if (browser === undefined) throw new Error('no Chromium: install one, or set CHROMIUM_PATH to its path');
  let noted = performance.now();
  const note: FaultRun['note'] = (text) => {
    if (performance.now() - noted < NOTE_EVERY_MS) return;
    noted = performance.now();
    console.log(`     ${name}: ${text}`);
  };
  console.log(`     ${name}: seed ${seed}, ${asked} tries ...`);
  const started = performance.now();
  const given = { count: asked, seed, full: values.full, browser, note, ...(first && { first }) };
  const figures = await row.run(only === undefined ? given : { ...given, only });
  const seconds = (performance.now() - started) / 1_000;
  const wrongs = wrongsOf(figures, asked);
  const result = { name, passed: wrongs.length === 0, seed, seconds, figures };
  tell(name, asked, result, wrongs);
  // what failed is repaired, not published
  const isWhole = values.full && only === undefined && count === undefined;
  if (isWhole && result.passed) await writePage(row, figures, seconds);
  return result;
};

/** Runs the row in a process of its own. */
const runApart = async (name: string): Promise<RowResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-faults-'));
  const report = join(folder, 'row.json');
  const started = performance.now();
  const options = [
    ...(values.full ? ['--full'] : []),
    ...(count === undefined ? [] : ['--count', String(count)]),
    ...(only === undefined ? [] : ['--try', String(only)]),
    ...(values.part === undefined ? [] : ['--part', values.part]),
  ];
  const script = fileURLToPath(import.meta.url);
  const args = [script, '--alone', '--report', report, '--seed', String(seed), ...options, name];
  try {
    const code = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, args, {
        stdio: 'inherit',
        env: { ...MEMORY_GIVEN_BACK, ...process.env },
      });
      child.on('error', () => resolve(127));
      child.on('close', (exit, signal) => resolve(signal === null ? (exit ?? 1) : 128));
    });
    if (existsSync(report)) return (JSON.parse(readFileSync(report, 'utf8')) as [RowResult])[0];
    const seconds = (performance.now() - started) / 1_000;
    console.log(`FAIL ${name}: seed ${seed}, the row's process ended with code ${code} and told nothing`);
    return { name, passed: false, seed, seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const results: RowResult[] = [];
for (const name of names) results.push(values.alone ? await runHere(name) : await runApart(name));
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(results));
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
