import { addDays, addMonths, civilDate, datePartsOf, type CivilDate } from './civil-date.ts';

/** The Japanese fiscal year (年度) a day belongs to: 1 April to 31 March, named by the year it begins in. [FY1] */
export const fiscalYearOf = (date: CivilDate): number => {
  const { year, month } = datePartsOf(date);
  return month >= 4 ? year : year - 1;
};

/** @throws RangeError for a year that the calendar does not have */
const firstOfApril = (year: number): CivilDate => {
  const date = civilDate({ year, month: 4, day: 1 });
  if (date === undefined) throw new RangeError('The fiscal year lies outside the years 0001 to 9999.');
  return date;
};

/** First and last day of a fiscal year, both inclusive. [FY1] */
export const fiscalYearDays = (year: number): { readonly first: CivilDate; readonly last: CivilDate } => ({
  first: firstOfApril(year),
  last: addDays(firstOfApril(year + 1), -1),
});

/**
 * The fiscal year in which somebody turns `years` old. The age is attained at 24:00 of the day before the birthday, so
 * who was born on 1 April turns it in the fiscal year that ends the day before (早生まれ). [FY2]
 * @param years whole, 1 or more
 */
export const fiscalYearOfAge = (birth: CivilDate, years: number): number =>
  fiscalYearOf(addDays(addMonths(birth, years * 12), -1));
