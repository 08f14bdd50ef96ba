import { writeValue } from '../answer.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { quantityIn } from '../codec/quantity.ts';
import type { FormItem } from '../form.ts';
import type { JsonObject } from '../json-object.ts';

/**
 * An answer as `Observation.value[x]`; undefined for what R4 has no such value for (attachments, references, a number
 * that JSON cannot hold). A number in a unit, and any decimal, is a Quantity.
 */
export const observationValue = (item: FormItem, answer: ValueAnswer): JsonObject | undefined => {
  switch (answer.type) {
    case 'coding':
      return { valueCodeableConcept: { coding: [answer.value] } };
    case 'integer':
      return writeValue(item.unit === undefined ? answer : quantityIn(item.unit, answer.value));
    case 'decimal':
      return writeValue(quantityIn(item.unit, answer.value));
    case 'date':
      return { valueDateTime: answer.value };
    case 'uri':
      return { valueString: answer.value };
    case 'attachment':
    case 'reference':
      return undefined;
    default:
      return writeValue(answer);
  }
};
