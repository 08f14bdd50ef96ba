import { datePartsOf, type CivilDate } from './civil-date.ts';

/** The Japanese fiscal year (年度) a day belongs to: 1 April to 31 March, named by the year it begins in. [FY1] */
export const fiscalYearOf = (date: CivilDate): number => {
  const { year, month } = datePartsOf(date);
  return month >= 4 ? year : year - 1;
};
