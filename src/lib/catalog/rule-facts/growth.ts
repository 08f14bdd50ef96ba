import type { CivilDate } from '../../domain/civil-date.ts';
import { isPreterm } from '../../domain/corrected-age.ts';
import { correctedMonthsOn, growthAgeOn } from '../../domain/growth/growth-age.ts';
import { obesityIndex } from '../../domain/growth/obesity-index.ts';
import type { PercentileBand } from '../../domain/growth/percentile-band.ts';
import { lineCrossing } from '../../domain/growth/line-crossing.ts';
import { REFERENCE_SEXES, type GrowthMeasure } from '../../domain/growth/growth-measure.ts';
import { percentileSpan } from '../../domain/growth/percentile-span.ts';
import type { SizeField } from '../../domain/infant-size.ts';
import { obesityRangeHere } from '../../domain/rules/child/obesity-index.ts';
import type { RuleFacts, SizeOnCurve } from '../../domain/rules/facts.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import type { BodySize } from '../../domain/slip.ts';
import { lastBefore } from './earlier-size.ts';
import type { RuleSubject } from './rule-subject.ts';

type OuterBand = NonNullable<NonNullable<SizeOnCurve>['band']>;

const outerBand = (band: PercentileBand): OuterBand =>
  band === 'below-3' ? 'below' : band === 'above-97' ? 'above' : 'within';

const CURVES = {
  weightGrams: { measure: 'weightKg', scale: 1 / 1000 },
  heightCm: { measure: 'heightCm', scale: 1 },
  headCm: { measure: 'headCm', scale: 1 },
} as const satisfies Readonly<
  Partial<Record<SizeField, { readonly measure: GrowthMeasure; readonly scale: number }>>
>;

/** What a child measures in the first weeks falls and rises again whatever the curves say (u). */
const CROSSING_FROM_MONTHS = 1;

/**
 * Where a size lies against the curves: by corrected age for a preterm child, else by actual age. Not known before
 * the due date, outside the table, and for an unknown sex where boys' and girls' curves say different things. [GR8]
 * Lines crossed since the last visit that measured it, from one month of age on; for an unknown sex as many as both
 * sexes' curves say, in the same direction. [GR9]
 */
const onCurve = (
  { sex, birth, due, earlier }: RuleSubject,
  today: CivilDate,
  field: keyof typeof CURVES,
  size: number | undefined,
): SizeOnCurve | undefined => {
  if (birth === undefined || size === undefined) return undefined;
  const { measure, scale } = CURVES[field];
  const corrected = due !== undefined && isPreterm(birth, due);
  const basis = corrected ? 'corrected' : 'actual';
  const monthsOn = (day: CivilDate): number | undefined =>
    corrected ? correctedMonthsOn(due, day) : growthAgeOn(birth, day)?.months;
  const months = monthsOn(today);
  if (months === undefined) return undefined;
  const bands = new Set(
    percentileSpan(measure, sex, months, size * scale).map(({ band }) => outerBand(band)),
  );
  const [band] = bands;
  const known = { band: bands.size === 1 ? band : undefined, basis } as const;
  const last = lastBefore(
    earlier,
    today,
    (visit) =>
      visit.size[field] !== undefined && (growthAgeOn(birth, visit.on)?.months ?? 0) >= CROSSING_FROM_MONTHS,
  );
  const before = last?.size[field];
  const lastMonths = last && monthsOn(last.on);
  if (last === undefined || before === undefined || lastMonths === undefined) return known;
  const crossings = (sex === 'unknown' ? REFERENCE_SEXES : [sex]).map((each) =>
    lineCrossing(
      measure,
      each,
      { ageMonths: lastMonths, value: before * scale },
      { ageMonths: months, value: size * scale },
    ),
  );
  const [first] = crossings;
  if (first === undefined || crossings.some((each) => each?.direction !== first.direction)) return known;
  return {
    ...known,
    linesCrossed: Math.min(...crossings.map((each) => each?.lines.length ?? 0)),
    since: last.on,
    ...(first.direction === 'none' ? {} : { direction: first.direction }),
  };
};

/**
 * What the growth reference says of today's sizes, for the rules.
 * @param settings what the municipality set: for which heights and ages 肥満度 is worked out [OB3]
 */
export const growthFacts = (
  subject: RuleSubject,
  today: CivilDate,
  { weightGrams, heightCm, headCm }: BodySize,
  settings: RuleSettings,
): Pick<RuleFacts, 'weightOnCurve' | 'heightOnCurve' | 'head' | 'obesityIndex'> => {
  const age = subject.birth && growthAgeOn(subject.birth, today);
  const range = obesityRangeHere(settings);
  return {
    weightOnCurve: onCurve(subject, today, 'weightGrams', weightGrams),
    heightOnCurve: onCurve(subject, today, 'heightCm', heightCm),
    head: onCurve(subject, today, 'headCm', headCm),
    obesityIndex:
      age === undefined || weightGrams === undefined || heightCm === undefined || range === undefined
        ? undefined
        : obesityIndex(
            { sex: subject.sex, ageMonths: age.months, heightCm, weightKg: weightGrams / 1000 },
            range,
          )?.percent,
  };
};
