/** FHIR R4 Questionnaire.item.type values the engine runs. */
export type ItemType =
  | 'group'
  | 'display'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'date'
  | 'string'
  | 'text'
  | 'choice'
  | 'quantity';

/** A FHIR Coding. Two codings are the same answer when system and code are the same. */
export interface Coding {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/**
 * One answer. `absent` is the guardian's "no answer" as a real answer: わからない `asked-unknown`,
 * こたえたくない `asked-declined`, スタッフに聞く `temp-unknown` (FHIR data-absent-reason).
 */
export type Answer =
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'decimal'; readonly value: number }
  | { readonly type: 'date'; readonly value: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'coding'; readonly value: Coding }
  | { readonly type: 'quantity'; readonly value: number; readonly unit: string; readonly code: string }
  | { readonly type: 'absent'; readonly reason: AbsentReason };

/** The reasons a form may offer, in the order staff are told of them: a request for help first. */
export const ABSENT_REASONS = ['temp-unknown', 'asked-unknown', 'asked-declined'] as const;
export type AbsentReason = (typeof ABSENT_REASONS)[number];

/** All answers of a form, enabled or not: a mis-tap that hides a question destroys no typing. */
export type Answers = ReadonlyMap<string, readonly Answer[]>;

/** Text in every language the form has, keyed by BCP 47 tag; `ja` is always there. */
export interface LocalText {
  readonly ja: string;
  readonly [language: string]: string;
}

export interface FormOption {
  readonly coding: Coding;
  readonly text: LocalText;
  /** A reason to look: shown first to staff. Stated per option, never inferred from はい or いいえ. */
  readonly concern: boolean;
  /** Chosen alone (none of the above). */
  readonly exclusive: boolean;
}

export interface EnableCondition {
  readonly question: string;
  readonly operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';
  readonly answer: Answer;
}

/** How an item asks to be drawn (itemControl). */
export type ItemControl =
  'radio-button' | 'check-box' | 'drop-down' | 'text-area' | 'page' | 'help' | 'gtable' | 'none';

export interface FormItem {
  readonly linkId: string;
  readonly type: ItemType;
  /** Depth-first position in the form, from 0. */
  readonly index: number;
  readonly parent: FormItem | undefined;
  readonly children: readonly FormItem[];
  readonly text: LocalText;
  /** Short label for staff lists (shortText). */
  readonly shortText: LocalText | undefined;
  /** One short line that always stands under the question. */
  readonly hint: LocalText | undefined;
  /** Longer help behind a button: the texts of the item's `help` children. */
  readonly help: LocalText | undefined;
  readonly prefix: string | undefined;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly readOnly: boolean;
  readonly maxLength: number | undefined;
  readonly options: readonly FormOption[];
  /** The options by {@link optionKey}, so that an answer finds its option in constant time. */
  readonly optionByKey: ReadonlyMap<string, FormOption>;
  /** Ways of not answering this item offers, in order; empty when it must be answered or left. */
  readonly absentReasons: readonly AbsentReason[];
  /** Concern when a boolean has this value. */
  readonly concernWhen: boolean | undefined;
  readonly enableWhen: readonly EnableCondition[];
  readonly enableBehavior: 'all' | 'any';
  readonly minValue: number | string | undefined;
  readonly maxValue: number | string | undefined;
  /** Outside is asked back as a possible slip, but never refused. */
  readonly softMin: number | undefined;
  readonly softMax: number | undefined;
  readonly maxDecimalPlaces: number | undefined;
  /** UCUM unit of a quantity or number, with its printed form. */
  readonly unit: { readonly code: string; readonly display: string } | undefined;
  readonly control: ItemControl;
  /** Options side by side or one under the other; the renderer's choice when undefined. */
  readonly orientation: 'horizontal' | 'vertical' | undefined;
  readonly columns: number | undefined;
  /** What the item means to others (Questionnaire.item.code): used by exports, never by the engine. */
  readonly code: readonly Coding[];
  /** Canonical of the ElementDefinition the item fills. */
  readonly definition: string | undefined;
  /** The answer a bulk "nothing abnormal" (異常なし一括) sets on an unset item. */
  readonly normalAnswer: Answer | undefined;
}

/** A compiled FHIR Questionnaire: immutable, indexed once, shared by the tablet and the hub. */
export interface CompiledForm {
  readonly url: string;
  readonly version: string;
  readonly title: LocalText;
  /** Every language the form has some text in; the language of its base text first. */
  readonly languages: readonly string[];
  readonly roots: readonly FormItem[];
  /** Every item in document order. */
  readonly items: readonly FormItem[];
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  /** For each linkId the items whose enableWhen names it, each once, in document order. */
  readonly dependents: ReadonlyMap<string, readonly FormItem[]>;
  /** Every item, each after its parent and after every question its enableWhen names. */
  readonly evaluationOrder: readonly FormItem[];
  /** Position in `evaluationOrder` by `FormItem.index`. */
  readonly evaluationRank: readonly number[];
}

/** What follows from the answers. */
export interface Evaluation {
  /** linkIds that are asked now; a child of a disabled item is disabled. */
  readonly enabled: ReadonlySet<string>;
  /** linkIds whose answer is flagged as a concern, in document order. */
  readonly concerns: readonly string[];
}

/** An evaluation made from the one before it. */
export interface Reevaluation extends Evaluation {
  /** linkIds whose enableWhen was looked at again, in evaluation order: what the step cost. */
  readonly touched: readonly string[];
}

/** A defect of an answer. `severity` `error` holds back completion, `warning` asks back, neither holds back saving. */
export interface AnswerIssue {
  readonly linkId: string;
  readonly code:
    | 'required'
    | 'type'
    | 'option-unknown'
    | 'option-exclusive'
    | 'too-many'
    | 'too-long'
    | 'below-min'
    | 'above-max'
    | 'decimal-places'
    | 'unit'
    | 'not-a-date'
    | 'soft-low'
    | 'soft-high';
  readonly severity: 'error' | 'warning';
  /** The bound that was crossed, where there is one. */
  readonly bound?: number | string;
}

/** A defect of a QuestionnaireResponse against its form. No value of the response ever stands in one. */
export interface ResponseIssue {
  readonly severity: 'error' | 'warning';
  /** The codes of {@link AnswerIssue} are about what was answered, all others about how it was written down. */
  readonly code:
    | AnswerIssue['code']
    | 'not-a-response'
    | 'other-form'
    | 'status-unknown'
    | 'link-id-missing'
    | 'link-id-unknown'
    | 'link-id-duplicate'
    | 'item-misplaced'
    | 'item-out-of-order'
    | 'item-disabled'
    | 'item-not-a-question'
    | 'value-type'
    | 'absent-reason-unknown'
    | 'absent-but-answered'
    | 'element-unknown'
    | 'extension-unknown'
    | 'modifier-extension-unknown'
    | 'too-deep'
    | 'too-large';
  /** Absent where the form has no such item: a foreign linkId is not repeated into logs. */
  readonly linkId?: string;
  /** FHIRPath-like path in the response, where the defect is one of its elements. */
  readonly path?: string;
  readonly bound?: number | string;
}

/** A defect of a Questionnaire, found at compile time. `error` refuses the form. */
export interface FormProblem {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'not-a-questionnaire'
    | 'link-id-missing'
    | 'link-id-duplicate'
    | 'type-unsupported'
    | 'modifier-extension-unknown'
    | 'extension-unsupported'
    | 'element-unsupported'
    | 'enable-when-unknown-question'
    | 'enable-when-type'
    | 'enable-when-cycle'
    | 'options-missing'
    | 'value-invalid'
    | 'too-deep'
    | 'too-large';
  /** FHIRPath-like path of the element, such as `item[2].item[0].enableWhen[1]`. */
  readonly path: string;
}
