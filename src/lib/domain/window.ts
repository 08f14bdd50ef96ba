import { addDays, addMonths, compareCivilDates, type CivilDate } from './civil-date.ts';

/**
 * Ages at which a checkup is given (対象月齢), by actual age. The municipality may set its own.
 *
 * - `month`: from the first day of age `from` until the day before age `until`
 * - `day`: from day `from` to day `to` after birth, both inclusive; the day of birth is day 0
 */
export type WindowRule =
  | { readonly unit: 'month'; readonly from: number; readonly until: number }
  | { readonly unit: 'day'; readonly from: number; readonly to: number };

/** First and last day, both inclusive. */
export interface EligibleDays {
  readonly first: CivilDate;
  readonly last: CivilDate;
}

export type Eligibility = 'too-early' | 'eligible' | 'too-late';

/** 1歳6か月児: over 18 months, under 2 years. Source: 母子保健法12条1項1号. [WI2] */
export const STATUTORY_18_MONTHS: WindowRule = { unit: 'month', from: 18, until: 24 };

/** 3歳児: over 3 years, under 4 years. Source: 母子保健法12条1項2号. [WI2] */
export const STATUTORY_3_YEARS: WindowRule = { unit: 'month', from: 36, until: 48 };

/** 3〜4か月児: usual default, 3 months to under 5 months; not set by law (母子保健法13条). [WI3] */
export const DEFAULT_3_4_MONTHS: WindowRule = { unit: 'month', from: 3, until: 5 };

/** 1か月児: over 27 days, under 6 weeks, birth as day 0; other municipalities begin on day 27. [WI4] */
export const DEFAULT_1_MONTH: WindowRule = { unit: 'day', from: 28, to: 41 };

/** Whether a rule has whole bounds of 0 or more and at least one day. */
export const isSoundWindow = (rule: WindowRule): boolean => {
  const [first, end] = rule.unit === 'month' ? [rule.from, rule.until - 1] : [rule.from, rule.to];
  return Number.isInteger(first) && Number.isInteger(end) && first >= 0 && end >= first;
};

/** The days on which a child born on `birth` is eligible. [WI1] */
export const eligibleDays = (birth: CivilDate, rule: WindowRule): EligibleDays =>
  rule.unit === 'month'
    ? { first: addMonths(birth, rule.from), last: addDays(addMonths(birth, rule.until), -1) }
    : { first: addDays(birth, rule.from), last: addDays(birth, rule.to) };

export const eligibilityOn = (birth: CivilDate, on: CivilDate, rule: WindowRule): Eligibility => {
  const { first, last } = eligibleDays(birth, rule);
  if (compareCivilDates(on, first) < 0) return 'too-early';
  return compareCivilDates(on, last) > 0 ? 'too-late' : 'eligible';
};
