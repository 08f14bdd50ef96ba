import { compareAnswers, isValue, sameAnswer } from '../answer.ts';
import type { Answer } from '../answer-types.ts';
import type { EnableCondition } from '../form.ts';

/** Whether one answer meets the condition. An absent answer and an empty box are no answers. */
const meets = ({ operator, answer }: EnableCondition, given: Answer): boolean => {
  if (!isValue(given)) return false;
  switch (operator) {
    case 'exists':
      return true;
    case '=':
    case '!=':
      return sameAnswer(given, answer);
    default: {
      const order = compareAnswers(given, answer);
      if (order === undefined || Number.isNaN(order)) return false;
      if (operator === '>') return order > 0;
      if (operator === '<') return order < 0;
      return operator === '>=' ? order >= 0 : order <= 0;
    }
  }
};

/** Whether the condition holds of all the answers that its question has. */
export const holdsOf = (condition: EnableCondition, given: readonly Answer[]): boolean => {
  const met = given.some((answer) => meets(condition, answer));
  if (condition.operator === '!=') return !met;
  if (condition.operator !== 'exists') return met;
  return met === (condition.answer.type === 'boolean' && condition.answer.value);
};
