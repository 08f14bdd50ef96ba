import { answerKey, isAbsentReason } from '../answer.ts';
import type { AbsentReason, Coding, ValueAnswer } from '../answer-types.ts';
import { codecOfAnswer, codecsOfItem, isChoiceType, isQuestionType } from '../codec/codecs.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { Expression } from '../expression/expression.ts';
import type { Captions, EnableCondition, FormItem, ItemType, LocalText, RichSource } from '../form.ts';
import { readBounds } from './bounds.ts';
import { codingOf } from './coding-of.ts';
import { readConstraints, readItemExpressions, readTextExpression } from './expressions.ts';
import { readExtraction } from './extraction.ts';
import type { FormElement } from './form-element.ts';
import { readOptions } from './options.ts';
import { readPresentation } from './presentation.ts';
import { readRichSource } from './rich-source.ts';
import { FILES_MAX_BYTES } from '../run/file-room.ts';
import { ROWS_MAX } from '../run/tree.ts';

const ITEM_TYPES: readonly ItemType[] = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'reference',
  'quantity',
];

/** An item as it is built: children and conditions are added after it exists. */
export interface OpenItem extends FormItem {
  readonly children: FormItem[];
  readonly enableWhen: EnableCondition[];
  readonly concernRules: EnableCondition[];
  lastIndex: number;
  normalAnswer: FormItem['normalAnswer'];
}

/** The type; `coding` is what R5 calls a choice. An unsupported one is read on as a group, so that what lies under it is reported too. */
export const readType = (element: FormElement): ItemType => {
  const value = element.take('type');
  const type = ITEM_TYPES.find((each) => each === value);
  const code = value === 'coding' ? 'other-fhir-version' : 'type-unsupported';
  if (type === undefined) element.reading.error(code, element.at('type'));
  return type ?? 'group';
};

const NO_REASONS: readonly AbsentReason[] = [];

const readAbsentReasons = (element: FormElement): readonly AbsentReason[] => {
  const extensions = element.extensions(OWN_EXTENSION.absentReasons);
  if (extensions.length === 0) return NO_REASONS;
  const reasons = new Set<AbsentReason>();
  for (const extension of extensions) {
    const code = extension.string('valueCode');
    if (isAbsentReason(code) && !reasons.has(code)) reasons.add(code);
    else element.reading.error('value-invalid', extension.path);
    extension.close();
  }
  return [...reasons];
};

const NO_CODES: readonly Coding[] = [];

const readCodes = (element: FormElement): readonly Coding[] => {
  if (element.peek('code') === undefined) return NO_CODES;
  return element.objects('code').flatMap((entry) => {
    // Extraction reads for itself which of the codes are extracted.
    entry
      .extensions(STANDARD_EXTENSION.observationExtract)
      .forEach((extension) => extension.leave(['valueBoolean']));
    const coding = codingOf(entry);
    if (coding === undefined) element.reading.warning('value-invalid', entry.path);
    return coding ?? [];
  });
};

/** The text, what else is said of its look, and what calculates it. */
const readText = (element: FormElement, type: ItemType) => {
  let rich: RichSource | undefined;
  let expression: Expression | undefined;
  const text = element.text('text', (sidecar) => {
    rich = readRichSource(sidecar);
    expression = readTextExpression(sidecar);
  });
  const isTold = text !== undefined || rich !== undefined || expression !== undefined;
  if (!isTold && type !== 'group') element.reading.warning('value-invalid', element.at('text'));
  return { text: text ?? { ja: '' }, rich, expression };
};

const readRepeats = (element: FormElement, type: ItemType): boolean => {
  const repeats = element.boolean('repeats') === true;
  if (repeats && type === 'display') element.reading.error('value-invalid', element.at('repeats'));
  return repeats && type !== 'display';
};

const readRequired = (element: FormElement, type: ItemType): boolean => {
  const required = element.boolean('required') === true;
  if (required && type === 'display') element.reading.error('value-invalid', element.at('required'));
  return required;
};

const NO_ANSWERS: readonly ValueAnswer[] = [];

/** The answers a new response starts with. */
const readInitial = (element: FormElement, type: ItemType): readonly ValueAnswer[] => {
  if (element.peek('initial') === undefined) return NO_ANSWERS;
  const codecs = codecsOfItem(type);
  return element.objects('initial').flatMap((entry) => {
    const before = element.reading.problems.length;
    const answer = entry.answer('value', codecs);
    if (answer === undefined && element.reading.problems.length === before) {
      element.reading.error('value-invalid', entry.path);
    }
    entry.close();
    return answer ?? [];
  });
};

/** What is calculated starts with what the calculation gives: an answer from the start would pass for a person's. */
const startOf = (
  element: FormElement,
  overtypable: boolean,
  initial: readonly ValueAnswer[],
): readonly ValueAnswer[] => {
  if (!overtypable || initial.length === 0) return initial;
  element.reading.warning('value-invalid', element.at('initial'));
  return NO_ANSWERS;
};

/** A new response starts with one answer at most, unless the question repeats. */
const checkInitial = (element: FormElement, { initial, repeats, listed }: FormItem): void => {
  if (initial.length > 1 && !repeats) element.reading.error('value-invalid', element.at('initial'));
  if (listed && initial.length > ROWS_MAX) element.reading.error('too-large', element.at('initial'));
};

/** Tells of a form that allows more bytes of files than a response holds, at each size that goes beyond. */
const checkFileSize = (element: FormElement, { maxBytes, maxOccurs = 1, rowOwners }: FormItem): void => {
  const [size] = maxBytes === undefined ? [] : element.extensions(STANDARD_EXTENSION.maxSize);
  if (maxBytes === undefined || size === undefined) return;
  const { reading } = element;
  const times = rowOwners.reduce((product, owner) => product * (owner.maxOccurs ?? 1), maxOccurs);
  reading.fileBytes += maxBytes * times;
  if (reading.fileBytes > FILES_MAX_BYTES) reading.warning('too-large', size.path);
};

const readNormalAnswer = (element: FormElement, item: FormItem): FormItem['normalAnswer'] =>
  element.extension(OWN_EXTENSION.normalAnswer, (extension) => {
    const answer = extension.answer('value', codecsOfItem(item.type));
    if (answer === undefined) return undefined;
    const defects = codecOfAnswer(answer)?.defects(item, answer) ?? [];
    const isOffered = item.type !== 'choice' || item.optionByKey.has(answerKey(answer));
    return isOffered && defects.every(({ severity }) => severity === 'warning') ? answer : undefined;
  });

const readOccurs = (element: FormElement, repeats: boolean) => {
  const count = (url: string, least: number): number | undefined =>
    repeats ? element.extension(url, (extension) => extension.integer('valueInteger', least)) : undefined;
  const minOccurs = count(STANDARD_EXTENSION.minOccurs, 0);
  const maxOccurs = count(STANDARD_EXTENSION.maxOccurs, 1);
  if (minOccurs !== undefined && minOccurs > ROWS_MAX) element.reading.error('too-large', element.path);
  if (minOccurs !== undefined && maxOccurs !== undefined && minOccurs > maxOccurs) {
    element.reading.error('value-invalid', element.path);
  }
  return { minOccurs, maxOccurs };
};

/** Which resources may be referred to matters to who chooses one; here references are only shown. */
const passReferences = (element: FormElement): void => {
  for (const extension of element.extensions(STANDARD_EXTENSION.referenceResource)) {
    extension.leave(['valueCode']);
    extension.close();
  }
};

/** A signature is the clinician's at confirmation; the form's own wish for one is told, not carried out. */
export const warnOfSignature = (element: FormElement): void => {
  for (const extension of element.extensions(STANDARD_EXTENSION.signatureRequired)) {
    element.reading.warning('signature-not-collected', extension.path);
    extension.leave(['valueCodeableConcept']);
    extension.close();
  }
};

/** What an item is told of its place by whoever walks the tree. */
export interface Place {
  readonly linkId: string;
  readonly type: ItemType;
  readonly index: number;
  readonly parent: FormItem | undefined;
  readonly captions: Captions;
  readonly hasChildren: boolean;
}

const NO_OWNERS: readonly FormItem[] = [];

/** Repeating items whose rows the children of an item lie in. */
const rowOwnersBelow = (parent: FormItem | undefined): readonly FormItem[] => {
  if (parent === undefined) return NO_OWNERS;
  return parent.listed || parent.perAnswer ? [...parent.rowOwners, parent] : parent.rowOwners;
};

/** Everything an item says about itself. Children, conditions and rules are the caller's. */
export const readItem = (element: FormElement, place: Place): OpenItem => {
  const { linkId, type, index, parent, captions, hasChildren } = place;
  const isQuestion = isQuestionType(type);
  const isChoice = isChoiceType(type);
  const { text, rich, expression } = readText(element, type);
  const expressions = readItemExpressions(element, expression);
  const { byKey, initial } = isChoice
    ? readOptions(element, type, expressions?.options !== undefined)
    : { byKey: NO_OPTIONS, initial: NO_ANSWERS };
  const behavior = element.oneOf('enableBehavior', ['all', 'any']);
  const conditions = element.peek('enableWhen');
  if (behavior === undefined && Array.isArray(conditions) && conditions.length > 1) {
    element.reading.error('value-invalid', element.at('enableBehavior'));
  }
  const repeats = readRepeats(element, type);
  if (type === 'reference') passReferences(element);
  warnOfSignature(element);
  const isCalculated = expressions?.calculated !== undefined;
  const readOnly = element.boolean('readOnly') === true;
  const isFixed = readOnly || type === 'reference' || type === 'attachment' || (repeats && !isChoice);
  const overtypable = isCalculated && !isFixed;
  if (isCalculated && !overtypable && !readOnly) {
    element.reading.warning('calculated-not-editable', element.path);
  }
  const look = readPresentation(element, type, parent);
  const bounds = readBounds(element, type);
  const occurs = readOccurs(element, repeats);
  // Each by name: to spread these would cost more than to read them.
  const item: OpenItem = {
    linkId,
    type,
    index,
    lastIndex: index,
    parent,
    children: [],
    rowOwners: rowOwnersBelow(parent),
    listed: repeats && !isChoice && !isCalculated,
    perAnswer: repeats && isChoice && hasChildren,
    text,
    rich,
    captions,
    prefix: look.prefix,
    shortText: look.shortText,
    hint: look.hint,
    readAloud: look.readAloud,
    illustration: look.illustration,
    entryFormat: look.entryFormat,
    openLabel: look.openLabel,
    keyboard: look.keyboard,
    hidden: look.hidden,
    displayCategory: look.displayCategory,
    supportLinks: look.supportLinks,
    control: look.control,
    orientation: look.orientation,
    columns: look.columns,
    maxLength: bounds.maxLength,
    minLength: bounds.minLength,
    pattern: bounds.pattern,
    minValue: bounds.minValue,
    maxValue: bounds.maxValue,
    boundUnit: bounds.boundUnit,
    softMin: bounds.softMin,
    softMax: bounds.softMax,
    dayBounds: bounds.dayBounds,
    maxDecimalPlaces: bounds.maxDecimalPlaces,
    sliderStep: bounds.sliderStep,
    unit: bounds.unit,
    units: bounds.units,
    maxBytes: bounds.maxBytes,
    mimeTypes: bounds.mimeTypes,
    minOccurs: occurs.minOccurs,
    maxOccurs: occurs.maxOccurs,
    required: readRequired(element, type),
    repeats,
    readOnly: readOnly || (isCalculated && !overtypable) || type === 'reference',
    initial: startOf(element, overtypable, [...readInitial(element, type), ...initial]),
    options: [...byKey.values()],
    optionByKey: byKey,
    absentReasons: isQuestion ? readAbsentReasons(element) : NO_REASONS,
    concernWhen:
      type === 'boolean'
        ? element.extension(OWN_EXTENSION.concernWhen, (extension) => extension.boolean('valueBoolean'))
        : undefined,
    concernRules: [],
    enableWhen: [],
    enableBehavior: behavior ?? 'all',
    expressions,
    overtypable,
    constraints: readConstraints(element),
    code: readCodes(element),
    definition: element.string('definition'),
    extraction: readExtraction(element),
    normalAnswer: undefined,
  };
  checkInitial(element, item);
  checkFileSize(element, item);
  if (isQuestion && element.hasExtensions) item.normalAnswer = readNormalAnswer(element, item);
  return item;
};

const NO_OPTIONS: FormItem['optionByKey'] = new Map();

/** A text that must be there. */
export const readCaption = (element: FormElement): LocalText => {
  const text = element.text('text');
  if (text === undefined) element.reading.error('value-invalid', element.at('text'));
  return text ?? { ja: '' };
};
