import { daysBetween, type CivilDate } from '../civil-date.ts';
import { eligibilityAmong, type SpanEligibility, type WindowRule } from '../window.ts';
import { credible, tidy } from './truth.ts';

/** What is known when a child is chosen or measured. Left out is not known and raises nothing. */
export interface ChildAtVisit {
  readonly today: CivilDate;
  /** The child's birth; of a mother after delivery, that of her child. */
  readonly birth?: CivilDate | undefined;
  /** Of a pregnancy: the due date. */
  readonly due?: CivilDate | undefined;
  /** Ages at which this program is given: one or several spans. */
  readonly windows?: readonly WindowRule[] | undefined;
  readonly heightCm?: number | undefined;
  readonly headCm?: number | undefined;
  /** Measured at an earlier checkup. */
  readonly before?:
    | {
        readonly on: CivilDate;
        readonly heightCm?: number | undefined;
        readonly headCm?: number | undefined;
      }
    | undefined;
  /** Another child of the list was born on the same day and has a name much like this one's, as twins may. */
  readonly lookAlike?: boolean | undefined;
}

/** A reason to ask whether this is the right child. Asked back, never refused. `rule` stands in SPEC.md. */
export type ChildDoubt =
  | {
      readonly rule: 'WC1';
      readonly field: 'heightCm' | 'headCm';
      readonly value: number;
      readonly before: number;
    }
  | { readonly rule: 'WC2'; readonly age: 'not-born' | Exclude<SpanEligibility, 'eligible'> }
  | { readonly rule: 'WC3' };

/** How much less than last time is measuring, not another child, cm (u). The municipality may set its own. */
export const TOLERANCE_CM: Readonly<Record<'heightCm' | 'headCm', number>> = { heightCm: 1, headCm: 0.5 };

const LIMITS = { heightCm: [20, 140], headCm: [15, 65] } as const;

/**
 * Signs that the wrong child was chosen: smaller than at the last checkup by more than measuring explains (u) [WC1],
 * a birth date that does not belong to this program [WC2], a look-alike in the list [WC3]. An earlier measurement that
 * is dated after today is not one.
 */
export const childDoubts = (visit: ChildAtVisit, tolerance = TOLERANCE_CM): readonly ChildDoubt[] => {
  const { today, birth, due, windows, before, lookAlike } = visit;
  const doubts: ChildDoubt[] = [];
  if (birth !== undefined && daysBetween(birth, today) < 0) doubts.push({ rule: 'WC2', age: 'not-born' });
  else if (birth !== undefined && windows !== undefined) {
    const age = eligibilityAmong(birth, today, windows);
    if (age !== 'eligible') doubts.push({ rule: 'WC2', age });
  } else if (due !== undefined && windows?.every(({ unit }) => unit === 'gestation') === true) {
    const weeks = eligibilityAmong(due, today, windows);
    if (weeks !== 'eligible') doubts.push({ rule: 'WC2', age: weeks });
  }
  if (before !== undefined && before.on < today)
    for (const field of ['heightCm', 'headCm'] as const) {
      const [min, max] = LIMITS[field];
      const value = credible(visit[field], min, max);
      const last = credible(before[field], min, max);
      if (value !== undefined && last !== undefined && tidy(last - value) > tolerance[field])
        doubts.push({ rule: 'WC1', field, value, before: last });
    }
  if (lookAlike === true) doubts.push({ rule: 'WC3' });
  return doubts;
};
