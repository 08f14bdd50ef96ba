declare const civil: unique symbol;

/** A day of the Gregorian calendar, `YYYY-MM-DD`, years 0001–9999, that exists. No time, no time zone. Sorts as text. */
export type CivilDate = string & { readonly [civil]: true };

export interface DateParts {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

const JAPAN_OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

/** The day with these parts, or `undefined` when the calendar has no such day. */
export const civilDate = ({ year, month, day }: DateParts): CivilDate | undefined => {
  if (![year, month, day].every(Number.isInteger)) return undefined;
  if (year < 1 || year > 9999 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CivilDate;
};

/** The day an ISO 8601 calendar date names, or `undefined`: 2026-02-29 is no day. [CD1] */
export const parseCivilDate = (text: string): CivilDate | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  return civilDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
};

export const datePartsOf = (date: CivilDate): DateParts => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/** Negative when `a` is earlier than `b`, 0 on the same day, positive when it is later. */
export const compareCivilDates = (a: CivilDate, b: CivilDate): number => (a < b ? -1 : a > b ? 1 : 0);

/** Days since 0000-03-01; a year runs from March here, so that the leap day comes last. */
const dayNumber = ({ year, month, day }: DateParts): number => {
  const marchYear = month > 2 ? year : year - 1;
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return marchYear * 365 + leaps + dayOfYear;
};

const DAYS_IN_400_YEARS = 146_097;

const fromDayNumber = (number: number): CivilDate => {
  const cycle = Math.floor(number / DAYS_IN_400_YEARS);
  const rest = number - cycle * DAYS_IN_400_YEARS;
  const yearOfCycle = Math.floor(
    (rest - Math.floor(rest / 1_460) + Math.floor(rest / 36_524) - Math.floor(rest / 146_096)) / 365,
  );
  const dayOfYear = rest - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return existing({
    year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  });
};

const existing = (parts: DateParts): CivilDate => {
  const date = civilDate(parts);
  if (date === undefined) throw new RangeError('The day lies outside the years 0001 to 9999.');
  return date;
};

/** Days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  dayNumber(datePartsOf(to)) - dayNumber(datePartsOf(from));

export const addDays = (date: CivilDate, days: number): CivilDate => {
  if (!Number.isInteger(days)) throw new RangeError('A number of days is a whole number.');
  return fromDayNumber(dayNumber(datePartsOf(date)) + days);
};

/**
 * The first day after a period of whole months that began on `start` at 0:00: the corresponding day (応当日), and
 * where the last month has no such day, the first of the month after, since the period ends with the month's last
 * day. No clamping: 31 August plus 18 months is 1 March. Source: 民法143条2項. [CD2]
 * @param months whole, 0 or more
 */
export const addMonths = (start: CivilDate, months: number): CivilDate => {
  if (!Number.isInteger(months) || months < 0)
    throw new RangeError('A period of months is whole and not negative.');
  const { year, month, day } = datePartsOf(start);
  const monthIndex = year * 12 + month - 1 + months;
  const target = { year: Math.floor(monthIndex / 12), month: (monthIndex % 12) + 1, day };
  const date = civilDate(target);
  if (date !== undefined) return date;
  return addDays(existing({ ...target, day: daysInMonth(target.year, target.month) || 1 }), 1);
};

/** The calendar day in Japan at an instant (milliseconds since 1970). UTC+9 the year round since 1952. [CD3] */
export const dateInJapan = (instantMs: number): CivilDate =>
  addDays('1970-01-01' as CivilDate, Math.floor((instantMs + JAPAN_OFFSET_MS) / DAY_MS));
