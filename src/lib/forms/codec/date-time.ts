import type { AnswerCodec, AnswerOf } from './codec.ts';
import { compareDates, dateText, isDate } from './date.ts';
import { rangeDefects } from './range.ts';

const FHIR_DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,9})?)?)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/** The day and, where there is a clock time, the instant in milliseconds and the time as written. */
const partsOf = (text: string) => {
  if (isDate(text)) return { day: text, instant: undefined, time: undefined };
  const match = FHIR_DATE_TIME.exec(text);
  const [, day = '', time = '', zone = ''] = match ?? [];
  if (match === null || !isDate(day)) return undefined;
  const seconds = time.length === 5 ? `${time}:00` : time.replace(':60', ':59');
  // Without an offset R4 forbids a time; such a text is kept and read as Japanese time.
  const instant = Date.parse(`${day}T${seconds}${zone === '' ? '+09:00' : zone}`);
  return Number.isNaN(instant) ? undefined : { day, instant, time: time.slice(0, 5) };
};

/** R4 writes a clock time with seconds and offset; what is typed without is Japanese time at the full minute. */
const withZone = (text: string): string => {
  const [, day, time = '', zone = '+09:00'] = FHIR_DATE_TIME.exec(text) ?? [];
  return day === undefined ? text : `${day}T${time.length === 5 ? `${time}:00` : time}${zone}`;
};

/** A point in time at the precision it has. Two with a clock time compare as instants, else by their days. */
const compareDateTimes = (left: string, right: string): number | undefined => {
  const a = partsOf(left);
  const b = partsOf(right);
  if (a === undefined || b === undefined) return undefined;
  if (a.instant !== undefined && b.instant !== undefined) return a.instant - b.instant;
  const days = compareDates(a.day, b.day);
  return days === 0 && a.instant !== b.instant ? undefined : days;
};

export const dateTimeCodec: AnswerCodec<AnswerOf<'dateTime'>> = {
  type: 'dateTime',
  suffix: 'DateTime',
  read: (json) => (typeof json === 'string' ? { type: 'dateTime', value: json } : undefined),
  write: ({ value }) => withZone(value),
  isBlank: ({ value }) => value === '',
  isValid: ({ value }) => partsOf(value) !== undefined,
  identity: ({ value }) => {
    const instant = partsOf(value)?.instant;
    return instant === undefined ? value : String(instant);
  },
  compare: (left, right) => compareDateTimes(left.value, right.value),
  defects: (item, { value }) =>
    rangeDefects(item, (bound) => (typeof bound === 'string' ? compareDateTimes(value, bound) : undefined)),
  text: (_item, { value }, language) => {
    const parts = partsOf(value);
    if (parts === undefined) return value;
    const day = dateText(parts.day, language);
    return parts.time === undefined ? day : `${day} ${parts.time}`;
  },
};
