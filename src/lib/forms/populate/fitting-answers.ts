import { answerKey } from '../answer.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { isChoiceType } from '../codec/codecs.ts';
import { quantityIn } from '../codec/quantity.ts';
import { toAnswers } from '../expression/to-answers.ts';
import { UCUM_SYSTEM } from '../extensions.ts';
import type { FormItem, Unit } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import type { PopulationIssue } from './population-issue.ts';

/** What became of the results that an item was to be filled with. */
export interface Fitting {
  /** Each once. Empty when there are more than the item takes. */
  readonly answers: readonly ValueAnswer[];
  /** What was left out, each reason once. */
  readonly misfits: ReadonlySet<PopulationIssue['code']>;
}

const isQuantity = (result: unknown): result is JsonObject =>
  isJsonObject(result) && typeof own(result, 'value') === 'number';

const isIn = (unit: Unit, quantity: JsonObject): boolean => {
  const code = own(quantity, 'code');
  if (code === undefined) {
    const word = own(quantity, 'unit');
    return word !== undefined && (word === unit.display || word === unit.code);
  }
  return code === unit.code && (own(quantity, 'system') ?? UCUM_SYSTEM) === unit.system;
};

/**
 * The result with its quantity in the item's own unit; the reason where that cannot be. A bound (`<5 g`) is no value, and a
 * number without a unit of its own takes none from elsewhere.
 */
const inUnit = (item: FormItem, result: JsonObject): unknown => {
  if (own(result, 'comparator') !== undefined) return undefined;
  const allowed = item.unit === undefined ? item.units : [item.unit];
  if (item.type === 'quantity' && allowed.length === 0) return result;
  const unit = allowed.find((each) => isIn(each, result));
  return unit === undefined ? undefined : quantityIn(unit, own(result, 'value') as number);
};

/** A resource as the reference to it. */
const asReference = (result: unknown): unknown => {
  const type = isJsonObject(result) ? own(result, 'resourceType') : undefined;
  const id = isJsonObject(result) ? own(result, 'id') : undefined;
  return typeof type === 'string' && typeof id === 'string' ? { reference: `${type}/${id}` } : result;
};

/** The codings of a concept, one of which may be among the options. */
const codingsIn = (result: unknown): readonly unknown[] => {
  const codings = isJsonObject(result) ? own(result, 'coding') : undefined;
  return Array.isArray(codings) ? codings : [result];
};

const isOffered = (item: FormItem, answer: ValueAnswer): boolean => {
  if (!isChoiceType(item.type) || item.optionByKey.size === 0) return true;
  return item.optionByKey.has(answerKey(answer)) || (item.type === 'open-choice' && answer.type === 'string');
};

const isNumeric = ({ type }: FormItem): boolean =>
  type === 'integer' || type === 'decimal' || type === 'quantity';

/** The answers that the results are to an item. What is no answer to it is left out and told. */
export const fittingAnswers = (item: FormItem, results: readonly unknown[]): Fitting => {
  const answers = new Map<string, ValueAnswer>();
  const misfits = new Set<PopulationIssue['code']>();
  const one: FormItem = item.repeats ? { ...item, repeats: false } : item;
  for (const result of results) {
    let given = item.type === 'reference' ? asReference(result) : result;
    if (isNumeric(item) && isQuantity(result)) {
      given = inUnit(item, result);
      if (given === undefined) {
        misfits.add('unit-differs');
        continue;
      }
    }
    const answer = codingsIn(given)
      .flatMap((each) => toAnswers(one, [each]))
      .find((each) => isOffered(item, each));
    if (answer === undefined) misfits.add('value-misfit');
    else answers.set(answerKey(answer), answer);
  }
  if (!item.repeats && answers.size > 1) {
    misfits.add('too-many-results');
    return { answers: [], misfits };
  }
  return { answers: [...answers.values()], misfits };
};
