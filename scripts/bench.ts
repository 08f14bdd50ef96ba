// Measures the budgets of DESIGN §8 and prints them: `npm run bench`. Words after it choose benches by name. Their
// tables in docs/benchmarks.md are replaced.

import './form-tables/in-node.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release } from 'node:os';
import { format, resolveConfig } from 'prettier';
import type { Bench, BenchRow } from '../tests/bench/bench.ts';
import { answerSavedBench } from '../tests/bench/answer-saved.ts';
import { recordedRows } from '../tests/bench/bench-record.ts';
import { type BenchRun, cellsOf, HEAD, withBenches } from '../tests/bench/benchmarks-page.ts';
import { catalogBench } from '../tests/bench/catalog.ts';
import { coldStartBench } from '../tests/bench/cold-start.ts';
import { dayOpenedBench } from '../tests/bench/day-opened.ts';
import { drainBench } from '../tests/bench/drain.ts';
import { formsBadInputBench } from '../tests/bench/forms-bad-input.ts';
import { formsBench } from '../tests/bench/forms/forms.ts';
import { intakeBench } from '../tests/bench/intake.ts';
import { pageBytesBench } from '../tests/bench/page-bytes.ts';
import { screenWhileSendingBench } from '../tests/bench/screen-while-sending.ts';
import { ticketAcceptedBench } from '../tests/bench/ticket-accepted.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  'page-bytes': pageBytesBench,
  'cold-start': coldStartBench,
  forms: formsBench,
  'forms-bad-input': formsBadInputBench,
  catalog: catalogBench,
  'ticket-accepted': ticketAcceptedBench,
  'answer-saved': answerSavedBench,
  'day-opened': dayOpenedBench,
  drain: drainBench,
  'screen-while-sending': screenWhileSendingBench,
  intake: intakeBench,
};

const table = (rows: readonly BenchRow[]): string => {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const RECORD = 'bench.json';

/** What earlier runs left; nothing where there is none, or where it cannot be read. */
const earlierRecord = (): unknown => {
  try {
    return JSON.parse(readFileSync(RECORD, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`no such bench: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

const rows: BenchRow[] = [];
const runs: Omit<BenchRun, 'where'>[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`[bench] ${name} ...`);
  const started = performance.now();
  const measuredRows = await bench();
  rows.push(...measuredRows);
  runs.push({ name, rows: measuredRows });
  console.error(`[bench] ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  system: `${process.platform} ${release()}`,
  node: process.version,
};
console.log(`\n${table(rows)}\n`);
const where = `${machine.cpu}, ${machine.cores} cores, ${machine.system}, Node ${machine.node}`;
console.log(where);
const measuredAt = new Date().toISOString();
const record = {
  measuredAt,
  machine,
  rows: recordedRows(earlierRecord(), runs, measuredAt),
};
writeFileSync(RECORD, `${JSON.stringify(record, null, 2)}\n`);

const PAGE = 'docs/benchmarks.md';
const today = new Date().toISOString().slice(0, 10);
const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '# Benchmarks\n';
const text = withBenches(
  page,
  runs.map((run) => ({ ...run, where: `${today} · ${where}` })),
);
const options = (await resolveConfig(PAGE)) ?? {};
writeFileSync(PAGE, await format(text, { ...options, parser: 'markdown' }));
