import { addDays, addMonths, compareCivilDates, type CivilDate } from './civil-date.ts';
import { fiscalYearDays, fiscalYearOfAge } from './fiscal-year.ts';

/**
 * Ages at which a checkup is given (対象月齢), by actual age. The municipality may set its own.
 *
 * - `month`: from the first day of age `from` until the day before age `until`
 * - `week`: from the day on which `from` weeks are complete until the day before `until` weeks are; of a mother since her
 *   delivery, so that 8 weeks end with day 56 when the day of delivery is day 1 [WI13]
 * - `fiscal-year`: from 1 April of the fiscal year in which the child turns `from` years until 31 March of the one in
 *   which it turns `to` [WI14]
 * - `day`: from day `from` to day `to` after birth, both inclusive; the day of birth is day 0
 * - `postpartum`: from day `from` to day `to` of a mother after her delivery (産後日数), both inclusive; the day of
 *   delivery is day 1 [PD1]
 * - `gestation`: from week `from` to the end of week `to` of a pregnancy; counts from the due date, at 40 weeks 0 days
 */
export type WindowRule =
  | { readonly unit: 'month' | 'week'; readonly from: number; readonly until: number }
  | {
      readonly unit: 'day' | 'postpartum' | 'gestation' | 'fiscal-year';
      readonly from: number;
      readonly to: number;
    };

/** First and last day, both inclusive. */
export interface EligibleDays {
  readonly first: CivilDate;
  readonly last: CivilDate;
}

export type Eligibility = 'too-early' | 'eligible' | 'too-late';

/** `between`: after one span and before another. */
export type SpanEligibility = Eligibility | 'between';

/** 1歳6か月児: over 18 months, under 2 years. Source: 母子保健法12条1項1号. [WI2] */
export const STATUTORY_18_MONTHS: WindowRule = { unit: 'month', from: 18, until: 24 };

/** 3歳児: over 3 years, under 4 years. Source: 母子保健法12条1項2号. [WI2] */
export const STATUTORY_3_YEARS: WindowRule = { unit: 'month', from: 36, until: 48 };

/** 3〜4か月児: usual default, 3 months to under 5 months; not set by law (母子保健法13条). [WI3] */
export const DEFAULT_3_4_MONTHS: WindowRule = { unit: 'month', from: 3, until: 5 };

/** 1か月児: over 27 days, under 6 weeks, birth as day 0; other municipalities begin on day 27. [WI4] */
export const DEFAULT_1_MONTH: WindowRule = { unit: 'day', from: 28, to: 41 };

/** 先天性代謝異常等検査: blood is taken on day 4 to 6 (u); a second sample may follow. [WI5] */
export const DEFAULT_METABOLIC: WindowRule = { unit: 'day', from: 0, to: 60 };

/** 新生児聴覚検査: first test about day 3, detailed examination by 3 months. Source: 通知 別添2 (NHS). [WI5] */
export const DEFAULT_NEWBORN_HEARING: WindowRule = { unit: 'day', from: 0, to: 90 };

/** 新生児訪問指導: newborns to 28 days (母子保健法11条); many municipalities visit until 60 days (u). [WI5] */
export const DEFAULT_NEWBORN_VISIT: WindowRule = { unit: 'day', from: 0, to: 60 };

/** 6〜7か月児 and 9〜10か月児: not set by law (母子保健法13条). [WI6] */
export const DEFAULT_6_7_MONTHS: WindowRule = { unit: 'month', from: 6, until: 8 };
export const DEFAULT_9_10_MONTHS: WindowRule = { unit: 'month', from: 9, until: 11 };

/** 2歳児: not set by law. [WI6] */
export const DEFAULT_2_YEARS: WindowRule = { unit: 'month', from: 24, until: 36 };

/** 5歳児: 4 years 6 months to under 5 years 7 months (u); some municipalities go by fiscal year. [WI6] */
export const DEFAULT_5_YEARS: WindowRule = { unit: 'month', from: 54, until: 67 };

/** 妊婦健診: from the 4th week to the end of the 43rd. [WI7] */
export const DEFAULT_PRENATAL: WindowRule = { unit: 'gestation', from: 4, to: 43 };

/**
 * 産婦健診, by postpartum days: about 2 weeks and about 1 month. Edges differ between municipalities (掛川市 5–21 and
 * 22–56, 豊橋市 to 4 and to 8 weeks, 高松市 within 56 days with the day of delivery counted). [WI8]
 */
export const DEFAULT_POSTNATAL_2_WEEKS: WindowRule = { unit: 'postpartum', from: 5, to: 21 };
export const DEFAULT_POSTNATAL_1_MONTH: WindowRule = { unit: 'postpartum', from: 22, to: 56 };

/** 産後ケア: within a year of the birth. Source: 母子保健法17条の2. [WI9] */
export const STATUTORY_POSTNATAL_CARE: WindowRule = { unit: 'month', from: 0, until: 12 };

/** Whatever belongs to another checkup (アセスメント, 精密健康診査): until 7 years. */
export const WHOLE_CHILDHOOD: WindowRule = { unit: 'month', from: 0, until: 84 };

const DUE_WEEKS = 40;

/** No bound is larger, in any unit. As an upper age in months it means that there is none. */
export const WINDOW_BOUND_MAX = 2_000;

/** 予防接種: the ages of its schedule, from birth on; several of its vaccines have no upper age. [WI11] */
export const VACCINATION_AGES: WindowRule = { unit: 'month', from: 0, until: WINDOW_BOUND_MAX };

/**
 * The days on which a checkup is given. [WI1]
 * @param anchor the child's birth; for `postpartum` the delivery, for `gestation` the due date
 */
export const eligibleDays = (anchor: CivilDate, rule: WindowRule): EligibleDays => {
  switch (rule.unit) {
    case 'month':
      return { first: addMonths(anchor, rule.from), last: addDays(addMonths(anchor, rule.until), -1) };
    case 'week':
      return { first: addDays(anchor, rule.from * 7), last: addDays(anchor, rule.until * 7 - 1) };
    case 'fiscal-year':
      return {
        first: fiscalYearDays(fiscalYearOfAge(anchor, rule.from)).first,
        last: fiscalYearDays(fiscalYearOfAge(anchor, rule.to)).last,
      };
    case 'day':
      return { first: addDays(anchor, rule.from), last: addDays(anchor, rule.to) };
    case 'postpartum':
      return { first: addDays(anchor, rule.from - 1), last: addDays(anchor, rule.to - 1) };
    case 'gestation':
      return {
        first: addDays(anchor, (rule.from - DUE_WEEKS) * 7),
        last: addDays(anchor, (rule.to + 1 - DUE_WEEKS) * 7 - 1),
      };
  }
};

/** @param anchor as in {@link eligibleDays} */
export const eligibilityOn = (anchor: CivilDate, on: CivilDate, rule: WindowRule): Eligibility => {
  const { first, last } = eligibleDays(anchor, rule);
  if (compareCivilDates(on, first) < 0) return 'too-early';
  return compareCivilDates(on, last) > 0 ? 'too-late' : 'eligible';
};

/**
 * By several spans: given on the days of each of them, overlapping or not. [WI12]
 * @param anchor as in {@link eligibleDays}
 * @param rules one or more
 */
export const eligibilityAmong = (
  anchor: CivilDate,
  on: CivilDate,
  rules: readonly WindowRule[],
): SpanEligibility => {
  const found = new Set(rules.map((rule) => eligibilityOn(anchor, on, rule)));
  if (found.has('eligible')) return 'eligible';
  if (found.size > 1) return 'between';
  return found.has('too-early') ? 'too-early' : 'too-late';
};
