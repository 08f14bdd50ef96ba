/** The parts of a FHIR R4 Questionnaire that generated forms are made of, as JSON. */
export interface ExtensionJson {
  readonly url: string;
  readonly valueCodeableConcept?: { readonly coding: readonly CodingJson[] };
  readonly valueCoding?: CodingJson;
  readonly valueInteger?: number;
  readonly valueDecimal?: number;
  readonly valueQuantity?: QuantityJson;
}

export interface CodingJson {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface QuantityJson {
  readonly value: number;
  readonly unit: string;
  readonly system: string;
  readonly code: string;
}

export interface ConditionJson {
  readonly question: string;
  readonly operator: 'exists' | '=';
  readonly answerBoolean?: boolean;
  readonly answerCoding?: CodingJson;
}

export type GeneratedType =
  | 'group'
  | 'display'
  | 'boolean'
  | 'choice'
  | 'integer'
  | 'decimal'
  | 'quantity'
  | 'date'
  | 'string'
  | 'text';

export interface ItemJson {
  readonly linkId: string;
  readonly type: GeneratedType;
  readonly text: string;
  readonly prefix?: string;
  readonly required?: boolean;
  readonly repeats?: boolean;
  readonly maxLength?: number;
  readonly extension?: readonly ExtensionJson[];
  readonly answerOption?: readonly { readonly valueCoding: CodingJson }[];
  readonly enableBehavior?: 'all' | 'any';
  readonly enableWhen?: readonly ConditionJson[];
  readonly item?: readonly ItemJson[];
}

export interface QuestionnaireJson {
  readonly resourceType: 'Questionnaire';
  readonly url: string;
  readonly version: string;
  readonly title: string;
  readonly status: 'draft';
  readonly language: 'ja';
  readonly item: readonly ItemJson[];
}

/** Items in document order, each with the items around it, outermost first. */
export const walkItems = function* (
  items: readonly ItemJson[],
  around: readonly ItemJson[] = [],
): Generator<{ readonly item: ItemJson; readonly around: readonly ItemJson[] }> {
  for (const item of items) {
    yield { item, around };
    if (item.item !== undefined) yield* walkItems(item.item, [...around, item]);
  }
};
