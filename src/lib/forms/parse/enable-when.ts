import { codecOfItem } from '../codec/codecs.ts';
import { booleanCodec } from '../codec/boolean.ts';
import type { AnswerCodec } from '../codec/codec.ts';
import type { Answer, EnableCondition, FormItem } from '../form.ts';
import type { FormElement } from './form-element.ts';

const OPERATORS: readonly EnableCondition['operator'][] = ['exists', '=', '!=', '>', '<', '>=', '<='];

const EQUALITY: readonly EnableCondition['operator'][] = ['=', '!='];

/** Whether answers of the question can ever meet the condition's answer. */
const canMeet = (target: FormItem, answer: Answer, codec: AnswerCodec<Answer>): boolean =>
  !codec.defects(target, answer).some(({ code }) => code === 'option-unknown');

const readAnswer = (element: FormElement, target: FormItem, operator: EnableCondition['operator']) => {
  const { reading } = element;
  const codec: AnswerCodec<Answer> | undefined = codecOfItem(target.type);
  if (codec === undefined) {
    reading.error('enable-when-type', element.path);
    return undefined;
  }
  if (operator === 'exists') return element.answer('answer', booleanCodec);
  if (!EQUALITY.includes(operator) && codec.compare === undefined) {
    reading.error('enable-when-type', element.path);
    return undefined;
  }
  const answer = element.answer('answer', codec);
  if (answer === undefined) return undefined;
  if (answer.type === 'quantity' && answer.code !== target.unit?.code) {
    reading.error('enable-when-type', element.path);
  } else if (!canMeet(target, answer, codec)) {
    reading.warning('value-invalid', element.path);
  }
  return answer;
};

/** One enableWhen; undefined when it cannot be evaluated, which refuses the form. */
export const readCondition = (
  element: FormElement,
  byLinkId: ReadonlyMap<string, FormItem>,
): EnableCondition | undefined => {
  const { reading } = element;
  const before = reading.problems.length;
  const question = element.string('question');
  const operator = element.oneOf('operator', OPERATORS);
  const target = question === undefined ? undefined : byLinkId.get(question);
  if (question !== undefined && target === undefined) {
    reading.error('enable-when-unknown-question', element.path);
  }
  if (question === undefined || operator === undefined || target === undefined) {
    if (reading.problems.length === before) reading.error('value-invalid', element.path);
    return undefined;
  }
  const answer = readAnswer(element, target, operator);
  if (answer !== undefined) {
    element.close();
    return { question, operator, answer };
  }
  if (reading.problems.length === before) reading.error('enable-when-type', element.path);
  return undefined;
};
