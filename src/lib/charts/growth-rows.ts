import type { PercentileBand } from '../domain/growth/percentile-band.ts';
import type { ReferenceSex } from '../domain/growth/growth-measure.ts';
import { percentileSpan } from '../domain/growth/percentile-span.ts';
import { MEAN_MONTH_DAYS } from '../domain/growth/growth-age.ts';
import { formatAge, formatDate, formatNumber } from '../i18n/format.ts';
import type { ChartMessages } from '../i18n/ja/charts.ts';
import type { StaffLocale } from '../i18n/locale.ts';
import type { ChartMeasure } from './growth-axes.ts';
import { isDrawable, type GrowthPoint } from './growth-point.ts';
import type { GrowthChartData } from './growth-picture.ts';

/** One measurement in words. */
export interface GrowthRow {
  readonly key: number;
  readonly date: string;
  readonly age: string;
  readonly value: string;
  /** Between which percentiles the value lies. */
  readonly band: string;
  /** Corrected age and where the value lies at it, or the days to the due date; empty for a child born at term. */
  readonly corrected: string;
  /** Whether the point says something, so that it can be drawn and read out. */
  readonly usable: boolean;
}

/** Words of one language, with its numbers and dates. */
export interface ChartWords {
  readonly locale: StaffLocale;
  readonly words: ChartMessages;
}

const wholeDays = (months: number): number => Math.round(Math.abs(months) * MEAN_MONTH_DAYS);

/** 3か月, 1歳6か月; within the first month its days. */
const ageText = (months: number, { locale }: ChartWords): string => {
  const completed = Math.floor(months);
  return completed === 0
    ? formatAge({ months: 0, days: wholeDays(months) }, locale)
    : formatAge({ years: Math.floor(completed / 12), months: completed % 12, days: 0 }, locale);
};

/** 6.55 kg, 62.3 cm: as exact as the table of the survey, and as measured where that is more. */
export const valueText = (value: number, measure: ChartMeasure, { locale, words }: ChartWords): string =>
  measure === 'weightKg'
    ? `${formatNumber(value, locale, { min: 2, max: 3 })} ${words.unit[measure]}`
    : `${formatNumber(value, locale, { min: 1, max: 2 })} ${words.unit[measure]}`;

/** The band of a value in words; of both sexes where the sex is not known and they differ. */
export const bandText = (
  { measure, sex }: Pick<GrowthChartData, 'measure' | 'sex'>,
  ageMonths: number,
  value: number,
  { words }: ChartWords,
): string => {
  const bands = percentileSpan(measure, sex, ageMonths, value);
  const [first, second] = bands;
  if (first === undefined) return words.noReference;
  if (second === undefined || first.band === second.band) return words.bands[first.band];
  const of = (each: { readonly sex: ReferenceSex; readonly band: PercentileBand }): string =>
    words.ofSex(words.sex[each.sex], words.bands[each.band]);
  return words.bothSexes(of(first), of(second));
};

const correctedText = (
  data: GrowthChartData,
  { correctedAgeMonths: months, value }: GrowthPoint,
  language: ChartWords,
): string => {
  if (months === undefined || !Number.isFinite(months)) return '';
  const { words } = language;
  return months < 0
    ? words.beforeDue(wholeDays(months))
    : words.correctedAt(ageText(months, language), bandText(data, months, value, language));
};

/** All measurements in words, oldest first; those that cannot be drawn too. */
export const growthRows = (data: GrowthChartData, language: ChartWords): readonly GrowthRow[] => {
  const { locale, words } = language;
  return data.points
    .map((point, key) => ({ point, key }))
    .toSorted((a, b) => (a.point.date < b.point.date ? -1 : a.point.date > b.point.date ? 1 : 0))
    .map(({ point, key }) => {
      const date = formatDate(point.date, locale, { weekday: false });
      if (!isDrawable(point))
        return { key, date, age: '—', value: '—', band: words.unusable, corrected: '', usable: false };
      return {
        key,
        date,
        age: ageText(point.ageMonths, language),
        value: valueText(point.value, data.measure, language),
        band: bandText(data, point.ageMonths, point.value, language),
        corrected: correctedText(data, point, language),
        usable: true,
      };
    });
};
