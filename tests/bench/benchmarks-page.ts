import { type BenchRow, type Budget, isKept, ratioOf } from './bench.ts';

/** A number as it stands in the tables: three significant digits, whole from 100. */
export const figure = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

const budgetText = ({ of, is, limit }: Budget): string =>
  `${is === 'at most' ? '≤' : '≥'} ${limit}${of === 'ratio' ? '× floor' : ''}`;

export const HEAD: readonly string[] = ['figure', 'unit', 'value', 'floor', 'ratio', 'budget', ''];

/** A row as texts, in the order of {@link HEAD}. */
export const cellsOf = (row: BenchRow): readonly string[] => [
  row.name,
  row.unit,
  figure(row.value),
  figure(row.floor),
  figure(ratioOf(row)),
  row.budgets.map(budgetText).join(', '),
  row.budgets.length === 0 ? '' : isKept(row) ? 'kept' : 'MISSED',
];

/** One bench of a run. */
export interface BenchRun {
  readonly name: string;
  /** Day, machine: what a reader must know of the figures. */
  readonly where: string;
  readonly rows: readonly BenchRow[];
}

const startOf = (name: string): string => `<!-- bench ${name} -->`;
const endOf = (name: string): string => `<!-- end of ${name} -->`;

const markdown = ({ name, where, rows }: BenchRun): string => {
  const escaped = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    startOf(name),
    '',
    `## ${name}`,
    '',
    where,
    '',
    escaped(HEAD),
    escaped(HEAD.map(() => '---')),
    ...rows.map((row) => escaped(cellsOf(row))),
    '',
    endOf(name),
  ].join('\n');
};

/**
 * The page of benchmarks with the tables of these benches put in place of their earlier ones, or at its end. What a
 * person wrote, and benches that did not run, stay as they are.
 */
export const withBenches = (page: string, runs: readonly BenchRun[]): string => {
  let text = page.trimEnd();
  for (const run of runs) {
    const start = text.indexOf(startOf(run.name));
    const end = text.indexOf(endOf(run.name));
    text =
      start === -1 || end < start
        ? `${text}\n\n${markdown(run)}`
        : text.slice(0, start) + markdown(run) + text.slice(end + endOf(run.name).length);
  }
  return `${text}\n`;
};
