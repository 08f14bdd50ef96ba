import { ABSENT_REASONS, type AbsentReason, type Answer, type ValueAnswer } from './answer-types.ts';
import { ALL_CODECS, codecOfAnswer } from './codec/codecs.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import type { FormItem } from './form.ts';
import { isJsonObject, jsonObjects, own } from './json-object.ts';
import { textIn } from './text.ts';
import { ABSENT_WORDS } from './words.ts';

/** Names an answer by what it says: two answers are the same when their keys are. Displays do not count. */
export const answerKey = (answer: Answer): string => {
  if (answer.type === 'absent') return `absent\n${answer.reason}`;
  if (answer.type === 'row') return `row\n${answer.id}`;
  return `${answer.type}\n${codecOfAnswer(answer)?.identity(answer) ?? ''}`;
};

/** Whether two answers say the same: enableWhen `=`. Displays and printed units do not count. */
export const sameAnswer = (left: Answer, right: Answer): boolean =>
  left.type === right.type && (left === right || answerKey(left) === answerKey(right));

/** Whether two lists hold the same answers in the same order. */
export const sameAnswers = (left: readonly Answer[], right: readonly Answer[]): boolean =>
  left === right ||
  (left.length === right.length &&
    left.every((answer, at) => {
      const other = right[at];
      return other !== undefined && sameAnswer(answer, other);
    }));

/** Order of two answers of one type; undefined when they have none. */
export const compareAnswers = (left: Answer, right: ValueAnswer): number | undefined =>
  left.type === right.type ? codecOfAnswer(left)?.compare?.(left, right) : undefined;

/** Whether the answer is a value: neither absent nor an empty box. */
export const isValue = (answer: Answer): answer is ValueAnswer =>
  answer.type !== 'absent' && answer.type !== 'row' && codecOfAnswer(answer)?.isBlank(answer) === false;

/** Whether a question has been dealt with: a value, or a stated reason for having none. */
export const isSettled = (given: readonly Answer[] | undefined): boolean =>
  given?.some((answer) => answer.type === 'absent' || isValue(answer)) === true;

/** The answer as a person reads it, for review pages and the hub. */
export const answerText = (item: FormItem, answer: Answer, language: string | readonly string[]): string => {
  if (answer.type === 'absent') return textIn(ABSENT_WORDS[answer.reason], language);
  if (answer.type === 'row') return '';
  const option = item.optionByKey.get(answerKey(answer));
  if (option !== undefined) return textIn(option.text, language);
  return codecOfAnswer(answer)?.text(item, answer, language) ?? '';
};

export const isAbsentReason = (code: unknown): code is AbsentReason =>
  ABSENT_REASONS.some((reason) => reason === code);

/** The reason that an item or an answer gives for having no value (data-absent-reason); undefined where it gives none. */
export const reasonIn = (json: unknown): AbsentReason | undefined => {
  const extensions = isJsonObject(json) ? jsonObjects(own(json, 'extension')) : [];
  const reasons = extensions
    .filter((each) => own(each, 'url') === STANDARD_EXTENSION.dataAbsentReason)
    .map((each) => own(each, 'valueCode'));
  return reasons.find(isAbsentReason);
};

/** The answer as one `value[x]` of R4 JSON; undefined for one that is no value and for what JSON cannot hold. */
export const writeValue = (answer: Answer): Readonly<Record<string, unknown>> | undefined => {
  if (answer.type === 'absent' || answer.type === 'row') return undefined;
  const codec = codecOfAnswer(answer);
  const json = codec?.write(answer);
  return codec === undefined || json === undefined ? undefined : { [`value${codec.suffix}`]: json };
};

/** The answer of an object with exactly one supported `value[x]`, of whatever type. */
export const readValue = (json: unknown): ValueAnswer | undefined => {
  if (!isJsonObject(json)) return undefined;
  const values = Object.keys(json).filter((key) => key.startsWith('value'));
  const [key] = values;
  if (key === undefined || values.length > 1) return undefined;
  return ALL_CODECS.find(({ suffix }) => key === `value${suffix}`)?.read(own(json, key));
};
