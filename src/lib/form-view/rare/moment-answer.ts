import { dateAnswer, isBlankDate, typedDate, type TypedDate } from '../items/date-answer.ts';
import { normaliseNumericText } from '../../ui/numeric-text.ts';
import type { YearCount } from '../../ui/civil-date-text.ts';

/** What stands in the boxes of a time of day. */
export interface TypedTime {
  readonly hour: string;
  readonly minute: string;
}

export const NO_TIME: TypedTime = { hour: '', minute: '' };

export const isBlankTime = ({ hour, minute }: TypedTime): boolean =>
  hour.trim() === '' && minute.trim() === '';

const partOf = (text: string, most: number): string | undefined => {
  const narrow = normaliseNumericText(text);
  if (!/^\d{1,2}$/.test(narrow)) return undefined;
  return Number(narrow) <= most ? narrow.padStart(2, '0') : undefined;
};

/** `hh:mm` of typed boxes; `undefined` when one is empty or no such time exists. Full-width digits are read. */
export const timeAnswer = ({ hour, minute }: TypedTime): string | undefined => {
  const [h, m] = [partOf(hour, 23), partOf(minute, 59)];
  return h === undefined || m === undefined ? undefined : `${h}:${m}`;
};

/** A FHIR time as it stands in the boxes: hours without a leading nought, minutes with one. */
export const typedTime = (time: string): TypedTime => {
  const [hour = '', minute = ''] = time.split(':');
  return { hour: hour === '' ? '' : String(Number(hour)), minute };
};

export const normaliseTime = ({ hour, minute }: TypedTime): TypedTime => ({
  hour: normaliseNumericText(hour),
  minute: normaliseNumericText(minute),
});

/** What stands in the boxes of a date and time. */
export interface TypedMoment {
  readonly date: TypedDate;
  readonly time: TypedTime;
}

export const isBlankMoment = ({ date, time }: TypedMoment): boolean => isBlankDate(date) && isBlankTime(time);

const pad = (number: number): string => String(number).padStart(2, '0');

/** `+09:00` of the device's zone at a local date and time: R4 asks for one where there is a time. */
const offsetAt = (local: Date): string => {
  const minutes = -local.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

/**
 * The FHIR dateTime of typed boxes: the day or the month alone where no time is typed, else with seconds and the
 * device's offset. `undefined` when it is none, or when a time stands beside a day that is not whole.
 */
export const momentAnswer = ({ date, time }: TypedMoment): string | undefined => {
  const day = dateAnswer(date);
  if (isBlankTime(time)) return day;
  const clock = timeAnswer(time);
  if (day?.length !== 10 || clock === undefined) return undefined;
  return `${day}T${clock}:00${offsetAt(new Date(`${day}T${clock}:00`))}`;
};

/** A FHIR dateTime as it stands in the boxes, by the clock of the device. */
export const typedMoment = (moment: string, count: YearCount | undefined): TypedMoment => {
  if (!moment.includes('T')) return { date: typedDate(moment, count), time: NO_TIME };
  const at = new Date(moment);
  const year = String(at.getFullYear()).padStart(4, '0');
  const day = `${year}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return {
    date: typedDate(day, count),
    time: { hour: String(at.getHours()), minute: pad(at.getMinutes()) },
  };
};

/** Whether two FHIR dateTimes say the same moment at the same precision. */
export const isSameMoment = (left: string | undefined, right: string): boolean => {
  if (left === undefined) return false;
  const isClock = right.includes('T');
  if (left.includes('T') !== isClock) return false;
  return isClock ? Date.parse(left) === Date.parse(right) : left === right;
};

const SEPARATOR = '/';

/** Boxes that are no time as one text, so that they can be put right later. */
export const packTime = ({ hour, minute }: TypedTime): string =>
  [hour, minute].map((text) => text.replaceAll(SEPARATOR, '')).join(SEPARATOR);

/** The inverse of {@link packTime}. */
export const unpackTime = (packed: string): TypedTime => {
  const [hour = '', minute = ''] = packed.split(SEPARATOR);
  return { hour, minute };
};
