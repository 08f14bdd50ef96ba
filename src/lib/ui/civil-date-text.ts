import { normaliseNumericText } from './numeric-text.ts';

/** A way to count years: from the first day of an era (YYYY-MM-DD), newest first in a list. */
export interface YearCount {
  readonly id: string;
  readonly name: string;
  readonly from: string;
}

export interface DateTexts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

const firstYear = (count: YearCount | undefined): number =>
  count === undefined ? 1 : Number(count.from.slice(0, 4));

const wholeNumber = (text: string): number | undefined => {
  const narrow = normaliseNumericText(text);
  return /^\d{1,4}$/.test(narrow) ? Number(narrow) : undefined;
};

/** The western year of a typed year; 元 is the first of an era. `undefined` when it is no year. */
export const westernYear = (text: string, count: YearCount | undefined): number | undefined => {
  const typed = text.trim() === '元' && count !== undefined ? 1 : wholeNumber(text);
  return typed === undefined || typed < 1 ? undefined : firstYear(count) + typed - 1;
};

/** A western year as it is typed in a count; empty when the count had not begun. */
export const yearText = (year: number, count: YearCount | undefined): string => {
  const counted = year - firstYear(count) + 1;
  return counted < 1 ? '' : String(counted);
};

/**
 * The date three texts stand for, as YYYY-MM-DD with a year of 1000–9999; `undefined` when one is missing or the
 * day does not exist.
 */
export const dateOfTexts = (
  { year, month, day }: DateTexts,
  count: YearCount | undefined,
): string | undefined => {
  const [y, m, d] = [westernYear(year, count), wholeNumber(month), wholeNumber(day)];
  if (y === undefined || m === undefined || d === undefined || y < 1000 || y > 9999) return undefined;
  const date = new Date(Date.UTC(y, m - 1, d));
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  return date.toISOString().slice(0, 10);
};

/** The texts a date is typed with. */
export const textsOfDate = (date: string, count: YearCount | undefined): DateTexts => ({
  year: yearText(Number(date.slice(0, 4)), count),
  month: String(Number(date.slice(5, 7))),
  day: String(Number(date.slice(8, 10))),
});
