import type { AnswerCodec, AnswerOf } from './codec.ts';
import { rangeDefects } from './range.ts';

const FHIR_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d{1,9})?)?$/;

/** A time of day, `hh:mm` or `hh:mm:ss`. R4 writes seconds; what is typed without them is written with `:00`. */
export const timeCodec: AnswerCodec<AnswerOf<'time'>> = {
  type: 'time',
  suffix: 'Time',
  read: (json) => (typeof json === 'string' ? { type: 'time', value: json } : undefined),
  write: ({ value }) => (value.length === 5 ? `${value}:00` : value),
  isBlank: ({ value }) => value === '',
  isValid: ({ value }) => FHIR_TIME.test(value),
  identity: ({ value }) => withSeconds(value),
  compare: (left, right) => compareTexts(withSeconds(left.value), withSeconds(right.value)),
  defects: (item, { value }) =>
    rangeDefects(item, (bound) =>
      typeof bound === 'string' ? compareTexts(withSeconds(value), withSeconds(bound)) : undefined,
    ),
  text: (_item, { value }) => value.replace(/:00$/, (seconds) => (value.length > 5 ? '' : seconds)),
};

const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time);

const compareTexts = (left: string, right: string): number => Number(left > right) - Number(left < right);
