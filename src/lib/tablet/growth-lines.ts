import type { GrowthPoint } from '../charts/growth-point.ts';
import { isPreterm } from '../domain/corrected-age.ts';
import { daysBetween } from '../domain/civil-date.ts';
import { correctedMonthsOn } from '../domain/growth/growth-age.ts';
import {
  editionOf,
  REFERENCE_SEXES,
  type GrowthEdition,
  type GrowthMeasure,
} from '../domain/growth/growth-measure.ts';
import { lineCrossing } from '../domain/growth/line-crossing.ts';
import { kaupIndex } from '../domain/growth/kaup-index.ts';
import { obesityIndex, OBESITY_RANGE } from '../domain/growth/obesity-index.ts';
import type { PercentileBand } from '../domain/growth/percentile-band.ts';
import { percentileSpan } from '../domain/growth/percentile-span.ts';
import type { SizeField } from '../domain/infant-size.ts';
import type { RuleWords } from '../i18n/criterion-text.ts';
import { formatDate, formatNumber } from '../i18n/format.ts';
import type { ChartMessages } from '../i18n/ja/charts.ts';
import type { ClinicMessages } from '../i18n/ja/clinic.ts';
import type { GrowthRecord } from './growth-record.ts';

/** One measured size in words: 体重 6,240 g, 25〜50パーセンタイル. */
export interface GrowthLine {
  readonly key: SizeField;
  readonly label: string;
  readonly value: string;
  readonly band: string;
  /** At corrected age; empty for a child born at term. */
  readonly corrected: string;
}

export interface GrowthLines {
  readonly sizes: readonly GrowthLine[];
  /** 肥満度 and カウプ指数, as far as they are defined. */
  readonly indices: readonly string[];
  /** Surveys the sizes were compared with. */
  readonly editions: readonly GrowthEdition[];
}

export interface GrowthWords extends RuleWords {
  readonly charts: ChartMessages;
  readonly fields: ClinicMessages['slip']['field'];
  /** Unit of the form's weight. */
  readonly weightUnit: 'g' | 'kg';
}

const MEASURES: readonly (readonly [SizeField, GrowthMeasure])[] = [
  ['weightGrams', 'weightKg'],
  ['heightCm', 'heightCm'],
  ['headCm', 'headCm'],
  ['chestCm', 'chestCm'],
];

/** A size in the unit its form has. */
export const sizeText = (
  field: SizeField,
  value: number,
  { locale, weightUnit }: Pick<GrowthWords, 'locale' | 'weightUnit'>,
): string => {
  if (field !== 'weightGrams') return `${formatNumber(value, locale, { max: 2 })} cm`;
  return weightUnit === 'g'
    ? `${formatNumber(value, locale)} g`
    : `${formatNumber(value / 1000, locale, { max: 3 })} kg`;
};

const bandOf = (
  measure: GrowthMeasure,
  sex: GrowthRecord['sex'],
  ageMonths: number,
  value: number,
  { charts, words: { growth } }: GrowthWords,
): string | undefined => {
  const [first, second] = percentileSpan(measure, sex, ageMonths, value);
  if (first === undefined) return undefined;
  const textOf = (band: PercentileBand): string =>
    band === 'below-3' || band === 'above-97' ? growth.outer[band] : growth.atPercentile(charts.bands[band]);
  if (second === undefined || first.band === second.band) return textOf(first.band);
  return charts.bothSexes(
    charts.ofSex(charts.sex[first.sex], textOf(first.band)),
    charts.ofSex(charts.sex[second.sex], textOf(second.band)),
  );
};

const linesOf = (record: GrowthRecord, language: GrowthWords): readonly GrowthLine[] => {
  const { sex, birth, due, on, ageMonths, today } = record;
  const { growth } = language.words;
  const preterm = due !== undefined && isPreterm(birth, due);
  return MEASURES.flatMap(([field, measure]) => {
    const value = today[field];
    if (value === undefined || !(value > 0)) return [];
    const size = field === 'weightGrams' ? value / 1000 : value;
    const band = bandOf(measure, sex, ageMonths, size, language);
    const months = preterm ? correctedMonthsOn(due, on) : undefined;
    const at = months === undefined ? undefined : bandOf(measure, sex, months, size, language);
    return [
      {
        key: field,
        label: language.fields[field],
        value: sizeText(field, value, language),
        band: band ?? growth.noReference,
        corrected: at === undefined ? '' : growth.atCorrected(at),
      },
    ];
  });
};

const indicesOf = (
  { sex, ageMonths, today: { weightGrams, heightCm } }: GrowthRecord,
  { words: { growth }, locale }: GrowthWords,
): readonly string[] => {
  if (weightGrams === undefined || heightCm === undefined) return [];
  const size = { ageMonths, heightCm, weightKg: weightGrams / 1000 };
  const obesity = obesityIndex({ sex, ...size });
  const kaup = kaupIndex(size);
  const { min, under } = OBESITY_RANGE.months;
  return [
    ...(obesity === undefined
      ? ageMonths >= min && ageMonths < under
        ? [growth.noObesity]
        : []
      : [
          growth.obesity(
            `${obesity.percent > 0 ? '+' : ''}${formatNumber(obesity.percent, locale, { min: 1, max: 1 })}`,
            growth.obesityBand[obesity.band],
          ),
        ]),
    ...(kaup === undefined ? [] : [growth.kaup(formatNumber(kaup, locale, { min: 1, max: 1 }))]),
  ];
};

const CURVES = [
  ['weightGrams', 'weightKg'],
  ['heightCm', 'heightCm'],
  ['headCm', 'headCm'],
] as const satisfies readonly (readonly [SizeField, keyof GrowthRecord['points']])[];

/** The weight of the first weeks falls and rises again whatever the curves say (u). */
const CROSSING_FROM_MONTHS = 1;

/**
 * Curves that lie between this visit's point and the last one of an earlier day, where they are worth a look: for a
 * preterm child at corrected age; for an unknown sex only where both sexes' curves say so. [GR9]
 */
const crossingsOf = (
  { sex, on, points }: GrowthRecord,
  { fields, words: { growth }, locale }: GrowthWords,
): readonly string[] =>
  CURVES.flatMap(([field, measure]) => {
    const all = points[measure];
    const now = all.findLast(({ date }) => date === on);
    const last = all.findLast(({ date, ageMonths }) => date < on && ageMonths >= CROSSING_FROM_MONTHS);
    if (now === undefined || last === undefined) return [];
    const at = (point: GrowthPoint): number => point.correctedAgeMonths ?? point.ageMonths;
    const crossings = (sex === 'unknown' ? REFERENCE_SEXES : [sex]).map((each) =>
      lineCrossing(
        measure,
        each,
        { ageMonths: at(last), value: last.value },
        { ageMonths: at(now), value: now.value },
      ),
    );
    const [crossing] = crossings;
    if (
      crossing === undefined ||
      !crossings.every((each) => each?.met && each.direction === crossing.direction)
    ) {
      return [];
    }
    const say = crossing.direction === 'up' ? growth.crossedUp : growth.crossed;
    const lines = Math.min(...crossings.map((each) => each?.lines.length ?? 0));
    return [say(fields[field], lines, formatDate(last.date, locale, { weekday: false }))];
  });

/** Everything measured at this visit in words, with the surveys it was compared with. [GR1] [KA2] */
export const growthLines = (record: GrowthRecord, language: GrowthWords): GrowthLines => {
  const { due, on, birth } = record;
  const sizes = linesOf(record, language);
  const measures = MEASURES.filter(([field]) => sizes.some(({ key }) => key === field));
  const before = due !== undefined && isPreterm(birth, due) ? daysBetween(on, due) : 0;
  return {
    sizes,
    indices: [
      ...indicesOf(record, language),
      ...crossingsOf(record, language),
      ...(before > 0 && sizes.length > 0 ? [language.words.growth.beforeDue(before)] : []),
    ],
    editions: [...new Set(measures.map(([, measure]) => editionOf(measure)))],
  };
};
