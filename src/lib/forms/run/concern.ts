import { answerKey } from '../answer.ts';
import type { Answer } from '../answer-types.ts';
import { holdsOf } from './condition.ts';
import type { FormItem } from '../form.ts';

/** Whether answers to an item are a reason to look: stated by the form per option, per value or per rule. */
export const isConcern = (item: FormItem, given: readonly Answer[]): boolean =>
  given.some((answer) => {
    if (answer.type === 'boolean') return answer.value === item.concernWhen;
    return item.optionByKey.get(answerKey(answer))?.concern === true;
  }) || item.concernRules.some((rule) => holdsOf(rule, given));
