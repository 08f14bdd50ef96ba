import type { CivilDate } from '../civil-date.ts';
import { latest, type NextDose, type Progress } from './record/course-progress.ts';
import { doctorQuestions, exceptionsAfterAge } from './doctor-questions.ts';
import { reason, type VaccinationSubject } from './eligibility-input.ts';
import {
  conflicting,
  dosesOf,
  impossibleDates,
  misnumbered,
  type Fault,
  type GivenDose,
} from './record/history.ts';
import { liveInterval } from './live-interval.ts';
import { notApplicable } from './not-applicable.ts';
import { isBuilt, progressOf } from './record/other-lines.ts';
import { dayAfterGap, permittedDays, type PermittedDays } from './permitted-days.ts';
import type { Reason } from './reason.ts';
import { SCHEDULE, vaccineById } from './schedule/schedule.ts';
import { waitsFor } from './waits.ts';
import type { DosePart, Vaccine, VaccineId } from './vaccine.ts';

interface Dose {
  /** From 1; a dose that was left out keeps its number. */
  readonly dose: number;
  /** Doses of the whole course. */
  readonly of: number;
  readonly part: DosePart;
}

/**
 * - `can-be-given`: age and intervals permit it today; `last` is the last day by age, `standard` the usual days
 * - `not-yet`: earliest on `from`, as things stand
 * - `too-late`: past the permitted ages, for good
 * - `done`: the course is complete (for this season or pregnancy, where it is given anew)
 * - `doctor-decides`: something the rules leave to the doctor or the municipality
 * - `not-applicable`: not for this person, not given here, or another line of the record stands for it
 */
export type VaccineEligibility = { readonly vaccine: VaccineId; readonly reasons: readonly Reason[] } & (
  | ({
      readonly status: 'can-be-given';
      readonly last?: CivilDate;
      readonly standard?: PermittedDays;
    } & Dose)
  | ({ readonly status: 'not-yet'; readonly from: CivilDate } & Dose)
  | ({ readonly status: 'too-late'; readonly last: CivilDate } & Dose)
  | ({ readonly status: 'doctor-decides' } & Partial<Dose>)
  | { readonly status: 'done' | 'not-applicable' }
);

const doseOf = ({ course }: Progress, { slot, rule }: NextDose): Dose => ({
  dose: slot + 1,
  of: course.doses.length,
  part: rule.part,
});

/** The usual days of the dose (標準的な接種期間). */
const standardDays = (
  { rule }: NextDose,
  { taken }: Progress,
  { birth, dueDate }: VaccinationSubject,
): PermittedDays | undefined => {
  const { standard } = rule;
  if (standard === undefined) return undefined;
  if ('ages' in standard) return permittedDays(standard.ages, birth, dueDate);
  const previous = (standard.afterDose === undefined ? taken.at(-1) : taken[standard.afterDose - 1])?.date;
  return previous === undefined
    ? undefined
    : { first: dayAfterGap(previous, standard.from), last: dayAfterGap(previous, standard.until) };
};

/** Entries of the record that cannot be right, or that came too early to count without a doctor's word. [VI5] */
const faultsOf = (
  own: readonly GivenDose[],
  subject: VaccinationSubject,
  { taken, early }: Progress,
): readonly Fault[] => {
  const impossible = [...impossibleDates(own, subject), ...conflicting(own)];
  if (impossible.length > 0) return impossible;
  const slots = taken.map(({ slot }) => slot);
  const tooEarly = early.flatMap((date): readonly Fault[] => {
    const of = own[0]?.vaccine;
    return of === undefined ? [] : [{ fault: 'too-early', of, date }];
  });
  const numbered = misnumbered(own, slots);
  return [...numbered, ...tooEarly.filter(({ date }) => !numbered.some((fault) => fault.date === date))];
};

/** Words that go with every answer about the vaccine and change nothing. */
const notes = (vaccine: Vaccine, own: readonly GivenDose[], next: NextDose): readonly Reason[] => [
  ...next.leftOut.map((slot) =>
    reason('VI7', vaccine.sources.intervals, { code: 'dose-left-out', dose: slot + 1 }),
  ),
  ...[...new Set(own.map(({ product }) => product))].flatMap((product): readonly Reason[] =>
    product !== undefined && vaccine.products?.[product] === 'keep'
      ? [reason('VC17', vaccine.sources.intervals, { code: 'keep-product', product })]
      : [],
  ),
  ...(vaccine.programme === 'voluntary' ? [reason('VC16', vaccine.sources.ages, { code: 'voluntary' })] : []),
];

const pastAge = (
  vaccine: Vaccine,
  subject: VaccinationSubject,
  dose: Dose,
  last: CivilDate,
  why: Reason,
): VaccineEligibility => {
  const exceptions = exceptionsAfterAge(vaccine, subject);
  return exceptions.length > 0
    ? { vaccine: vaccine.id, status: 'doctor-decides', ...dose, reasons: [why, ...exceptions] }
    : { vaccine: vaccine.id, status: 'too-late', ...dose, last, reasons: [why] };
};

/** The next dose weighed against age, intervals and what was answered. */
const weigh = (
  vaccine: Vaccine,
  own: readonly GivenDose[],
  subject: VaccinationSubject,
  progress: Progress,
  next: NextDose,
): VaccineEligibility => {
  const { today } = subject;
  const { ages, intervals } = vaccine.sources;
  const dose = doseOf(progress, next);
  const { last, ageFrom, gap } = next;
  if (last !== undefined && today > last)
    return pastAge(vaccine, subject, dose, last, reason('VI6', ages, { code: 'after-age', last }));

  const live = liveInterval(vaccine, subject);
  const waits = waitsFor(vaccine, subject, next, live);
  const from = latest(waits.map((wait) => wait.from));
  if (from !== undefined && last !== undefined && from > last) {
    const why = reason('VI6', intervals, { code: 'interval-beyond-age', from, last });
    return pastAge(vaccine, subject, dose, last, why);
  }
  const extra = notes(vaccine, own, next);
  if (from !== undefined) {
    const reasons = [...waits.map((wait) => wait.reason), ...extra];
    return { vaccine: vaccine.id, status: 'not-yet', from, ...dose, reasons };
  }
  const asks = [...live.asks, ...doctorQuestions(vaccine, own, subject, progress, next)];
  if (asks.length > 0)
    return { vaccine: vaccine.id, status: 'doctor-decides', ...dose, reasons: [...asks, ...extra] };
  const standard = standardDays(next, progress, subject);
  return {
    vaccine: vaccine.id,
    status: 'can-be-given',
    ...dose,
    ...(last === undefined ? {} : { last }),
    ...(standard === undefined ? {} : { standard }),
    reasons: [
      reason('VI2', ages, {
        code: 'within-age',
        first: ageFrom,
        ...(last === undefined ? {} : { last }),
      }),
      ...(gap === undefined ? [] : [reason('VI2', intervals, { code: 'interval-over', ...gap })]),
      ...extra,
    ],
  };
};

/**
 * What age, intervals, record and answers say about one vaccine today, with reasons. Never a decision: the doctor
 * decides after the examination, whatever is said here (予防接種法7条, 予防接種実施規則4条). Never throws; what is
 * wrong with the record is a reason. Days up to the year 9900.
 */
export const eligibilityOf = (id: VaccineId, subject: VaccinationSubject): VaccineEligibility => {
  const vaccine = vaccineById(id);
  const { ages, intervals } = vaccine.sources;
  if (subject.birth > subject.today)
    return {
      vaccine: id,
      status: 'doctor-decides',
      reasons: [reason('VI5', ages, { code: 'birth-after-today' })],
    };
  if (subject.notGivenHere?.includes(id) === true)
    return {
      vaccine: id,
      status: 'not-applicable',
      reasons: [reason('VI15', ages, { code: 'not-given-here' })],
    };
  const own = dosesOf(vaccine, subject);
  const barred = notApplicable(vaccine, own, subject);
  if (barred !== undefined) return { vaccine: id, status: 'not-applicable', reasons: [barred] };

  const progress = progressOf(vaccine, subject);
  const faults = faultsOf(own, subject, progress);
  if (faults.length > 0)
    return {
      vaccine: id,
      status: 'doctor-decides',
      reasons: faults.map((fault) =>
        reason(fault.fault === 'conflict' ? 'VI16' : 'VI5', intervals, { code: 'history', ...fault }),
      ),
    };
  if (
    progress.next === undefined ||
    (vaccine.coveredBy !== undefined && isBuilt([id, ...vaccine.coveredBy], subject))
  )
    return {
      vaccine: id,
      status: 'done',
      reasons: [
        reason('VI13', intervals, { code: 'complete', doses: own.length }),
        ...progress.late.map((given) => reason('VI13', ages, { code: 'given-after-age', given })),
        ...progress.extra.map((given) => reason('VI13', intervals, { code: 'beyond-course', given })),
      ],
    };
  return weigh(vaccine, own, subject, progress, progress.next);
};

/** Every vaccine of the schedule, in its order. */
export const eligibilityToday = (subject: VaccinationSubject): readonly VaccineEligibility[] =>
  SCHEDULE.map(({ id }) => eligibilityOf(id, subject));
