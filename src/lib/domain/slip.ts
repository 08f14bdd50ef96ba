import type { CorrectedAge } from './corrected-age.ts';
import {
  INFANT_SIZE,
  INFANT_SIZE_MONTHS,
  LAST_MONTH_IN_GRAMS,
  sizeLimitsAt,
  type PercentileBand,
  type SizeField,
} from './infant-size.ts';

/** What a person measured, as far as it is there. */
export type BodySize = Readonly<Partial<Record<SizeField, number>>>;

/** 3rd and 97th percentile of a size, in its own unit, at completed months; `undefined` outside the table. */
export type UsualSize = (
  field: SizeField,
  sex: 'male' | 'female',
  months: number,
) => { readonly p3: number; readonly p97: number } | undefined;

export interface SizeContext {
  readonly sex: 'male' | 'female' | 'unknown';
  /** Completed months of actual age. */
  readonly months: number;
  /** Where the child is preterm. */
  readonly corrected?: CorrectedAge;
  /** What was measured earlier, at birth for one. */
  readonly before?: BodySize;
  /** Completed months of actual age at which `before` was measured; 0 for birth. */
  readonly beforeMonths?: number;
  /** Percentiles of the months that the table of infants does not hold. */
  readonly usual?: UsualSize;
  /** The municipality's own in place of {@link SIZE_MARGINS}. */
  readonly margins?: SizeMargins;
}

/** How far the soft range reaches beyond p3 and p97. [SL4] */
interface SizeMargins {
  /** Percent of the percentile itself. */
  readonly weightPercent: number;
  /** Of height and chest: percent of the width between the two. */
  readonly lengthPercent: number;
}

/** Unsourced professional knowledge (u), so a municipality may set its own (rule `size-slip`). */
export const SIZE_MARGINS: SizeMargins = { weightPercent: 25, lengthPercent: 50 };

/**
 * A possible slip of typing or measuring. Asked back (「入力まちがいではありませんか」), never refused, and no
 * statement about the child. `rule` stands in SPEC.md.
 */
export type Slip =
  /** Reads like another unit or a lost decimal point: `suggestion` would be usual. */
  | { readonly rule: 'SL1'; readonly field: SizeField; readonly value: number; readonly suggestion: number }
  /** Height and head circumference would be usual in each other's place. */
  | {
      readonly rule: 'SL2';
      readonly fields: readonly ['heightCm', 'headCm'];
      readonly values: readonly [number, number];
    }
  /** Less than it was before. */
  | { readonly rule: 'SL3'; readonly field: SizeField; readonly value: number; readonly before: number }
  /** Outside the soft range for this age. */
  | {
      readonly rule: 'SL4';
      readonly field: SizeField;
      readonly value: number;
      readonly range: Required<SoftRange>;
    };

/** Both inclusive. A bound that cannot be said is not there. */
export interface SoftRange {
  readonly min?: number;
  readonly max?: number;
}

const FIELDS = ['weightGrams', 'heightCm', 'headCm', 'chestCm'] as const satisfies readonly SizeField[];

/** What a wrong unit or a misplaced point multiplies a value by, undone: kg for g, g for kg, mm or m for cm, a digit. */
const CORRECTIONS: Readonly<Record<SizeField, readonly number[]>> = {
  weightGrams: [1000, 10, 0.1, 0.001],
  heightCm: [0.1, 100, 10],
  headCm: [0.1, 100, 10],
  chestCm: [0.1, 100, 10],
};

/** Step to which a soft bound is rounded outward: 10 g, 1 mm. */
const STEP: Readonly<Record<SizeField, number>> = {
  weightGrams: 10,
  heightCm: 0.1,
  headCm: 0.1,
  chestCm: 0.1,
};

const round = (field: SizeField, value: number, direction: 'down' | 'up'): number => {
  const steps = Number((value / STEP[field]).toFixed(6));
  return Number(((direction === 'down' ? Math.floor(steps) : Math.ceil(steps)) * STEP[field]).toFixed(1));
};

/** Weight: a part of p3 and p97 beyond them. Height and chest: a part of the width between them. Head: p3 and p97. */
const widened = (
  field: SizeField,
  [p3, p97]: PercentileBand,
  { weightPercent, lengthPercent }: SizeMargins,
): Required<SoftRange> => {
  if (field === 'weightGrams')
    return { min: (p3 * (100 - weightPercent)) / 100, max: (p97 * (100 + weightPercent)) / 100 };
  const margin = field === 'headCm' ? 0 : ((p97 - p3) * lengthPercent) / 100;
  return { min: p3 - margin, max: p97 + margin };
};

/** The percentiles of a month; of a table handed in, only those that are in order. [SL8] */
const bandAt = (
  field: SizeField,
  sex: 'male' | 'female',
  months: number,
  usual: UsualSize | undefined,
): PercentileBand | undefined => {
  const infant = INFANT_SIZE[field][sex][months - INFANT_SIZE_MONTHS.first];
  if (infant !== undefined || !Number.isInteger(months) || months < 0) return infant;
  const band = usual?.(field, sex, months);
  return band !== undefined && band.p3 > 0 && band.p97 >= band.p3 && Number.isFinite(band.p97)
    ? [band.p3, band.p97]
    : undefined;
};

/** The widened range of a month; of either sex when the sex is not known. */
const rangeAt = (
  field: SizeField,
  { sex, usual, margins = SIZE_MARGINS }: Pick<SizeContext, 'sex' | 'usual' | 'margins'>,
  months: number,
): SoftRange => {
  const ranges = (sex === 'unknown' ? (['male', 'female'] as const) : [sex])
    .map((each) => bandAt(field, each, months, usual))
    .filter((band) => band !== undefined)
    .map((band) => widened(field, band, margins));
  if (ranges.length === 0) return {};
  return { min: Math.min(...ranges.map(({ min }) => min)), max: Math.max(...ranges.map(({ max }) => max)) };
};

/**
 * Range of usual values at this age; outside is worth a second look at the scale. A preterm child's lower bound is
 * that of the corrected month, and there is none where the tables do not reach (below 1 month). [SL4] [SL5]
 */
export const softRange = (field: SizeField, context: SizeContext): SoftRange => {
  const { months, corrected } = context;
  const correctedMonths = corrected?.phase === 'before-due' ? 0 : corrected?.age.totalMonths;
  const { min } =
    correctedMonths !== undefined && correctedMonths < 1
      ? {}
      : rangeAt(field, context, correctedMonths ?? months);
  const { max } = rangeAt(field, context, months);
  return {
    ...(min !== undefined && { min: round(field, min, 'down') }),
    ...(max !== undefined && { max: round(field, max, 'up') }),
  };
};

/** The soft range, with the limits where it says nothing. */
const usualRange = (field: SizeField, context: SizeContext): Required<SoftRange> => ({
  ...sizeLimitsAt(field, context.months),
  ...softRange(field, context),
});

const within = (value: number, { min, max }: Required<SoftRange>): boolean => value >= min && value <= max;

const tidy = (value: number): number => Number(value.toPrecision(10));

const swapOf = (
  { heightCm, headCm }: BodySize,
  context: SizeContext,
): Extract<Slip, { rule: 'SL2' }> | undefined =>
  heightCm !== undefined &&
  headCm !== undefined &&
  heightCm < headCm &&
  within(headCm, usualRange('heightCm', context)) &&
  within(heightCm, usualRange('headCm', context))
    ? { rule: 'SL2', fields: ['heightCm', 'headCm'], values: [heightCm, headCm] }
    : undefined;

/** Loss of weight, percent, that is no reason to ask: in the first month, and after infancy (u). */
const WEIGHT_LOSS_PERCENT = 10;
/** From this month on a child is measured standing, which makes it up to {@link STANDING_LOSS_CM} shorter (u). */
const STANDING_FROM_MONTHS = 24;
const STANDING_LOSS_CM = 1;

/** How much less than before is no reason to ask. Nothing from 1 to 12 months. [SL3] [SL9] */
const usualLoss = (field: SizeField, before: number, { months, beforeMonths }: SizeContext): number => {
  if (field === 'weightGrams')
    return months < 1 || months > LAST_MONTH_IN_GRAMS ? (before * WEIGHT_LOSS_PERCENT) / 100 : 0;
  const stoodUp =
    beforeMonths !== undefined && beforeMonths < STANDING_FROM_MONTHS && months >= STANDING_FROM_MONTHS;
  return field === 'heightCm' && stoodUp ? STANDING_LOSS_CM : 0;
};

/**
 * Possible slips in what was measured, most telling first for each field: a swap [SL2] or a wrong unit [SL1]
 * explains a value, which is then not also called unusual [SL4] or smaller than before [SL3]. Weight is in grams at
 * every age, also where the form has kilograms. What is no number is passed over.
 */
export const findSlips = (size: BodySize, context: SizeContext): readonly Slip[] => {
  const slips: Slip[] = [];
  const swapped = swapOf(size, context);
  if (swapped !== undefined) slips.push(swapped);
  for (const field of FIELDS) {
    const value = size[field];
    if (value === undefined || !Number.isFinite(value) || swapped?.fields.some((other) => other === field))
      continue;
    const range = usualRange(field, context);
    const suggestion = within(value, range)
      ? undefined
      : CORRECTIONS[field]
          .map((factor) => tidy(value * factor))
          .find((corrected) => within(corrected, range));
    if (suggestion !== undefined) {
      slips.push({ rule: 'SL1', field, value, suggestion });
      continue;
    }
    const before = context.before?.[field];
    if (
      before !== undefined &&
      Number.isFinite(before) &&
      tidy(before - value) > usualLoss(field, before, context)
    )
      slips.push({ rule: 'SL3', field, value, before });
    if (!within(value, range)) slips.push({ rule: 'SL4', field, value, range });
  }
  return slips;
};
