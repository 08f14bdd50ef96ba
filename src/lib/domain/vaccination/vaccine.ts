import type { CivilDate } from '../civil-date.ts';

/**
 * One line of the record (母子健康手帳 予防接種の記録): a product, or one period (第1期, 第2期) of it where the law
 * gives each period its own ages.
 */
export type VaccineId =
  | 'rota-1'
  | 'rota-5'
  | 'hep-b'
  | 'dpt-ipv-hib'
  | 'dpt-ipv'
  | 'hib'
  | 'pcv'
  | 'bcg'
  | 'mr-1'
  | 'mr-2'
  | 'varicella'
  | 'je-1'
  | 'je-2'
  | 'dt'
  | 'hpv'
  | 'rsv-maternal'
  | 'mumps'
  | 'influenza'
  | 'influenza-nasal'
  | 'covid-19';

/** Live by injection (注射生), by mouth (経口生) or nose (経鼻生), or inactivated, toxoid and mRNA (不活化等). */
export type VaccineKind = 'live-injected' | 'live-oral' | 'live-nasal' | 'inactivated';

/** Products whose valency decides what may follow. */
export type Product = 'pcv-13' | 'pcv-15' | 'pcv-20' | 'hpv-2' | 'hpv-4' | 'hpv-9';

/** Where a value stands in print. `unsourced`: no regulation found for it, professional knowledge or one clinic (u). */
export interface Source {
  readonly text: string;
  /** The edition that was read, as a day or a month: `2024-04-01`, `2025-10`. */
  readonly edition: string;
  readonly unsourced?: true;
}

/**
 * Ages of a dose, turned into days by `permittedDays`.
 *
 * - `month`: 生後 `from` 月から生後 `until` 月に至るまで; without `until` there is no upper age
 * - `day`: from day `from` to day `to` after birth, both inclusive; the day of birth is day 0
 * - `month-to-day`: from 生後 `from` 月 to day `to` after birth, inclusive
 * - `fiscal-year`: from the first day of the 年度 in which age `from` is attained to the last day of that of age `to`
 * - `before-school`: the year that ends on the day before primary school begins
 * - `gestation`: from day `from` to day `to` of the pregnancy, both inclusive; 28w0d is day 196
 */
export type AgeRange =
  | { readonly unit: 'month'; readonly from: number; readonly until?: number }
  | { readonly unit: 'day'; readonly from: number; readonly to: number }
  | { readonly unit: 'month-to-day'; readonly from: number; readonly to: number }
  | { readonly unit: 'fiscal-year'; readonly from: number; readonly to: number }
  | { readonly unit: 'before-school' }
  | { readonly unit: 'gestation'; readonly from: number; readonly to: number };

/** Days that lie between two doses (n日以上の間隔をおいて), or whole months. */
export type Gap = { readonly days: number } | { readonly months: number };

/** Usual time of a dose (標準的な接種期間): an age, or a stretch after the dose before. Both ends count. */
export type Standard =
  { readonly ages: AgeRange } | { readonly from: Gap; readonly until: Gap; readonly afterDose?: number };

/** 初回, 追加, or the only dose. */
export type DosePart = 'primary' | 'booster' | 'single';

/** One dose of a course. */
export interface DoseRule {
  readonly part: DosePart;
  /** Narrower than the ages of the vaccine. A dose whose ages have passed is left out, and the next one follows. */
  readonly ages?: AgeRange;
  /** Least interval from the dose given last. */
  readonly gap?: Gap;
  /** Least interval from the first dose, beside `gap`. */
  readonly gapFromFirst?: Gap;
  /** Instead of `gap`, when a primary dose has been left out. */
  readonly gapWhenShort?: Gap;
  /** Left out when the dose before was given after this age in months was attained. */
  readonly omitWhenPreviousAfterMonths?: number;
  readonly standard?: Standard;
}

/** The doses for those who begin in time for it; a vaccine lists its courses by age at the first dose. */
export interface Course {
  /** The first dose is given before this age is passed (至るまで); without it, at any age. */
  readonly startUntilMonths?: number;
  /** Holds only when a second dose has this interval from the first; when it came sooner, the next course holds. */
  readonly secondDoseGap?: Gap;
  /** Holds only when no dose of these products was given. */
  readonly notAfter?: readonly Product[];
  /** A first dose from this day of life on is not recommended, though permitted. */
  readonly firstDoseAdvisedToDay?: number;
  readonly doses: readonly DoseRule[];
}

/** Later than the permitted ages, for those born between two days, both inclusive. */
export interface Extension {
  readonly bornFrom: CivilDate;
  readonly bornTo: CivilDate;
  /** Last day, as a date or as the day before this birthday in months. */
  readonly until: CivilDate | { readonly months: number };
  readonly source: Source;
}

export interface Vaccine {
  readonly id: VaccineId;
  readonly name: { readonly ja: string; readonly en: string };
  readonly kind: VaccineKind;
  /** 定期接種 (A類) or 任意接種. */
  readonly programme: 'routine' | 'voluntary';
  /** In law (定期接種の対象者), or on the label of a voluntary vaccine. */
  readonly ages: AgeRange;
  /** Given as 定期接種 from this day. */
  readonly since?: CivilDate;
  readonly courses: readonly Course[];
  /** Only for this sex in law. */
  readonly sex?: 'female';
  /** Doses count within one 年度 only: given every season. */
  readonly everySeason?: true;
  /** No schedule is held: always for the doctor to say. */
  readonly doctorOnly?: true;
  /** Lines that protect from the same: when one of them was begun, this one is not. */
  readonly insteadOf?: readonly VaccineId[];
  /** A newer line: once it was begun, this one is not gone on with. */
  readonly followedBy?: readonly VaccineId[];
  /** Older lines this one may follow on: when one was begun, the doctor says how. */
  readonly followsOn?: readonly VaccineId[];
  /** Lines that, complete or together with this one, leave nothing for it. */
  readonly coveredBy?: readonly VaccineId[];
  /** Begun only when one of these lines was begun already. */
  readonly startsOnlyBeside?: readonly VaccineId[];
  /** Not supplied any more: what follows is for the doctor to say. */
  readonly soldUntil?: { readonly month: string; readonly source: Source };
  /** Lines of which one, or all together, should be complete before this one. */
  readonly buildsOn?: readonly VaccineId[];
  /** What follows when a dose of this product was given: the same to the end, or another course for the doctor to say. */
  readonly products?: Readonly<Partial<Record<Product, 'keep' | 'ask'>>>;
  readonly extensions?: readonly Extension[];
  /** After a long illness up to this age in months, without it no age; `false` when the exception does not hold. */
  readonly longIllness: { readonly untilMonths?: number } | false;
  readonly sources: { readonly ages: Source; readonly intervals: Source; readonly standard: Source };
}
