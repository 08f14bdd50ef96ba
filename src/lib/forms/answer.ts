import { ALL_CODECS, codecOfAnswer } from './codec/codecs.ts';
import { ABSENT_REASONS, type AbsentReason, type Answer, type FormItem } from './form.ts';
import { isJsonObject, type JsonObject, own } from './json-object.ts';
import { textIn } from './text.ts';
import { ABSENT_WORDS } from './words.ts';

/** Whether two answers say the same: enableWhen `=`. Displays and printed units do not count. */
export const sameAnswer = (left: Answer, right: Answer): boolean => {
  if (left.type === 'absent' || right.type === 'absent') {
    return left.type === 'absent' && right.type === 'absent' && left.reason === right.reason;
  }
  return left.type === right.type && codecOfAnswer(left)?.same(left, right) === true;
};

/** Order of two answers of one type; undefined when they have none. */
export const compareAnswers = (left: Answer, right: Answer): number | undefined =>
  left.type === right.type ? codecOfAnswer(left)?.compare?.(left, right) : undefined;

/** Whether the answer is a value: neither absent nor an empty box. */
export const isValue = (answer: Answer): boolean => codecOfAnswer(answer)?.isBlank(answer) === false;

/** Whether a question has been dealt with: a value, or a stated reason for having none. */
export const isSettled = (given: readonly Answer[] | undefined): boolean =>
  given?.some((answer) => answer.type === 'absent' || isValue(answer)) === true;

/** The answer as a person reads it, for review pages and the hub. */
export const answerText = (item: FormItem, answer: Answer, language: string | readonly string[]): string =>
  answer.type === 'absent'
    ? textIn(ABSENT_WORDS[answer.reason], language)
    : (codecOfAnswer(answer)?.text(item, answer, language) ?? '');

export const isAbsentReason = (code: unknown): code is AbsentReason =>
  ABSENT_REASONS.some((reason) => reason === code);

/** The answer as one `value[x]` of R4 JSON; undefined for an absent one and for what JSON cannot hold. */
export const writeValue = (answer: Answer): Readonly<Record<string, unknown>> | undefined => {
  const codec = codecOfAnswer(answer);
  const json = codec?.write(answer);
  return codec === undefined || json === undefined ? undefined : { [`value${codec.suffix}`]: json };
};

/** The answer of an object with exactly one supported `value[x]`, of whatever type. */
export const readValue = (json: unknown): Answer | undefined => {
  if (!isJsonObject(json)) return undefined;
  const values = Object.keys(json).filter((key) => key.startsWith('value'));
  const [key] = values;
  if (key === undefined || values.length > 1) return undefined;
  return readAs(json, key);
};

const readAs = (json: JsonObject, key: string): Answer | undefined =>
  ALL_CODECS.find(({ suffix }) => key === `value${suffix}`)?.read(own(json, key));
