import type { AnswerCodec, AnswerOf } from './codec.ts';
import { rangeDefects } from './range.ts';

const FHIR_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Numbers of a FHIR date: year, year and month, or year, month and day; undefined when there is no such day. */
const partsOf = (text: string): readonly number[] | undefined => {
  const match = FHIR_DATE.exec(text);
  if (match === null) return undefined;
  const parts = match
    .slice(1)
    .flatMap((digits: string | undefined) => (digits === undefined ? [] : [Number(digits)]));
  const [year = 0, month = 1, day = 1] = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year > 0 ? parts : undefined;
};

/** Whether the text is a FHIR date of a day, month or year that the calendar has. */
export const isDate = (text: string): boolean => partsOf(text) !== undefined;

/**
 * Order of two dates at the precision both have. Where they are equal so far and one goes on (2026-03 and
 * 2026-03-05), neither is before the other nor equal: undefined.
 */
export const compareDates = (left: string, right: string): number | undefined => {
  const a = partsOf(left);
  const b = partsOf(right);
  if (a === undefined || b === undefined) return undefined;
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const order = (a[at] ?? 0) - (b[at] ?? 0);
    if (order !== 0) return order;
  }
  return a.length === b.length ? 0 : undefined;
};

/** A calendar date in words of the first asked language the platform knows, at the precision it has. */
export const dateText = (text: string, language: string | readonly string[]): string => {
  const parts = partsOf(text);
  if (parts === undefined) return text;
  const [year = 1, month = 1, day = 1] = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const locales = (typeof language === 'string' ? [language] : language).flatMap(
    (tag) => /^[a-z]{2,3}(?=-|$)/.exec(tag)?.[0] ?? [],
  );
  return new Intl.DateTimeFormat([...locales, 'ja'], {
    calendar: 'gregory',
    timeZone: 'UTC',
    year: 'numeric',
    ...(parts.length > 1 && { month: 'long' }),
    ...(parts.length > 2 && { day: 'numeric' }),
  }).format(date);
};

export const dateCodec: AnswerCodec<AnswerOf<'date'>> = {
  type: 'date',
  suffix: 'Date',
  read: (json) => (typeof json === 'string' ? { type: 'date', value: json } : undefined),
  write: (answer) => answer.value,
  isBlank: (answer) => answer.value === '',
  isValid: (answer) => partsOf(answer.value) !== undefined,
  identity: ({ value }) => value,
  compare: (left, right) => compareDates(left.value, right.value),
  defects: (item, { value }) =>
    rangeDefects(item, (bound) => (typeof bound === 'string' ? compareDates(value, bound) : undefined)),
  text: (_item, answer, language) => dateText(answer.value, language),
};
