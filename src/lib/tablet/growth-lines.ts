import { isPreterm } from '../domain/corrected-age.ts';
import { daysBetween } from '../domain/civil-date.ts';
import { correctedMonthsOn } from '../domain/growth/growth-age.ts';
import { editionOf, type GrowthEdition, type GrowthMeasure } from '../domain/growth/growth-measure.ts';
import { kaupIndex } from '../domain/growth/kaup-index.ts';
import { obesityIndex, type ObesityRange } from '../domain/growth/obesity-index.ts';
import type { PercentileBand } from '../domain/growth/percentile-band.ts';
import { percentileSpan } from '../domain/growth/percentile-span.ts';
import { obesityIndexFlag, obesityRangeHere } from '../domain/rules/child/obesity-index.ts';
import { kaupNumber } from '../domain/rules/remarks.ts';
import { valuesHere, type RuleEntry } from '../domain/rules/rule.ts';
import type { RuleSettings } from '../domain/rules/rule-settings.ts';
import type { SizeField } from '../domain/infant-size.ts';
import type { RuleWords } from '../i18n/criterion-text.ts';
import { formatNumber } from '../i18n/format.ts';
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
  /** 肥満度 and カウプ指数, as far as they are defined and used here. */
  readonly indices: readonly IndexLine[];
  /** That a preterm child is not yet compared at corrected age; empty else. */
  readonly beforeDue: string;
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

/** A number worked out from sizes, with the rule it comes from. */
interface IndexLine {
  readonly rule: string;
  readonly text: string;
  readonly source: string;
}

const indexLine = (
  { id, source, version }: Pick<RuleEntry, 'id' | 'source' | 'version'>,
  text: string,
  { words }: GrowthWords,
): IndexLine => ({ rule: id, text, source: words.sourceAndVersion(source, version) });

const obesityText = (
  { sex, ageMonths }: GrowthRecord,
  size: { readonly heightCm: number; readonly weightKg: number },
  { heightCm, months }: ObesityRange,
  { words: { growth }, locale }: GrowthWords,
): string | undefined => {
  const obesity = obesityIndex({ sex, ageMonths, ...size }, { heightCm, months });
  if (obesity !== undefined)
    return growth.obesity(
      `${obesity.percent > 0 ? '+' : ''}${formatNumber(obesity.percent, locale, { min: 1, max: 1 })}`,
      growth.obesityBand[obesity.band],
    );
  return ageMonths >= months.min && ageMonths < months.under
    ? growth.noObesity(
        `${formatNumber(heightCm.min, locale)}${locale === 'ja' ? '〜' : '–'}${formatNumber(heightCm.max, locale)} cm`,
        growth.age(months.min),
        growth.age(months.under),
      )
    : undefined;
};

/** 肥満度 and カウプ指数, where the municipality uses them. [OB3] [KA1] [KA2] */
const indicesOf = (
  record: GrowthRecord,
  settings: RuleSettings,
  language: GrowthWords,
): readonly IndexLine[] => {
  const { weightGrams, heightCm } = record.today;
  if (weightGrams === undefined || heightCm === undefined) return [];
  const size = { heightCm, weightKg: weightGrams / 1000 };
  const range = obesityRangeHere(settings);
  const obesity = range && obesityText(record, size, range, language);
  const months = valuesHere(kaupNumber, settings);
  const kaup =
    months &&
    kaupIndex(
      { ageMonths: record.ageMonths, ...size },
      { min: months.fromMonths, under: months.underMonths },
    );
  return [
    ...(obesity === undefined ? [] : [indexLine(obesityIndexFlag, obesity, language)]),
    ...(kaup === undefined
      ? []
      : [
          indexLine(
            kaupNumber,
            language.words.growth.kaup(formatNumber(kaup, language.locale, { min: 1, max: 1 })),
            language,
          ),
        ]),
  ];
};

/**
 * Everything measured at this visit in words, with the surveys it was compared with. [GR1]
 * @param settings what the municipality set for the rules
 */
export const growthLines = (
  record: GrowthRecord,
  settings: RuleSettings,
  language: GrowthWords,
): GrowthLines => {
  const { due, on, birth } = record;
  const sizes = linesOf(record, language);
  const measures = MEASURES.filter(([field]) => sizes.some(({ key }) => key === field));
  const before = due !== undefined && isPreterm(birth, due) ? daysBetween(on, due) : 0;
  return {
    sizes,
    indices: indicesOf(record, settings, language),
    beforeDue: before > 0 && sizes.length > 0 ? language.words.growth.beforeDue(before) : '',
    editions: [...new Set(measures.map(([, measure]) => editionOf(measure)))],
  };
};
