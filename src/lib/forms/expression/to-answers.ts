import { answerKey } from '../answer.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { codecOf, codecOfAnswer, codecsOfItem } from '../codec/codecs.ts';
import { quantityIn } from '../codec/quantity.ts';
import { isDate } from '../codec/date.ts';
import type { FormItem, FormOption } from '../form.ts';
import { isJsonObject, own } from '../json-object.ts';

/** Most answers and options that an expression may give. */
export const RESULTS_MAX = 1_000;

const numberOf = (result: unknown): number | undefined =>
  typeof result === 'number' && Number.isFinite(result) ? result : undefined;

/** A simple value as text. */
export const textOf = (result: unknown): string | undefined => {
  if (typeof result === 'string') return result;
  return typeof result === 'number' || typeof result === 'boolean' ? String(result) : undefined;
};

const quantityOf = (item: FormItem, result: unknown): ValueAnswer | undefined => {
  const number = numberOf(result);
  if (number === undefined) return codecOf('quantity').read(result);
  return quantityIn(item.unit, number);
};

const momentOf = (type: 'date' | 'dateTime' | 'time', result: unknown): ValueAnswer | undefined => {
  if (typeof result !== 'string') return undefined;
  const text = result.replace(/^@T?/, '');
  if (type === 'date') return isDate(text.slice(0, 10)) ? { type, value: text.slice(0, 10) } : undefined;
  return { type, value: text };
};

/** A result as an answer that a choice can take: an option where it names one. */
const pickOf = (item: FormItem, result: unknown): ValueAnswer | undefined => {
  const coding = isJsonObject(result) ? (codingIn(result) ?? codecOf('reference').read(result)) : undefined;
  if (coding !== undefined) return item.optionByKey.get(answerKey(coding))?.answer ?? coding;
  const isNamed = ({ answer }: FormOption): boolean =>
    answer.type === 'coding' ? answer.value.code === result : 'value' in answer && answer.value === result;
  const option = item.options.find(isNamed);
  if (option !== undefined) return option.answer;
  return typeof result === 'string' && (item.type === 'open-choice' || item.options.length === 0)
    ? { type: 'string', value: result }
    : undefined;
};

/** A Coding, or the first one of a CodeableConcept. */
const codingIn = (result: unknown): ValueAnswer | undefined => {
  if (!isJsonObject(result)) return undefined;
  const codings = own(result, 'coding');
  return codecOf('coding').read(Array.isArray(codings) ? codings[0] : result);
};

const toAnswer = (item: FormItem, result: unknown): ValueAnswer | undefined => {
  const { type } = item;
  switch (type) {
    case 'boolean':
      return typeof result === 'boolean' ? { type, value: result } : undefined;
    case 'integer':
    case 'decimal': {
      const value = isJsonObject(result) ? numberOf(own(result, 'value')) : numberOf(result);
      return value === undefined ? undefined : { type, value };
    }
    case 'quantity':
      return quantityOf(item, result);
    case 'date':
    case 'dateTime':
    case 'time':
      return momentOf(type, result);
    case 'choice':
    case 'open-choice':
      return pickOf(item, result);
    case 'string':
    case 'text': {
      const value = textOf(result);
      return value === undefined ? undefined : { type: 'string', value };
    }
    case 'url': {
      const value = textOf(result);
      return value === undefined ? undefined : { type: 'uri', value };
    }
    case 'group':
    case 'display':
      return undefined;
    default:
      return codecsOfItem(type)[0]?.read(result);
  }
};

/** The results that can be answers to the item, in its type; one unless it repeats. What fits nothing is left out. */
export const toAnswers = (item: FormItem, results: readonly unknown[]): readonly ValueAnswer[] => {
  const answers = results.slice(0, RESULTS_MAX).flatMap((result) => {
    const answer = toAnswer(item, result);
    return answer !== undefined && codecOfAnswer(answer)?.isValid(answer) === true ? answer : [];
  });
  return item.repeats ? answers : answers.slice(0, 1);
};

/** The results as options to choose from, each once. */
export const toOptions = (item: FormItem, results: readonly unknown[]): readonly FormOption[] => {
  const options = new Map<string, FormOption>();
  for (const result of results.slice(0, RESULTS_MAX)) {
    const answer = toAnswer(item, result);
    if (answer === undefined) continue;
    const key = answerKey(answer);
    const known = item.optionByKey.get(key);
    options.set(
      key,
      known ?? {
        answer,
        text: { ja: codecOfAnswer(answer)?.text(item, answer, 'ja') ?? '' },
        rich: undefined,
        concern: false,
        exclusive: false,
        prefix: undefined,
        weight: undefined,
      },
    );
  }
  return [...options.values()];
};
