import type { BoxKind } from '../items/BoxTyping.svelte.ts';
import { NO_DATE, normaliseDate, packDate, unpackDate } from '../items/date-answer.ts';
import { yearCountsIn } from '../items/year-counts.ts';
import {
  isBlankMoment,
  isSameMoment,
  momentAnswer,
  NO_TIME,
  normaliseTime,
  packTime,
  timeAnswer,
  typedMoment,
  typedTime,
  unpackTime,
  type TypedMoment,
} from './moment-answer.ts';

const SEPARATOR = '|';
const NOTHING: TypedMoment = { date: NO_DATE, time: NO_TIME };

const SHARED = {
  blank: NOTHING,
  isBlank: isBlankMoment,
  emptied: ({ date: { count } }: TypedMoment): TypedMoment => ({ ...NOTHING, date: { ...NO_DATE, count } }),
  normalise: ({ date, time }: TypedMoment): TypedMoment => ({
    date: normaliseDate(date),
    time: normaliseTime(time),
  }),
  pack: ({ date, time }: TypedMoment): string =>
    [packDate(date), packTime(time)].map((part) => part.replaceAll(SEPARATOR, '')).join(SEPARATOR),
  unpack: (packed: string): TypedMoment => {
    const [date = '', time = ''] = packed.split(SEPARATOR);
    return { date: unpackDate(date, yearCountsIn('ja')), time: unpackTime(time) };
  },
};

/** A time of day alone, or one after a date. */
export const MOMENT_BOXES: Readonly<Record<'time' | 'dateTime', BoxKind<TypedMoment>>> = {
  time: {
    ...SHARED,
    type: 'time',
    answerOf: ({ time }) => timeAnswer(time),
    says: ({ time }, value) => timeAnswer(time) === value.slice(0, 5),
    typedOf: (value) => ({ ...NOTHING, time: typedTime(value) }),
  },
  dateTime: {
    ...SHARED,
    type: 'dateTime',
    answerOf: momentAnswer,
    says: (typed, value) => isSameMoment(momentAnswer(typed), value),
    typedOf: (value, { date }) => typedMoment(value, date.count),
  },
};
