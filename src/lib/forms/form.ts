import type { AbsentReason, Answer, Answers, Coding, ValueAnswer } from './answer-types.ts';
import type { EvaluationContext } from './run/evaluation-context.ts';
import type { Expression } from './expression/expression.ts';
import type { Illustration } from './illustrations.ts';
import type { ItemExtraction } from './item-extraction.ts';

/** FHIR R4 Questionnaire.item.type values: all but the abstract `question`. */
export type ItemType =
  | 'group'
  | 'display'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'string'
  | 'text'
  | 'url'
  | 'choice'
  | 'open-choice'
  | 'attachment'
  | 'reference'
  | 'quantity';

/** Text in every language the form has, keyed by BCP 47 tag; `ja` is always there. */
export interface LocalText {
  readonly ja: string;
  readonly [language: string]: string;
}

/** A text's other forms. Each is shown through an allow-list, never as raw markup. */
export interface RichSource {
  /** CSS declarations (rendering-style). */
  readonly style?: string;
  /** XHTML of the base language (rendering-xhtml). */
  readonly xhtml?: string;
  /** Markdown (rendering-markdown). */
  readonly markdown?: LocalText;
  /** The text with its readings, 漢字《かんじ》 (own extension `ruby`). */
  readonly ruby?: LocalText;
}

export interface FormOption {
  /** What choosing it answers. */
  readonly answer: ValueAnswer;
  readonly text: LocalText;
  readonly rich: RichSource | undefined;
  /** A reason to look: shown first to staff. Stated per option, never inferred from はい or いいえ. */
  readonly concern: boolean;
  /** Chosen alone (none of the above). */
  readonly exclusive: boolean;
  /** Its number or letter (optionPrefix). */
  readonly prefix: string | undefined;
  /** Its score (itemWeight, ordinalValue). */
  readonly weight: number | undefined;
}

export type Operator = 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';

export interface EnableCondition {
  readonly question: string;
  readonly operator: Operator;
  readonly answer: ValueAnswer;
}

/** How an item asks to be drawn (itemControl). */
export type ItemControl =
  | 'radio-button'
  | 'check-box'
  | 'drop-down'
  | 'autocomplete'
  | 'text-area'
  | 'slider'
  | 'spinner'
  | 'text-box'
  | 'page'
  | 'tab-container'
  | 'list'
  | 'table'
  | 'htable'
  | 'gtable'
  | 'atable'
  | 'grid'
  | 'header'
  | 'footer'
  | 'inline'
  | 'help'
  | 'prompt'
  | 'unit'
  | 'lower'
  | 'upper'
  | 'flyover'
  | 'security'
  | 'legal'
  | 'none';

/** Words around a question's control, from displays under it that are always shown. */
export interface Captions {
  /** Longer help behind a button. */
  readonly help?: LocalText;
  /** What to do, before the control. */
  readonly prompt?: LocalText;
  /** Behind the control. */
  readonly unit?: LocalText;
  /** At the low and the high end of a scale. */
  readonly lower?: LocalText;
  readonly upper?: LocalText;
  /** A remark shown on demand, as help is. */
  readonly flyover?: LocalText;
}

export interface Unit {
  readonly code: string;
  /** As printed. */
  readonly display: string;
  readonly system: string;
}

/** A rule in FHIRPath with its own words (questionnaire-constraint, targetConstraint). */
export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  /** What the person is told when the expression is not true. */
  readonly human: LocalText;
  readonly expression: Expression;
}

/** What an item has calculated (SDC). */
export interface ItemExpressions {
  readonly variables: readonly Expression[];
  readonly calculated: Expression | undefined;
  readonly enableWhen: Expression | undefined;
  readonly initial: Expression | undefined;
  /** One row of a group for each result, named for what stands below (itemPopulationContext). */
  readonly population: Expression | undefined;
  /** Gives the options (answerExpression). */
  readonly options: Expression | undefined;
  /** Gives answers to choose from, beside typing one (candidateExpression). */
  readonly candidates: Expression | undefined;
  /** Options that are there only while their expression is true. */
  readonly toggles: readonly { readonly keys: ReadonlySet<string>; readonly expression: Expression }[];
  /** Gives the text (cqf-expression on `_text`). */
  readonly text: Expression | undefined;
}

/** A text that matches the pattern as a whole, in time linear in the text. */
export interface TextPattern {
  matchesAll(text: string): boolean;
}

/** A bound of a date by a day that only the time of filling in tells. Inclusive. */
export interface DayBound {
  /** The defect of a date beyond it. */
  readonly against: 'after-today' | 'before-today' | 'before-birth';
  /** `warning` asks back. */
  readonly severity: 'error' | 'warning';
}

export interface FormItem {
  readonly linkId: string;
  readonly type: ItemType;
  /** Depth-first position in the form, from 0. */
  readonly index: number;
  /** Index of the last item below it; its own where there is none. */
  readonly lastIndex: number;
  readonly parent: FormItem | undefined;
  readonly children: readonly FormItem[];
  /**
   * Items whose rows this item lies in, outermost first: repeating groups and questions above it, and multi-selects
   * with items under their answers. Itself not included.
   */
  readonly rowOwners: readonly FormItem[];
  /** Its rows are added and taken away by a person: it repeats and is no multi-select. */
  readonly listed: boolean;
  /** Items under it stand once for each chosen answer. */
  readonly perAnswer: boolean;
  readonly text: LocalText;
  /** The text's other forms, where the form has some. */
  readonly rich: RichSource | undefined;
  /** Short label for staff lists (shortText). */
  readonly shortText: LocalText | undefined;
  /** One short line that always stands under the question. */
  readonly hint: LocalText | undefined;
  /** What is read aloud in the text's place. */
  readonly readAloud: LocalText | undefined;
  /** The picture beside the question. */
  readonly illustration: Illustration | undefined;
  readonly captions: Captions;
  readonly prefix: string | undefined;
  readonly required: boolean;
  readonly repeats: boolean;
  readonly readOnly: boolean;
  /** Never drawn, like everything below it; its answers and calculations count all the same. */
  readonly hidden: boolean;
  readonly minOccurs: number | undefined;
  readonly maxOccurs: number | undefined;
  readonly maxLength: number | undefined;
  readonly minLength: number | undefined;
  readonly pattern: TextPattern | undefined;
  /** What a typed text should look like (entryFormat). */
  readonly entryFormat: LocalText | undefined;
  readonly keyboard: 'phone' | 'email' | 'number' | 'url' | 'chat' | undefined;
  readonly initial: readonly ValueAnswer[];
  readonly options: readonly FormOption[];
  /** The options by {@link answerKey}, so that an answer finds its option in constant time. */
  readonly optionByKey: ReadonlyMap<string, FormOption>;
  /** Label of the box for an answer beside the options. */
  readonly openLabel: LocalText | undefined;
  /** Ways of not answering this item offers, in order; empty when it must be answered or left. */
  readonly absentReasons: readonly AbsentReason[];
  /** Concern when a boolean has this value. */
  readonly concernWhen: boolean | undefined;
  /** Concern when one of these holds of its answers. */
  readonly concernRules: readonly EnableCondition[];
  readonly enableWhen: readonly EnableCondition[];
  readonly enableBehavior: 'all' | 'any';
  readonly expressions: ItemExpressions | undefined;
  /** It is calculated, and a person may put another answer in the place of the calculated one. */
  readonly overtypable: boolean;
  readonly constraints: readonly Constraint[];
  readonly minValue: number | string | undefined;
  readonly maxValue: number | string | undefined;
  /** The unit of both, where the item takes several: an answer in another one is not held to them. */
  readonly boundUnit: Unit | undefined;
  /** Outside is asked back as a possible slip, but never refused. */
  readonly softMin: number | undefined;
  readonly softMax: number | undefined;
  /** Bounds of a date by today or by the day of birth. */
  readonly dayBounds: readonly DayBound[];
  readonly maxDecimalPlaces: number | undefined;
  readonly sliderStep: number | undefined;
  /** The only unit of a quantity or number, with its printed form. */
  readonly unit: Unit | undefined;
  /** Units to choose from. */
  readonly units: readonly Unit[];
  /** Most bytes of an attachment. */
  readonly maxBytes: number | undefined;
  /** MIME types an attachment may have; any when empty. */
  readonly mimeTypes: readonly string[];
  readonly control: ItemControl;
  /** Options side by side or one under the other; the renderer's choice when undefined. */
  readonly orientation: 'horizontal' | 'vertical' | undefined;
  readonly columns: number | undefined;
  readonly displayCategory: 'instructions' | 'security' | 'help' | undefined;
  /** Where more can be read; https only. */
  readonly supportLinks: readonly string[];
  /** What the item means to others (Questionnaire.item.code): used by exports and extraction. */
  readonly code: readonly Coding[];
  /** Canonical of the ElementDefinition the item fills. */
  readonly definition: string | undefined;
  readonly extraction: ItemExtraction | undefined;
  /** The answer a bulk "nothing abnormal" (異常なし一括) sets on an unset item. */
  readonly normalAnswer: Answer | undefined;
}

/** A name under which expressions find a resource that the form is opened with (SDC launchContext). */
export interface LaunchContext {
  readonly name: string;
  readonly types: readonly string[];
}

/** A row that is being added. */
export interface NewRow {
  /** The list it is a row of. */
  readonly item: FormItem;
  /** Ids of the rows it lies in, its own the last. */
  readonly rows: readonly string[];
  /** What is written to add it: the rows of the list, and what the row starts with. */
  readonly written: Answers;
}

/**
 * Fills in a row that is being added to a form with these answers.
 * @returns all that is written to add it, lists before what stands in their rows
 */
export type FillRow = (
  form: CompiledForm,
  answers: Answers,
  context: EvaluationContext | undefined,
  row: NewRow,
) => Answers;

/** A compiled FHIR Questionnaire: immutable, indexed once, shared by the tablet and the hub. */
export interface CompiledForm {
  readonly url: string;
  readonly version: string;
  readonly status: string;
  readonly title: LocalText;
  readonly subjectTypes: readonly string[];
  /** Every language the form has some text in; the language of its base text first. */
  readonly languages: readonly string[];
  /** Languages whose texts nobody has reviewed yet (own extension translation-status). */
  readonly unreviewed: ReadonlySet<string>;
  readonly roots: readonly FormItem[];
  /** Every item in document order. */
  readonly items: readonly FormItem[];
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  /** For each linkId the items whose conditions or expressions read it, each once, in document order. */
  readonly dependents: ReadonlyMap<string, readonly FormItem[]>;
  readonly hasExpressions: boolean;
  /** Fills in the rows that are added; undefined for a form without expressions. */
  readonly fillRow: FillRow | undefined;
  /** Items with an expression that any answer may change. */
  readonly restless: readonly FormItem[];
  /** Items with an expression that looks beyond the rows it stands in. */
  readonly readsAllRows: ReadonlySet<FormItem>;
  /** Every item, each after its parent and after every question it reads. */
  readonly evaluationOrder: readonly FormItem[];
  /** Position in `evaluationOrder` by `FormItem.index`. */
  readonly evaluationRank: readonly number[];
  readonly variables: readonly Expression[];
  /** What the form is filled in from; its name stands for it everywhere (itemPopulationContext on the root). */
  readonly population: Expression | undefined;
  readonly constraints: readonly Constraint[];
  readonly launchContexts: readonly LaunchContext[];
  /** The Questionnaire as it was given: `%questionnaire`, and what is published. */
  readonly source: Readonly<Record<string, unknown>>;
  /** Resource type that answers of the whole form fill (itemExtractionContext on the root). */
  readonly extraction: ItemExtraction | undefined;
}
