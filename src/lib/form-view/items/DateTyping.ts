import type { FormState } from '../FormState.svelte.ts';
import { BoxTyping, type BoxKind, type BoxSource } from './BoxTyping.svelte.ts';
import {
  dateAnswer,
  isBlankDate,
  NO_DATE,
  normaliseDate,
  packDate,
  typedDate,
  unpackDate,
  type TypedDate,
} from './date-answer.ts';
import { yearCountsIn } from './year-counts.ts';

const DATE: BoxKind<TypedDate> = {
  type: 'date',
  blank: NO_DATE,
  isBlank: isBlankDate,
  answerOf: dateAnswer,
  says: (typed, value) => dateAnswer(typed) === value,
  typedOf: (value, { count }) => typedDate(value, count),
  emptied: ({ count }) => ({ ...NO_DATE, count }),
  normalise: normaliseDate,
  pack: packDate,
  unpack: (packed) => unpackDate(packed, yearCountsIn('ja')),
};

/** A date being typed. */
export class DateTyping extends BoxTyping<TypedDate> {
  constructor(form: FormState, source: BoxSource) {
    super(form, source, DATE);
  }
}
