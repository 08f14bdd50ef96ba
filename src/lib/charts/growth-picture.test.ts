import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAtPercentile } from '../domain/growth/growth-curve.ts';
import type { ChartMeasure, GrowthView } from './growth-axes.ts';
import { growthPicture, type GrowthChartData, type GrowthPicture } from './growth-picture.ts';
import type { GrowthPoint } from './growth-point.ts';

const MEASURES: readonly ChartMeasure[] = ['weightKg', 'heightCm', 'headCm'];
const VIEWS: readonly GrowthView[] = ['infant', 'child'];
const SEXES = ['male', 'female', 'unknown'] as const;

const aPoint = (ageMonths: number, value: number, correctedAgeMonths?: number): GrowthPoint => ({
  date: '2026-06-01',
  ageMonths,
  value,
  ...(correctedAgeMonths !== undefined && { correctedAgeMonths }),
});
const aChart = (change: Partial<GrowthChartData> = {}): GrowthChartData => ({
  measure: 'weightKg',
  sex: 'male',
  view: 'infant',
  points: [],
  ...change,
});
const draw = (change: Partial<GrowthChartData> = {}, width = 720): GrowthPicture =>
  growthPicture(aChart(change), width);

/** Every number of a picture, those inside its paths too. */
const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string' && value.startsWith('M'))
    return value
      .split(/[MLZ ]/)
      .filter(Boolean)
      .map(Number);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};
/** The drawn lengths alone: ages and values of the marks are named as they are. */
const lengthsIn = ({ ageMarks: _, valueMarks: __, ...picture }: GrowthPicture): readonly number[] =>
  numbersIn({ ...picture, lines: picture.lines.map(({ path, label }) => ({ path, label })) });

describe('the reference behind the points', () => {
  it.each(MEASURES.flatMap((measure) => VIEWS.map((view) => [measure, view] as const)))(
    'lies inside the plot for %s, %s, whatever the sex and width',
    (measure, view) => {
      for (const sex of SEXES)
        for (const width of [300, 358, 720, 880]) {
          const { lines, plot, zone } = draw({ measure, view, sex }, width);
          expect(lines.map(({ percentile }) => percentile)).toEqual(
            sex === 'unknown' ? [3, 50, 50, 97] : [3, 10, 25, 50, 75, 90, 97],
          );
          const numbers = [...lines.flatMap(({ path }) => numbersIn(path)), ...numbersIn(zone)];
          const [xs, ys] = [0, 1].map((rest) => numbers.filter((_, index) => index % 2 === rest));
          expect(Math.min(...(xs ?? []))).toBe(plot.left);
          expect(Math.max(...(xs ?? []))).toBeLessThanOrEqual(plot.right);
          expect(Math.min(...(ys ?? []))).toBeGreaterThanOrEqual(plot.top);
          expect(Math.max(...(ys ?? []))).toBeLessThanOrEqual(plot.bottom);
        }
    },
  );

  it('has labels one text line apart at every width', () => {
    for (const measure of MEASURES)
      for (const view of VIEWS)
        for (const width of [300, 358, 720, 880]) {
          const labels = draw({ measure, view }, width).lines.map(({ label }) => label.y);
          labels.slice(1).forEach((y, index) => expect((labels[index] ?? 0) - y).toBeGreaterThan(13.8));
        }
  });

  it('ends for the head where the table ends', () => {
    const { ageMarks, lines, plot } = draw({ measure: 'headCm', view: 'child' });
    expect(ageMarks.at(-1)?.months).toBe(36);
    const part = ((lines[3]?.label.end.x ?? 0) - plot.left) / (plot.right - plot.left);
    expect(part).toBeCloseTo((33 - 12) / 24, 2);
  });

  it('shows both medians, and one band around both sexes, where the sex is not known', () => {
    const { lines } = draw({ sex: 'unknown' });
    expect(lines.map(({ sex }) => sex)).toEqual([undefined, 'female', 'male', undefined]);
    const end = (sex: 'male' | 'female', index: number) => draw({ sex }).lines[index]?.label.end.y;
    expect(lines[0]?.label.end.y).toBe(end('female', 0));
    expect(lines[1]?.label.end.y).toBe(end('female', 3));
    expect(lines[2]?.label.end.y).toBe(end('male', 3));
    expect(lines[3]?.label.end.y).toBe(end('male', 6));
  });
});

describe('the points', () => {
  it('lie on the line of their percentile', () => {
    const value = valueAtPercentile('weightKg', 'male', 12, 97) ?? 0;
    const { actual, lines } = draw({ points: [aPoint(12, value)] });
    expect(actual.marks[0]?.y).toBe(lines[6]?.label.end.y);
    expect(actual.marks[0]?.x).toBe(lines[6]?.label.end.x);
  });

  it('are joined in the order of age', () => {
    const { actual } = draw({ points: [aPoint(4, 7), aPoint(0, 3), aPoint(1, 4)] });
    expect(actual.marks.map(({ x }) => x)).toEqual(actual.marks.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(actual.path).toBe(actual.marks.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${y}`).join(''));
  });

  it('are none, and one without a line', () => {
    expect(draw().actual).toEqual({ path: '', marks: [] });
    const one = draw({ points: [aPoint(3, 6)] });
    expect(one.actual.path).toBe('');
    expect(one.actual.marks).toHaveLength(1);
  });

  it('of the other view are counted, not drawn, and their line leads there', () => {
    const points = [aPoint(3, 6), aPoint(11, 9), aPoint(18, 10.5), aPoint(36, 14)];
    const infant = draw({ points });
    expect(infant.actual.marks).toHaveLength(2);
    expect(infant.outsideView).toBe(2);
    expect(infant.actual.path.split('L')).toHaveLength(4);
    expect(draw({ points, view: 'child' }).outsideView).toBe(2);
  });

  it('beyond the axis of values stand at its end', () => {
    const picture = draw({ points: [aPoint(6, 20), aPoint(7, 8)] });
    expect(picture.actual.marks).toEqual([
      expect.objectContaining({ y: picture.plot.top, beyond: 'above' }),
      expect.objectContaining({ beyond: undefined }),
    ]);
    expect(picture.anyBeyond).toBe(true);
    const height = draw({ measure: 'heightCm', points: [aPoint(0, 12)] });
    expect(height.actual.marks[0]).toMatchObject({ y: height.plot.bottom, beyond: 'below' });
    expect(draw({ points: [aPoint(7, 8)] }).anyBeyond).toBe(false);
  });

  it('of a small child let the axis begin lower', () => {
    const lowest = (points: readonly GrowthPoint[]) => draw({ points }).valueMarks[0]?.value;
    expect(lowest([aPoint(0, 3)])).toBe(1);
    expect(lowest([aPoint(0, 0.8)])).toBe(0);
    expect(draw({ points: [aPoint(0, 0.8)] }).actual.marks[0]?.beyond).toBeUndefined();
    expect(draw({ measure: 'heightCm', points: [aPoint(0, 34)] }).valueMarks[0]?.value).toBe(20);
  });

  it('have a second mark at corrected age, from the due date on', () => {
    const { actual, corrected } = draw({
      points: [aPoint(0, 1.8, -1.5), aPoint(1.5, 2.9, 0), aPoint(3, 5, 1.5)],
    });
    expect(actual.marks).toHaveLength(3);
    expect(corrected.marks).toHaveLength(2);
    expect(corrected.marks.map(({ y }) => y)).toEqual(actual.marks.slice(1).map(({ y }) => y));
    expect(corrected.marks[1]?.x).toBe(actual.marks[1]?.x);
  });
});

describe('a picture', () => {
  it('never has a number that is none, whatever the points', () => {
    const odd = fc.oneof(
      fc.double(),
      fc.double({ min: -5, max: 130 }),
      fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -1, 1e308, 5e-324),
    );
    const points = fc.array(
      fc.record(
        { date: fc.constant('2026-06-01'), ageMonths: odd, correctedAgeMonths: odd, value: odd },
        { requiredKeys: ['date', 'ageMonths', 'value'] },
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...MEASURES),
        fc.constantFrom(...SEXES),
        fc.constantFrom(...VIEWS),
        points,
        fc.integer({ min: 300, max: 880 }),
        (measure, sex, view, points, width) => {
          const picture = growthPicture({ measure, sex, view, points }, width);
          expect(numbersIn(picture).every(Number.isFinite)).toBe(true);
          expect(lengthsIn(picture).every((length) => Math.abs(length) < 4 * width)).toBe(true);
          for (const { x, y } of [...picture.actual.marks, ...picture.corrected.marks]) {
            expect(x >= picture.plot.left && x <= picture.plot.right).toBe(true);
            expect(y >= picture.plot.top && y <= picture.plot.bottom).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
