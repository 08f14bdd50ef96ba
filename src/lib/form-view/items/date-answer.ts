import {
  dateOfTexts,
  textsOfDate,
  westernYear,
  type DateTexts,
  type YearCount,
} from '../../ui/civil-date-text.ts';
import { normaliseNumericText } from '../../ui/numeric-text.ts';

/** What stands in the boxes of a date. */
export interface TypedDate extends DateTexts {
  /** The era years are counted in; `undefined` for western years. */
  readonly count: YearCount | undefined;
}

export const NO_DATE: TypedDate = { year: '', month: '', day: '', count: undefined };

const isBlank = (text: string): boolean => text.trim() === '';

export const isBlankDate = ({ year, month, day }: TypedDate): boolean => [year, month, day].every(isBlank);

/**
 * The FHIR date of typed boxes: the day, or the month when the day is left empty, since many a milestone is known
 * to the month only. `undefined` when the year or the month is missing, or the day does not exist.
 */
export const dateAnswer = (typed: TypedDate): string | undefined => {
  if (!isBlank(typed.day)) return dateOfTexts(typed, typed.count);
  return dateOfTexts({ ...typed, day: '1' }, typed.count)?.slice(0, 7);
};

/** A FHIR date as it stands in the boxes. */
export const typedDate = (date: string, count: YearCount | undefined): TypedDate => {
  const [year = '', month = '', day = ''] = date.split('-');
  const texts = textsOfDate(`${year}-${month || '1'}-${day || '1'}`, count);
  return { ...texts, month: month === '' ? '' : texts.month, day: day === '' ? '' : texts.day, count };
};

/** The boxes with half-width digits. 元, the first year of an era, stays. */
export const normaliseDate = (typed: TypedDate): TypedDate => {
  const narrow = (text: string): string => (text.trim() === '元' ? '元' : normaliseNumericText(text));
  return { ...typed, year: narrow(typed.year), month: narrow(typed.month), day: narrow(typed.day) };
};

/** The same day with its years counted another way; a year that cannot be read stays as typed. */
export const countedBy = (typed: TypedDate, count: YearCount | undefined): TypedDate => {
  const year = westernYear(typed.year, typed.count);
  if (year === undefined) return { ...typed, count };
  return { ...typed, year: typedDate(String(year).padStart(4, '0'), count).year, count };
};

const SEPARATOR = '/';

/** Boxes that are no date as one text, so that they can be put right later. */
export const packDate = ({ count, year, month, day }: TypedDate): string =>
  [count?.id ?? '', year, month, day].map((text) => text.replaceAll(SEPARATOR, '')).join(SEPARATOR);

/** The inverse of {@link packDate}. */
export const unpackDate = (packed: string, counts: readonly YearCount[]): TypedDate => {
  const [id = '', year = '', month = '', day = ''] = packed.split(SEPARATOR);
  return { year, month, day, count: counts.find((count) => count.id === id) };
};
