import { answerKey } from '../answer.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { allCodecsFor, codecOf, codecOfAnswer, codecsOfItem } from '../codec/codecs.ts';
import type { EnableCondition, FormItem, Operator } from '../form.ts';
import type { FormElement } from './form-element.ts';

const OPERATORS: readonly Operator[] = ['exists', '=', '!=', '>', '<', '>=', '<='];

const EQUALITY: readonly Operator[] = ['=', '!='];

/** A value of a neighbouring type, as authors mix them up, in the type that the question's answers have. */
const inTypeOf = (target: FormItem, answer: ValueAnswer): ValueAnswer => {
  const { type } = target;
  if (answer.type === 'integer' && type === 'decimal') return { ...answer, type: 'decimal' };
  if (answer.type === 'decimal' && type === 'integer') return { ...answer, type: 'integer' };
  if (answer.type === 'date' && type === 'dateTime') return { ...answer, type: 'dateTime' };
  if (answer.type === 'string' && type === 'url') return { ...answer, type: 'uri' };
  return answer;
};

const isOffered = ({ type, optionByKey }: FormItem, answer: ValueAnswer): boolean =>
  type !== 'choice' || optionByKey.size === 0 || optionByKey.has(answerKey(answer));

const takesUnit = (target: FormItem, answer: ValueAnswer): boolean =>
  answer.type !== 'quantity' ||
  codecOf('quantity')
    .defects({ ...target, minValue: undefined, maxValue: undefined, maxDecimalPlaces: undefined }, answer)
    .every(({ code }) => code !== 'unit');

/** The `answer[x]` of a condition, where it fits the question and the operator. */
const readAnswer = (
  element: FormElement,
  target: FormItem,
  operator: Operator,
  prefix: 'answer' | 'value',
): ValueAnswer | undefined => {
  const { reading } = element;
  const codecs = codecsOfItem(target.type);
  if (codecs.length === 0) return undefined;
  if (operator === 'exists') return element.answer(prefix, [codecOf('boolean')]);
  const written = element.answer(prefix, allCodecsFor(target.type));
  if (written === undefined) return undefined;
  const answer = inTypeOf(target, written);
  const codec = codecOfAnswer(answer);
  if (codec === undefined || !codecs.includes(codec)) return undefined;
  if (!codec.isValid(answer) || (!EQUALITY.includes(operator) && codec.compare === undefined))
    return undefined;
  if (!takesUnit(target, answer)) return undefined;
  if (!isOffered(target, answer)) reading.warning('value-invalid', element.path);
  return answer;
};

/**
 * Operator and answer about a known question; undefined, and reported, when they cannot be evaluated.
 * @param rule an own rule writes both as extensions
 */
export const readTest = (
  element: FormElement,
  target: FormItem,
  rule?: { readonly answer: FormElement },
): EnableCondition | undefined => {
  const { reading } = element;
  const before = reading.problems.length;
  const operator =
    rule === undefined
      ? element.oneOf('operator', OPERATORS)
      : element.extension('operator', (extension) => extension.oneOf('valueCode', OPERATORS));
  const answer =
    operator === undefined
      ? undefined
      : readAnswer(rule?.answer ?? element, target, operator, rule ? 'value' : 'answer');
  if (operator !== undefined && answer !== undefined) return { question: target.linkId, operator, answer };
  if (reading.problems.length === before) reading.error('enable-when-type', element.path);
  return undefined;
};

/** One enableWhen; undefined when it cannot be evaluated, which refuses the form. */
export const readCondition = (
  element: FormElement,
  byLinkId: ReadonlyMap<string, FormItem>,
): EnableCondition | undefined => {
  const { reading } = element;
  const question = element.string('question');
  const target = question === undefined ? undefined : byLinkId.get(question);
  if (target === undefined) {
    if (question === undefined) reading.error('value-invalid', element.path);
    else reading.error('enable-when-unknown-question', element.path);
    return undefined;
  }
  const condition = readTest(element, target);
  if (condition !== undefined) element.close();
  return condition;
};
