import type { Answer } from '../answer-types.ts';
import type { DayBound, FormItem } from '../form.ts';
import type { Defect } from './codec.ts';
import { compareDates } from './date.ts';

/** Days that a bound may name, as FHIR dates. A bound by a day that is not known holds. */
export interface KnownDays {
  /** The day on which the form is filled in. */
  readonly today?: string | undefined;
  /** The day of birth of whom the form is about. */
  readonly birth?: string | undefined;
}

/** The day and the side that each bound by a day is read from. */
export const DAY_CROSSINGS = {
  'after-today': { day: 'today', side: 'max' },
  'before-today': { day: 'today', side: 'min' },
  'before-birth': { day: 'birth', side: 'min' },
} as const satisfies Record<DayBound['against'], { day: keyof KnownDays; side: 'min' | 'max' }>;

const DAY_LENGTH = 'yyyy-mm-dd'.length;

/**
 * The bounds by days that a date, or the day of a date and time, surely crosses; those that ask back are silent where
 * one refuses. [FM12]
 * @param days what is known of them; nothing is crossed where a day is not known
 */
export const dayDefects = (
  { dayBounds }: Pick<FormItem, 'dayBounds'>,
  answer: Answer,
  days: KnownDays | undefined,
): readonly Defect[] => {
  if (days === undefined || dayBounds.length === 0) return [];
  if (answer.type !== 'date' && answer.type !== 'dateTime') return [];
  const value = answer.value.slice(0, DAY_LENGTH);
  const crossed = dayBounds.filter(({ against }) => {
    const { day, side } = DAY_CROSSINGS[against];
    const order = compareDates(value, days[day] ?? '') ?? 0;
    return side === 'min' ? order < 0 : order > 0;
  });
  const refusing = crossed.filter(({ severity }) => severity === 'error');
  return (refusing.length > 0 ? refusing : crossed).map(({ against: code, severity }) => ({
    code,
    severity,
  }));
};
