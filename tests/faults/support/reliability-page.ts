import type { FaultFigures, FaultRow } from './fault-row.ts';
import { MUST_BE_ZERO, ZERO_FIGURES } from './judge.ts';

/** A full run of one row, as its line tells of it. */
export interface FullRun {
  readonly row: Pick<FaultRow, 'name' | 'title'>;
  readonly figures: FaultFigures;
  readonly seed: number;
  readonly seconds: number;
  /** Civil date of the run. */
  readonly date: string;
  /** The tree it was made from. */
  readonly commit: string;
}

const START = '<!-- fault rows -->';
const END = '<!-- end of fault rows -->';

const HEAD: readonly string[] = [
  'fault',
  'tries',
  ...ZERO_FIGURES.map((name) => MUST_BE_ZERO[name]),
  '≤ at 95 %',
  'counted',
  'date',
  'seed',
  'took',
  'commit',
];

const grouped = (value: number): string => value.toLocaleString('en-US');

/** Upper bound of the failure rate at 95 % when none was seen in so many independent tries: the rule of three. */
export const upperBound = (tries: number): string =>
  tries < 1 ? '–' : `${Number(((3 / tries) * 100).toPrecision(2)).toString()} %`;

const took = (seconds: number): string =>
  seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`;

const cellsOf = ({ row, figures, seed, seconds, date, commit }: FullRun): readonly string[] => [
  `\`${row.name}\`: ${row.title}`,
  grouped(figures.tries),
  ...ZERO_FIGURES.map((name) => grouped(figures[name])),
  upperBound(figures.tries),
  Object.entries(figures.counted)
    .map(([words, value]) => `${words}: ${typeof value === 'number' ? grouped(value) : value}`)
    .join('; '),
  date,
  String(seed),
  took(seconds),
  commit,
];

const lineOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const nameIn = (line: string): string | undefined => /^\|\s*`([a-z0-9-]+)`/.exec(line)?.[1];

/**
 * The page with this run's line in place of the row's earlier one. The lines of other rows and what a person wrote
 * stay as they are.
 * @param order names of all rows as the table lists them; a line of a row that is not among them stands last
 */
export const withRun = (page: string, run: FullRun, order: readonly string[]): string => {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  const [before, table, after] =
    start === -1 || end < start
      ? [`${page.trimEnd()}\n\n`, '', '\n']
      : [page.slice(0, start), page.slice(start, end), page.slice(end + END.length)];
  const lines = new Map<string, string>();
  for (const line of table.split('\n')) {
    const name = nameIn(line);
    if (name !== undefined) lines.set(name, line);
  }
  lines.set(run.row.name, lineOf(cellsOf(run)));
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const sorted = [...lines].sort(([left], [right]) => place(left) - place(right)).map(([, line]) => line);
  return `${before}${START}\n\n${[lineOf(HEAD), lineOf(HEAD.map(() => '---')), ...sorted].join('\n')}\n\n${END}${after}`;
};
