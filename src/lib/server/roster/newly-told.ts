import { daysBetween, type CivilDate } from '../../domain/civil-date.ts';
import { datesAfter, type DatesProblem } from '../../domain/pregnancy/dates-after.ts';
import type { DueDateOf } from '../../domain/pregnancy/due-date-problem.ts';
import { subjectOf, type ProgramId } from '../../domain/program.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SubjectRow } from '../store/roster.ts';

/** What of a known person a booking may change. Null: not known, or not told. */
type ChangeablePerson = Pick<SubjectRow, 'sex' | 'due_date' | 'birth_weight_grams' | 'delivered_on'>;

/** A field of a person that did not stay as it was; null as `after`: it does not hold any more. */
export interface PersonChange {
  readonly field: 'dueDate' | 'deliveredOn' | 'birthWeightGrams' | 'sex';
  readonly before: string | number;
  readonly after: string | number | null;
}

/** Why what was told cannot be, by the field that says it. */
export interface PersonRefusal {
  readonly field: 'dueDate' | 'deliveredOn';
  readonly why: DatesProblem;
}

interface Told {
  readonly program: ProgramId;
  /** Day of the session. */
  readonly on: CivilDate;
  readonly told: ChangeablePerson & Pick<SubjectRow, 'birth_date'>;
  /** What is known of the person already. */
  readonly known: ChangeablePerson | undefined;
}

interface NewlyTold {
  readonly set: Partial<ChangeablePerson>;
  /** Whatever was known otherwise before. */
  readonly changes: readonly PersonChange[];
}

/** Older than this at a due date, days (10 years), a person is not the child that was due. */
const CHILD_DAYS = 3_652;

const dueDateOf = (program: ProgramId, { birth_date, due_date }: Told['told']): DueDateOf => {
  if (program === 'prenatal') return 'pregnancy';
  if (subjectOf(program) === 'mother') return 'delivered';
  // A mother is vaccinated in pregnancy under the program of children.
  const age = due_date === null ? 0 : daysBetween(birth_date as CivilDate, due_date as CivilDate);
  return program === 'vaccination' && age > CHILD_DAYS ? 'pregnancy' : 'child';
};

const birthDates = (row: ChangeablePerson | undefined) => ({
  due: (row?.due_date ?? undefined) as CivilDate | undefined,
  delivered: (row?.delivered_on ?? undefined) as CivilDate | undefined,
});

const FIELDS = {
  due_date: 'dueDate',
  delivered_on: 'deliveredOn',
  birth_weight_grams: 'birthWeightGrams',
  sex: 'sex',
} as const satisfies Record<keyof ChangeablePerson, PersonChange['field']>;

const COLUMNS = ['due_date', 'delivered_on', 'birth_weight_grams', 'sex'] as const;

/**
 * What a booking tells of a person, known or new: what is to be written, and what of it had been known otherwise, so
 * that nothing is dropped or replaced in silence.
 */
export const newlyTold = ({ program, on, told, known }: Told): Result<NewlyTold, PersonRefusal> => {
  const of = dueDateOf(program, told);
  const birth = told.birth_date as CivilDate;
  const dates = datesAfter({ of, birth, on, known: birthDates(known), told: birthDates(told) });
  if (!dates.ok) {
    const why = dates.error;
    return err({ field: why === 'before-known-delivery' ? 'deliveredOn' : 'dueDate', why });
  }
  const after: ChangeablePerson = {
    due_date: dates.value.due ?? null,
    delivered_on: dates.value.delivered ?? null,
    birth_weight_grams: told.birth_weight_grams ?? known?.birth_weight_grams ?? null,
    sex: told.sex === 'unknown' ? (known?.sex ?? 'unknown') : told.sex,
  };
  const changed = COLUMNS.filter((column) => after[column] !== (known?.[column] ?? null));
  return ok({
    set: Object.fromEntries(changed.map((column) => [column, after[column]])),
    changes: changed.flatMap((column): readonly PersonChange[] => {
      const before = known?.[column] ?? null;
      return before === null || before === 'unknown'
        ? []
        : [{ field: FIELDS[column], before, after: after[column] }];
    }),
  });
};
