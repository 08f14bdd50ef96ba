import type { CivilDate } from '../../domain/civil-date.ts';
import { isPreterm } from '../../domain/corrected-age.ts';
import { correctedMonthsOn, growthAgeOn } from '../../domain/growth/growth-age.ts';
import { obesityIndex } from '../../domain/growth/obesity-index.ts';
import type { PercentileBand } from '../../domain/growth/percentile-band.ts';
import { lineCrossing } from '../../domain/growth/line-crossing.ts';
import { REFERENCE_SEXES } from '../../domain/growth/growth-measure.ts';
import { percentileSpan } from '../../domain/growth/percentile-span.ts';
import type { RuleFacts } from '../../domain/rules/facts.ts';
import type { BodySize } from '../../domain/slip.ts';
import { lastBefore } from './earlier-size.ts';
import type { RuleSubject } from './rule-subject.ts';

type HeadBand = 'below' | 'within' | 'above';

const headBand = (band: PercentileBand): HeadBand =>
  band === 'below-3' ? 'below' : band === 'above-97' ? 'above' : 'within';

/**
 * Where the head lies against the curves: by corrected age for a preterm child, else by actual age. Not known before
 * the due date, outside the table, and for an unknown sex where boys' and girls' curves say different things. [GR8]
 * Lines crossed since the last visit that measured the head. [GR9]
 */
const headOf = (
  { sex, birth, due, earlier }: RuleSubject,
  today: CivilDate,
  headCm: number | undefined,
): RuleFacts['head'] => {
  if (birth === undefined || headCm === undefined) return undefined;
  const corrected = due !== undefined && isPreterm(birth, due);
  const basis = corrected ? 'corrected' : 'actual';
  const monthsOn = (day: CivilDate): number | undefined =>
    corrected ? correctedMonthsOn(due, day) : growthAgeOn(birth, day)?.months;
  const months = monthsOn(today);
  if (months === undefined) return undefined;
  const bands = new Set(percentileSpan('headCm', sex, months, headCm).map(({ band }) => headBand(band)));
  const [band] = bands;
  const last = lastBefore(earlier, today, ({ size }) => size.headCm !== undefined);
  const lastMonths = last && monthsOn(last.on);
  const crossed = new Set(
    (sex === 'unknown' ? REFERENCE_SEXES : [sex]).map((each) =>
      lastMonths === undefined || last?.size.headCm === undefined
        ? undefined
        : lineCrossing(
            'headCm',
            each,
            { ageMonths: lastMonths, value: last.size.headCm },
            { ageMonths: months, value: headCm },
          )?.lines.length,
    ),
  );
  const [linesCrossed] = crossed;
  return {
    band: bands.size === 1 ? band : undefined,
    linesCrossed: crossed.size === 1 ? linesCrossed : undefined,
    basis,
  };
};

/** What the growth reference says of today's sizes, for the rules. */
export const growthFacts = (
  subject: RuleSubject,
  today: CivilDate,
  { weightGrams, heightCm, headCm }: BodySize,
): Pick<RuleFacts, 'head' | 'obesityIndex'> => {
  const age = subject.birth && growthAgeOn(subject.birth, today);
  return {
    head: headOf(subject, today, headCm),
    obesityIndex:
      age === undefined || weightGrams === undefined || heightCm === undefined
        ? undefined
        : obesityIndex({ sex: subject.sex, ageMonths: age.months, heightCm, weightKg: weightGrams / 1000 })
            ?.percent,
  };
};
