import type { GrowthMeasure } from '../domain/growth/growth-measure.ts';

/** What has a curve of its own; chest has none in the survey of 2023. */
export type ChartMeasure = Exclude<GrowthMeasure, 'chestCm'>;

/** 0 to 12 months, or 1 to 6 years (head: 1 to 3 years, where its table ends). */
export type GrowthView = 'infant' | 'child';

/** Ends of an axis, both inclusive, with the distance of its marks. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Numbers are written at this distance. */
  readonly step: number;
  /** Finer lines without numbers. */
  readonly fineStep: number;
}

/** Months of age. */
export const ageAxis = (measure: ChartMeasure, view: GrowthView): Axis =>
  view === 'infant'
    ? { from: 0, to: 12, step: 1, fineStep: 1 }
    : { from: 12, to: measure === 'headCm' ? 36 : 72, step: 12, fineStep: 6 };

interface ValueAxis extends Axis {
  /** Where the axis begins when a smaller child needs it, as it does in handbooks since 2025-04. */
  readonly fromLow: number;
}

const VALUE_AXES: Readonly<Record<GrowthView, Readonly<Record<ChartMeasure, ValueAxis>>>> = {
  infant: {
    weightKg: { from: 1, fromLow: 0, to: 12, step: 1, fineStep: 0.5 },
    heightCm: { from: 40, fromLow: 20, to: 85, step: 5, fineStep: 1 },
    headCm: { from: 28, fromLow: 16, to: 50, step: 2, fineStep: 1 },
  },
  child: {
    weightKg: { from: 6, fromLow: 2, to: 28, step: 2, fineStep: 1 },
    heightCm: { from: 65, fromLow: 45, to: 125, step: 5, fineStep: 1 },
    headCm: { from: 40, fromLow: 30, to: 54, step: 2, fineStep: 1 },
  },
};

/** Kilograms or centimetres; begins lower when one of the values asks for it. */
export const valueAxis = (measure: ChartMeasure, view: GrowthView, values: readonly number[]): Axis => {
  const { fromLow, ...axis } = VALUE_AXES[view][measure];
  return values.some((value) => value < axis.from) ? { ...axis, from: fromLow } : axis;
};

/** All multiples of a step on an axis, both ends included. */
export const marksOn = ({ from, to }: Axis, step: number): readonly number[] => {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
};
