// Measures the budgets of DESIGN §8 and prints them: `npm run bench`. Words after it choose benches by name.

import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release } from 'node:os';
import { type Bench, type BenchRow, type Budget, isKept, ratioOf } from '../tests/bench/bench.ts';
import { answerSavedBench } from '../tests/bench/answer-saved.ts';
import { coldStartBench } from '../tests/bench/cold-start.ts';
import { drainBench } from '../tests/bench/drain.ts';
import { intakeBench } from '../tests/bench/intake.ts';
import { pageBytesBench } from '../tests/bench/page-bytes.ts';
import { ticketAcceptedBench } from '../tests/bench/ticket-accepted.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  'page-bytes': pageBytesBench,
  'cold-start': coldStartBench,
  'ticket-accepted': ticketAcceptedBench,
  'answer-saved': answerSavedBench,
  drain: drainBench,
  intake: intakeBench,
};

const figure = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

const budgetText = ({ of, is, limit }: Budget): string =>
  `${is === 'at most' ? '≤' : '≥'} ${limit}${of === 'ratio' ? '× floor' : ''}`;

const HEAD = ['figure', 'unit', 'value', 'floor', 'ratio', 'budget', ''];

const cellsOf = (row: BenchRow): readonly string[] => [
  row.name,
  row.unit,
  figure(row.value),
  figure(row.floor),
  figure(ratioOf(row)),
  row.budgets.map(budgetText).join(', '),
  row.budgets.length === 0 ? '' : isKept(row) ? 'kept' : 'MISSED',
];

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

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`no such bench: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`[bench] ${name} ...`);
  const started = performance.now();
  rows.push(...(await bench()));
  console.error(`[bench] ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  system: `${process.platform} ${release()}`,
  node: process.version,
};
console.log(`\n${table(rows)}\n`);
console.log(`${machine.cpu}, ${machine.cores} cores, ${machine.system}, Node ${machine.node}`);
const measured = rows.map((row) => ({ ...row, ratio: ratioOf(row) ?? null, kept: isKept(row) }));
writeFileSync(
  'bench.json',
  `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, rows: measured }, null, 2)}\n`,
);
