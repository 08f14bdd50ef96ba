import type { ReferenceSex } from '../domain/growth/growth-measure.ts';
import type { Percentile } from '../domain/growth/percentile-band.ts';
import { ageAxis, marksOn, valueAxis, type Axis, type ChartMeasure, type GrowthView } from './growth-axes.ts';
import { referenceLines, type Place } from './growth-lines.ts';
import { isDrawable, type GrowthPoint } from './growth-point.ts';
import { spreadLabels } from './label-spread.ts';

export interface GrowthChartData {
  readonly measure: ChartMeasure;
  readonly sex: ReferenceSex | 'unknown';
  readonly view: GrowthView;
  readonly points: readonly GrowthPoint[];
}

/** A mark of the child. One beyond the value axis stands at its end and says so. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly beyond: 'above' | 'below' | undefined;
}

/** The points of one way to count age, joined. */
export interface Series {
  readonly path: string;
  readonly marks: readonly Mark[];
}

export interface LineLabel {
  readonly x: number;
  readonly y: number;
  /** Where its line ends. */
  readonly end: { readonly x: number; readonly y: number };
}

export interface DrawnLine {
  readonly percentile: Percentile;
  readonly sex?: ReferenceSex;
  readonly path: string;
  readonly label: LineLabel;
}

/** Everything that is drawn, in units of which 16 are one rem. Every number is finite. */
export interface GrowthPicture {
  readonly width: number;
  readonly height: number;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly ageMarks: readonly { readonly months: number; readonly x: number; readonly named: boolean }[];
  readonly valueMarks: readonly { readonly value: number; readonly y: number; readonly named: boolean }[];
  /** From the lowest to the highest line. */
  readonly zone: string;
  /** Lowest first. */
  readonly lines: readonly DrawnLine[];
  readonly actual: Series;
  /** By corrected age, from the due date on. */
  readonly corrected: Series;
  /** How many points have an age this view does not show. */
  readonly outsideView: number;
  /** Whether a mark stands at the end of the axis instead of at its value. */
  readonly anyBeyond: boolean;
}

const MARGIN = { left: 40, top: 30, bottom: 46 } as const;
const LABEL_GAP = 14;
/** Between the end of a line and its label. */
const LEADER = 12;

const rounded = (length: number): number => Math.round(length * 10) / 10;

/** Narrow pictures are higher than wide, wide ones lower. */
const heightFor = (width: number): number => Math.round(Math.min(Math.max(width * 0.72, 400), 580));

const pathOf = (places: readonly (readonly [number, number])[]): string =>
  places.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');

interface Scales {
  readonly x: (months: number) => number;
  readonly y: (value: number) => number;
}

/** A point far outside is drawn no further than one axis length outside: the joining line leaves the plot anyway. */
const scaleOf = ({ from, to }: Axis, start: number, end: number): ((value: number) => number) => {
  const span = to - from;
  return (value) => {
    const part = (Math.min(Math.max(value, from - span), to + span) - from) / span;
    return rounded(start + part * (end - start));
  };
};

const seriesOf = (
  places: readonly Place[],
  { age, value, x, y }: Scales & { readonly age: Axis; readonly value: Axis },
): Series => {
  const shown = places.filter(([months]) => months >= age.from && months <= age.to);
  return {
    path: places.length > 1 ? pathOf(places.map(([months, size]) => [x(months), y(size)])) : '',
    marks: shown.map(([months, size]) => ({
      x: x(months),
      y: y(Math.min(Math.max(size, value.from), value.to)),
      beyond: size > value.to ? 'above' : size < value.from ? 'below' : undefined,
    })),
  };
};

/**
 * The growth curve (発育曲線) as lengths and paths. Points that are no points are left out; a value beyond the axis is
 * marked at its end; before the due date there is no corrected mark. @param width in units of which 16 are one rem
 */
export const growthPicture = (
  { measure, sex, view, points }: GrowthChartData,
  width: number,
): GrowthPicture => {
  const drawable = points.filter(isDrawable).toSorted((a, b) => a.ageMonths - b.ageMonths);
  const age = ageAxis(measure, view);
  const inView = drawable.filter(({ ageMonths }) => ageMonths >= age.from && ageMonths <= age.to);
  const value = valueAxis(
    measure,
    view,
    inView.map((point) => point.value),
  );
  const height = heightFor(width);
  const plot = {
    left: MARGIN.left,
    right: width - (sex === 'unknown' ? 88 : 44),
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const x = scaleOf(age, plot.left, plot.right);
  const y = scaleOf(value, plot.bottom, plot.top);
  const scales = { age, value, x, y };

  const drawn = referenceLines(measure, sex, age).map((line) => ({
    line,
    places: line.places.map(([months, size]) => [x(months), y(size)] as const),
  }));
  const ends = drawn.map(({ places }) => places.at(-1) ?? [plot.right, plot.bottom]);
  // On the screen the highest line comes first.
  const labels = spreadLabels(ends.map(([, end]) => end).toReversed(), {
    min: plot.top,
    max: plot.bottom,
    gap: LABEL_GAP,
  }).toReversed();
  const edges = [drawn.at(0)?.places ?? [], drawn.at(-1)?.places ?? []] as const;

  const actual = seriesOf(
    drawable.map((point): Place => [point.ageMonths, point.value]),
    scales,
  );
  const corrected = seriesOf(
    drawable.flatMap(({ correctedAgeMonths: months, value: size }): Place[] =>
      months !== undefined && months >= 0 && months < Infinity ? [[months, size]] : [],
    ),
    scales,
  );
  const namedAt = ({ from, step }: Axis, mark: number): boolean =>
    Math.abs(mark / step - Math.round(mark / step)) < 1e-9 && mark >= from;

  return {
    width,
    height,
    plot,
    ageMarks: marksOn(age, age.fineStep).map((months) => ({
      months,
      x: x(months),
      named: namedAt(age, months),
    })),
    valueMarks: marksOn(value, value.fineStep).map((size) => ({
      value: size,
      y: y(size),
      named: namedAt(value, size),
    })),
    zone: `${pathOf([...edges[0], ...edges[1].toReversed()])}Z`,
    lines: drawn.map(({ line: { places: _, ...line }, places }, index) => {
      const [endX, endY] = ends[index] ?? [plot.right, plot.bottom];
      return {
        ...line,
        path: pathOf(places),
        label: { x: endX + LEADER, y: rounded(labels[index] ?? endY), end: { x: endX, y: endY } },
      };
    }),
    actual,
    corrected,
    outsideView: drawable.length - inView.length,
    anyBeyond: [...actual.marks, ...corrected.marks].some(({ beyond }) => beyond !== undefined),
  };
};
