import { atMost, type BenchRow, type Budget, ratioAtMost } from '../bench.ts';
import { median, p95 } from '../support/samples.ts';
import type { Measured } from './measure-form.ts';

const MB = 1_000_000;

/** A form, a layout and everything that was measured of them. */
export interface FormMeasures {
  readonly title: string;
  readonly items: number;
  readonly app: Measured;
  readonly floor: Measured;
  /** The floor with `content-visibility: auto`. */
  readonly auto?: Measured;
}

const row = (
  name: string,
  unit: string,
  value: number,
  floor: number,
  budgets: readonly Budget[] = [],
): BenchRow => ({
  name,
  unit,
  value,
  floor,
  budgets,
});

const toPaint = (measured: Measured['keys']): readonly number[] => measured.map((each) => each.toPaint);
const work = (measured: Measured['keys']): readonly number[] => measured.map((each) => each.work);

/** Sizes at which the heap has a budget of its own, in MB. */
const HEAP_MOST_MB: Readonly<Record<number, number>> = { 1000: 8 };

const reactionRows = (
  name: string,
  app: Measured['keys'],
  floor: Measured['keys'],
  limit: number,
): readonly BenchRow[] => [
  row(`${name} → next paint, p95`, 'ms', p95(toPaint(app)), p95(toPaint(floor)), [ratioAtMost(limit)]),
  row(`${name} → next paint, median`, 'ms', median(toPaint(app)), median(toPaint(floor))),
  row(`${name}: work of the main thread, p95`, 'ms', p95(work(app)), p95(work(floor))),
];

/** The figures of one form in one layout, whole on the page. */
export const formRows = ({ title, items, app, floor, auto }: FormMeasures): readonly BenchRow[] => {
  const heapMost = HEAP_MOST_MB[items];
  const heapBudgets = [ratioAtMost(4), ...(heapMost === undefined ? [] : [atMost(heapMost)])];
  const automatic =
    auto === undefined
      ? []
      : [
          row(
            `${title}: the same, against a floor with content-visibility`,
            'ms',
            median(app.readyMs),
            median(auto.readyMs),
          ),
        ];
  return [
    row(
      `${title}: navigation → every control usable, median`,
      'ms',
      median(app.readyMs),
      median(floor.readyMs),
      [ratioAtMost(1.25)],
    ),
    ...automatic,
    row(
      `${title}: navigation → every control usable, fastest run`,
      'ms',
      Math.min(...app.readyMs),
      Math.min(...floor.readyMs),
    ),
    row(`${title}: navigation → every control usable, p95`, 'ms', p95(app.readyMs), p95(floor.readyMs)),
    row(
      `${title}: file asked for → every control usable, median`,
      'ms',
      median(app.sinceFileMs),
      median(floor.sinceFileMs),
    ),
    ...reactionRows(`${title}: keystroke`, app.keys, floor.keys, 1),
    ...reactionRows(`${title}: answer that shows or hides`, app.toggles, floor.toggles, 1.25),
    row(`${title}: JS heap`, 'MB', median(app.heapBytes) / MB, median(floor.heapBytes) / MB, heapBudgets),
    row(`${title}: DOM nodes of the form`, 'nodes', median(app.nodes), median(floor.nodes)),
  ];
};

/** What the framework needs to show nothing at all, beside the floor with its form. */
export const emptyRow = ({ title, floor }: FormMeasures, emptyMs: readonly number[]): BenchRow =>
  row(
    `an empty page of the same framework: navigation → shown, median (floor: of ${title})`,
    'ms',
    median(emptyMs),
    median(floor.readyMs),
  );

/** One question per screen: nothing on a floor page is like it, so only the app's own time is told. */
export const pagedRow = (items: number, app: Measured): BenchRow => ({
  name: `paged, ${items} items: navigation → first question usable, median`,
  unit: 'ms',
  value: median(app.readyMs),
  budgets: [],
});

/** A long form is typed into as a short one is. */
export const growthRow = (long: FormMeasures, short: FormMeasures): BenchRow =>
  row(
    `${long.title}: keystroke → next paint, p95 (floor: the app at ${short.items} items)`,
    'ms',
    p95(toPaint(long.app.keys)),
    p95(toPaint(short.app.keys)),
    [ratioAtMost(1.5)],
  );
