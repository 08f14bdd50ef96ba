import type { CivilDate } from '../civil-date.ts';
import { gestationalAgeOn, type GestationalAge } from './gestational-age.ts';
import { postpartumDay } from './postpartum.ts';

/** Weeks and days as somebody wrote them down; the days may be missing. */
interface WrittenWeeks {
  readonly weeks: number;
  readonly days: number | undefined;
}

/** What is written down of when a visit is, and what it is held against. Left out is not known and raises nothing. */
export interface Dating {
  /** Day of the visit. */
  readonly on: CivilDate;
  /** Written down at this visit. */
  readonly due?: CivilDate | undefined;
  /** As the list or an earlier visit has it. */
  readonly dueBefore?: CivilDate | undefined;
  readonly weeks?: WrittenWeeks | undefined;
  readonly delivered?: CivilDate | undefined;
  readonly deliveredBefore?: CivilDate | undefined;
  readonly postpartumDay?: number | undefined;
  readonly visitNumber?: number | undefined;
  /** Number of an earlier visit of this pregnancy. */
  readonly lastNumber?: number | undefined;
}

/** What is written down contradicts a date. Asked back, never refused. `rule` stands in SPEC.md. */
export type DatingSlip =
  | { readonly rule: 'MS5'; readonly written: WrittenWeeks; readonly counted: GestationalAge }
  | { readonly rule: 'MS6'; readonly written: number; readonly counted: number }
  | {
      readonly rule: 'MS7';
      readonly due: CivilDate;
      readonly why: 'before-conception' | 'past-43-weeks';
    }
  | { readonly rule: 'MS7'; readonly due: CivilDate; readonly before: CivilDate }
  | { readonly rule: 'MS8'; readonly written: number; readonly before: number };

const weeksSlip = ({ on, due, dueBefore, weeks }: Dating): readonly DatingSlip[] => {
  const holds = due ?? dueBefore;
  const age = holds && gestationalAgeOn(holds, on);
  if (weeks === undefined || age?.ok !== true) return [];
  const counted = age.value;
  return counted.weeks === weeks.weeks && (weeks.days ?? counted.days) === counted.days
    ? []
    : [{ rule: 'MS5', written: weeks, counted }];
};

const daySlip = ({
  on,
  delivered,
  deliveredBefore,
  postpartumDay: written,
}: Dating): readonly DatingSlip[] => {
  const holds = delivered ?? deliveredBefore;
  const counted = holds && postpartumDay(holds, on);
  return written === undefined || counted === undefined || written === counted
    ? []
    : [{ rule: 'MS6', written, counted }];
};

const dueSlip = ({ on, due, dueBefore: before }: Dating): readonly DatingSlip[] => {
  if (due === undefined) return [];
  const age = gestationalAgeOn(due, on);
  if (!age.ok) {
    const why = age.error === 'before-pregnancy' ? 'before-conception' : 'past-43-weeks';
    return [{ rule: 'MS7', due, why }];
  }
  return before === undefined || before === due ? [] : [{ rule: 'MS7', due, before }];
};

/** Contradictions between what is written down of when a visit is and the dates it counts from. */
export const datingSlips = (dating: Dating): readonly DatingSlip[] => {
  const { visitNumber: written, lastNumber: before } = dating;
  return [
    ...dueSlip(dating),
    ...weeksSlip(dating),
    ...daySlip(dating),
    ...(written !== undefined && before !== undefined && written <= before
      ? [{ rule: 'MS8', written, before } as const]
      : []),
  ];
};
