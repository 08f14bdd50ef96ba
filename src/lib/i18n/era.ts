import { normaliseDigits } from './normalise-digits.ts';

/** A Japanese era (元号). `from` is its first day, inclusive. */
export interface Era {
  readonly id: 'reiwa' | 'heisei' | 'showa';
  readonly name: string;
  /** Initial as on official forms. */
  readonly initial: 'R' | 'H' | 'S';
  readonly english: string;
  readonly from: string;
}

/** Newest first. Source: 元号法 and its cabinet orders; 昭和 from 1926-12-25. */
export const ERAS: readonly Era[] = [
  { id: 'reiwa', name: '令和', initial: 'R', english: 'Reiwa', from: '2019-05-01' },
  { id: 'heisei', name: '平成', initial: 'H', english: 'Heisei', from: '1989-01-08' },
  { id: 'showa', name: '昭和', initial: 'S', english: 'Showa', from: '1926-12-25' },
];

/** The era of a civil date (YYYY-MM-DD) and the year in it from 1; `undefined` before 昭和. */
export const eraOf = (date: string): { readonly era: Era; readonly year: number } | undefined => {
  const era = ERAS.find(({ from }) => date >= from);
  return era && { era, year: Number(date.slice(0, 4)) - Number(era.from.slice(0, 4)) + 1 };
};

/** Year 1 of an era is written 元. */
export const eraYearText = (year: number): string => (year === 1 ? '元' : String(year));

const isCivilDate = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const PATTERN =
  /^(令和|平成|昭和|[RHS])\s*(元|\d{1,2})\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})\s*日?$/i;

/**
 * A date in Japanese years (令和8年11月21日, R8.11.21, 平成元年1月8日, full-width digits too) as YYYY-MM-DD.
 * A year past an era's end counts on (平成32年 is 2020, as printed before the change); a day of year 1 before the
 * era began counts too, because it names one day only.
 * @returns `undefined` when it is not such a date or the day does not exist
 */
export const parseEraDate = (text: string): string | undefined => {
  const match = PATTERN.exec(normaliseDigits(text.trim().normalize('NFKC')));
  if (match === null) return undefined;
  const [, name = '', yearText = '', monthText = '', dayText = ''] = match;
  const era = ERAS.find((candidate) => candidate.name === name || candidate.initial === name.toUpperCase());
  const eraYear = yearText === '元' ? 1 : Number(yearText);
  const [month, day] = [Number(monthText), Number(dayText)];
  if (era === undefined || eraYear < 1) return undefined;
  const year = Number(era.from.slice(0, 4)) + eraYear - 1;
  if (!isCivilDate(year, month, day)) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};
