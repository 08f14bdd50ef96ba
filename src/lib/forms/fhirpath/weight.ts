import { isJsonObject, jsonObjects, type JsonObject } from '../json-object.ts';

/** A node of the engine: an element with the way it was reached. */
export interface ElementNode {
  readonly data: unknown;
  /** The `_` sibling of a primitive. */
  readonly _data: unknown;
  readonly parentResNode: ElementNode | null;
}

const WEIGHT_URLS = new Set([
  'http://hl7.org/fhir/StructureDefinition/itemWeight',
  'http://hl7.org/fhir/StructureDefinition/ordinalValue',
]);

/**
 * The weight (SDC `weight()`, before it `ordinal()`) of an answer, of its value, of an answer option or a concept:
 * of the extension `itemWeight` or `ordinalValue` on it; else on the option that was answered, in `questionnaire`;
 * else on the concept of the option's contained value set. Undefined when nothing gives one.
 * Sources: SDC 3.0.0 "FHIRPath supplements"; FHIR R4 ordinalValue; FHIR extensions itemWeight.
 */
export function weightOf(node: ElementNode, questionnaire: unknown): number | undefined {
  const element = node.data;
  const own = weightIn(element) ?? weightIn(node._data);
  if (own !== undefined) return own;
  const isAnswer = isJsonObject(element) && valueKey(element) !== undefined;
  const answer = isAnswer ? element : node.parentResNode?.data;
  const item = isAnswer ? node.parentResNode?.data : node.parentResNode?.parentResNode?.data;
  if (!isJsonObject(answer)) return undefined;
  const key = valueKey(answer);
  if (key === undefined) return undefined;
  return (
    weightIn(answer) ??
    weightIn(answer[key]) ??
    weightIn(answer[`_${key}`]) ??
    weightInForm(questionnaire, item, key, answer[key])
  );
}

function weightIn(element: unknown): number | undefined {
  if (!isJsonObject(element) || !Array.isArray(element['extension'])) return undefined;
  for (const extension of element['extension']) {
    if (!isJsonObject(extension) || !WEIGHT_URLS.has(String(extension['url']))) continue;
    const weight = extension['valueDecimal'] ?? extension['valueInteger'];
    if (typeof weight === 'number') return weight;
  }
  return undefined;
}

function valueKey(answer: JsonObject): string | undefined {
  return Object.keys(answer).find((key) => /^value[A-Z]/.test(key));
}

function weightInForm(form: unknown, item: unknown, key: string, value: unknown): number | undefined {
  if (!isJsonObject(form) || !isJsonObject(item)) return undefined;
  const question = questionOf(form, item['linkId']);
  if (question === undefined) return undefined;
  for (const option of jsonObjects(question['answerOption'])) {
    if (!(key in option) || !isSameValue(option[key], value)) continue;
    return weightIn(option) ?? weightIn(option[key]) ?? weightIn(option[`_${key}`]);
  }
  const valueSet = jsonObjects(form['contained']).find(
    ({ id }) => `#${String(id)}` === question['answerValueSet'],
  );
  return valueSet && isJsonObject(value) ? weightInValueSet(valueSet, value) : undefined;
}

function questionOf(parent: JsonObject, linkId: unknown): JsonObject | undefined {
  for (const item of jsonObjects(parent['item'])) {
    if (item['linkId'] === linkId) return item;
    const below = questionOf(item, linkId);
    if (below !== undefined) return below;
  }
  return undefined;
}

function weightInValueSet(valueSet: JsonObject, coding: JsonObject): number | undefined {
  const { compose, expansion } = valueSet;
  for (const include of isJsonObject(compose) ? jsonObjects(compose['include']) : []) {
    if (include['system'] !== coding['system']) continue;
    for (const concept of jsonObjects(include['concept'])) {
      if (concept['code'] === coding['code']) return weightIn(concept);
    }
  }
  const contained = isJsonObject(expansion) ? jsonObjects(expansion['contains']) : [];
  return weightIn(contained.find((concept) => isSameValue(concept, coding)));
}

function isSameValue(one: unknown, other: unknown): boolean {
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other;
  return one['code'] === other['code'] && one['system'] === other['system'];
}
