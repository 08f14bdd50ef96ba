import type { CivilDate } from '../civil-date.ts';
import type { Condition, ConditionClass } from './condition.ts';
import type { Product, VaccineId } from './vaccine.ts';

/** What is wrong with an entry of the record. */
export type HistoryFault =
  | 'before-birth'
  | 'in-future'
  | 'same-day-twice'
  /** Dose numbers do not rise with the dates. */
  | 'order'
  /** A dose number is there, the ones before it are not. */
  | 'missing-earlier'
  /** Before the permitted age, or sooner after the dose before than permitted. */
  | 'too-early'
  /** Two versions of the record that do not know each other say different things. */
  | 'conflict';

/** What a reason says; words are found by `code`. */
export type ReasonDetail =
  | { readonly code: 'within-age'; readonly first: CivilDate; readonly last?: CivilDate }
  | { readonly code: 'interval-over'; readonly given: CivilDate; readonly from: CivilDate }
  | { readonly code: 'before-age'; readonly from: CivilDate }
  | { readonly code: 'after-age'; readonly last: CivilDate }
  | { readonly code: 'before-programme'; readonly from: CivilDate }
  | { readonly code: 'interval'; readonly given: CivilDate; readonly from: CivilDate }
  | {
      readonly code: 'live-interval';
      readonly other: VaccineId;
      readonly given: CivilDate;
      readonly from: CivilDate;
    }
  | { readonly code: 'live-same-day'; readonly other: VaccineId }
  | { readonly code: 'interval-beyond-age'; readonly from: CivilDate; readonly last: CivilDate }
  | { readonly code: 'complete'; readonly doses: number }
  | { readonly code: 'given-after-age'; readonly given: CivilDate }
  | { readonly code: 'beyond-course'; readonly given: CivilDate }
  | { readonly code: 'dose-left-out'; readonly dose: number }
  | { readonly code: 'condition'; readonly condition: Condition; readonly class: ConditionClass }
  | {
      readonly code: 'history';
      readonly fault: HistoryFault;
      readonly of: VaccineId;
      readonly date: CivilDate;
    }
  | { readonly code: 'birth-after-today' }
  | { readonly code: 'first-dose-not-advised'; readonly advisedTo: CivilDate }
  | { readonly code: 'other-product'; readonly other: VaccineId }
  | { readonly code: 'not-begun-alone' }
  | { readonly code: 'not-supplied'; readonly since: string }
  | { readonly code: 'keep-product'; readonly product: Product }
  | { readonly code: 'product-changed'; readonly product: Product }
  | { readonly code: 'builds-on'; readonly others: readonly VaccineId[] }
  | { readonly code: 'extension'; readonly last: CivilDate }
  | { readonly code: 'long-illness'; readonly last?: CivilDate }
  | { readonly code: 'sex' }
  | { readonly code: 'sex-unknown' }
  | { readonly code: 'no-pregnancy' }
  | { readonly code: 'no-schedule' }
  | { readonly code: 'not-given-here' }
  | { readonly code: 'voluntary' };

export type ReasonCode = ReasonDetail['code'];

/** A reason, with the rule it comes from and where that stands in print. */
export type Reason = ReasonDetail & {
  /** Id in SPEC.md. */
  readonly rule: string;
  readonly source: string;
  readonly edition: string;
  readonly unsourced?: true;
};
