/** The part of a FHIR R4 Questionnaire that the catalogue writes. Plain JSON; the engine reads it as anyone would. */
export interface Questionnaire {
  readonly resourceType: 'Questionnaire';
  readonly language: 'ja';
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly _title: Element;
  readonly status: 'active';
  readonly subjectType: readonly ['Patient'];
  readonly date: string;
  readonly publisher: 'Hagukumi';
  readonly copyright?: string;
  readonly extension?: readonly Extension[];
  readonly item: readonly QuestionnaireItem[];
}

export type QuestionnaireItemType =
  'group' | 'choice' | 'boolean' | 'integer' | 'quantity' | 'date' | 'time' | 'string' | 'text';

export interface QuestionnaireItem {
  readonly linkId: string;
  readonly type: QuestionnaireItemType;
  readonly text: string;
  readonly _text: Element;
  readonly code?: readonly Coding[];
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly repeats?: boolean;
  readonly maxLength?: number;
  readonly answerOption?: readonly AnswerOption[];
  readonly enableWhen?: readonly EnableWhen[];
  readonly enableBehavior?: 'all' | 'any';
  readonly extension?: readonly Extension[];
  readonly item?: readonly QuestionnaireItem[];
}

export interface AnswerOption {
  readonly valueCoding: Coding & { readonly display: string; readonly _display: Element };
  readonly extension: readonly Extension[];
}

export type EnableOperator = '=' | '!=' | '>' | '<' | '>=' | '<=';

export interface EnableWhen {
  readonly question: string;
  readonly operator: 'exists' | EnableOperator;
  readonly answerBoolean?: boolean;
  readonly answerCoding?: Coding;
  readonly answerInteger?: number;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface Element {
  readonly extension: readonly Extension[];
}

export interface Extension {
  readonly url: string;
  readonly extension?: readonly Extension[];
  readonly valueBoolean?: boolean;
  readonly valueCode?: string;
  readonly valueCodeableConcept?: { readonly coding: readonly Coding[] };
  readonly valueCoding?: Coding;
  readonly valueDecimal?: number;
  readonly valueInteger?: number;
  readonly valueQuantity?: {
    readonly value: number;
    readonly unit: string;
    readonly system: string;
    readonly code: string;
  };
  readonly valueExpression?: { readonly language: string; readonly expression: string };
  readonly valueString?: string;
  readonly _valueString?: Element;
  readonly _valueDate?: Element;
}
