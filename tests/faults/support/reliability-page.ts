import type { FaultFigures, FaultRow } from './fault-row.ts';
import { MUST_BE_ZERO, ZERO_FIGURES } from './judge.ts';

/** One of the equal parts that a row's tries are run in. */
export interface RunPart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** A full run of one row, or of a part of it, as its line tells of it. */
export interface FullRun {
  readonly part?: RunPart;
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

const cellsOf = ({ row, part, figures, seed, seconds, date, commit }: FullRun): readonly string[] => [
  `\`${row.name}\`: ${row.title}${part ? `, part ${String(part.number)} of ${String(part.of)}` : ''}`,
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

const LINE = /^\|\s*`(?<name>[a-z0-9-]+)`[^|]*?(?:, part (?<number>\d+) of (?<of>\d+))?\s*\|/;
const IN_ALL = /^\|\s*`[a-z0-9-]+` in all/;

/** A line of the table, with the row that it is of and its part; 0 of 0 for a run of the whole row. */
interface Line {
  readonly name: string;
  readonly number: number;
  readonly of: number;
  readonly text: string;
}

const linesOf = (table: string): readonly Line[] =>
  table.split('\n').flatMap((text) => {
    const { name, number = 0, of = 0 } = LINE.exec(text)?.groups ?? {};
    return name === undefined || IN_ALL.test(text)
      ? []
      : [{ name, number: Number(number), of: Number(of), text }];
  });

const numberIn = (line: Line, column: number): number =>
  Number(line.text.split('|')[column + 1]?.replaceAll(',', '') ?? Number.NaN);

/** The sum of a row that is run in parts: what was made of it so far. */
const inAll = (name: string, parts: readonly Line[]): string => {
  const sum = (column: number): number => parts.reduce((total, line) => total + numberIn(line, column), 0);
  const tries = sum(1);
  const figures = ZERO_FIGURES.map((_, index) => grouped(sum(2 + index)));
  const made = `${String(parts.length)} of ${String(parts[0]?.of)} parts`;
  return lineOf([`\`${name}\` in all`, grouped(tries), ...figures, upperBound(tries), made, '', '', '', '']);
};

/**
 * The page with this run's line in place of the row's earlier one. The lines of other rows and what a person wrote
 * stay as they are.
 * A row that is run in parts has a line
 * for each part and their sum below.
 * @param order names of all rows as the table lists them; a line of a row that is not among them stands last
 */
export const withRun = (page: string, run: FullRun, order: readonly string[]): string => {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  const [before, table, after] =
    start === -1 || end < start
      ? [`${page.trimEnd()}\n\n`, '', '\n']
      : [page.slice(0, start), page.slice(start, end), page.slice(end + END.length)];
  const { number, of } = run.part ?? { number: 0, of: 0 };
  const name = run.row.name;
  // Parts of another division do not add up with these.
  const kept = linesOf(table).filter(
    (line) => line.name !== name || (line.of === of && line.number !== number),
  );
  const lines = [...kept, { name, number, of, text: lineOf(cellsOf(run)) }];
  const names = [...new Set([...order, ...lines.map((line) => line.name)])];
  const sorted = names.flatMap((each) => {
    const own = lines.filter((line) => line.name === each).sort((left, right) => left.number - right.number);
    return [...own.map(({ text }) => text), ...((own[0]?.of ?? 0) > 0 ? [inAll(each, own)] : [])];
  });
  return `${before}${START}\n\n${[lineOf(HEAD), lineOf(HEAD.map(() => '---')), ...sorted].join('\n')}\n\n${END}${after}`;
};
