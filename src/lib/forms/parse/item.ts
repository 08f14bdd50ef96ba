import { isAbsentReason } from '../answer.ts';
import { codecOfItem } from '../codec/codecs.ts';
import { readCoding } from '../codec/coding.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type {
  AbsentReason,
  Coding,
  EnableCondition,
  FormItem,
  FormOption,
  ItemType,
  LocalText,
} from '../form.ts';
import { readBounds } from './bounds.ts';
import type { FormElement } from './form-element.ts';
import { readOptions } from './options.ts';
import { readPresentation } from './presentation.ts';

const ITEM_TYPES: readonly ItemType[] = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'string',
  'text',
  'choice',
  'quantity',
];

/** An item as it is built: children and conditions are added after it exists. */
export interface OpenItem extends FormItem {
  readonly children: FormItem[];
  readonly enableWhen: EnableCondition[];
}

const NO_OPTIONS: ReadonlyMap<string, FormOption> = new Map();

/** The type; an unsupported one is read on as a group, so that what lies under it is reported too. */
export const readType = (element: FormElement): ItemType => {
  const value = element.take('type');
  const type = ITEM_TYPES.find((each) => each === value);
  if (type === undefined) element.reading.error('type-unsupported', element.at('type'));
  return type ?? 'group';
};

const readAbsentReasons = (element: FormElement): readonly AbsentReason[] => {
  const reasons = new Set<AbsentReason>();
  for (const extension of element.extensions(OWN_EXTENSION.absentReasons)) {
    const code = extension.string('valueCode');
    if (isAbsentReason(code) && !reasons.has(code)) reasons.add(code);
    else element.reading.error('value-invalid', extension.path);
    extension.close();
  }
  return [...reasons];
};

const readCodes = (element: FormElement): readonly Coding[] => {
  const json = element.take('code');
  if (json === undefined) return [];
  return (Array.isArray(json) ? json : [json]).flatMap((entry: unknown, index) => {
    const coding = readCoding(entry);
    if (coding === undefined) element.reading.warning('value-invalid', `${element.at('code')}[${index}]`);
    return coding ?? [];
  });
};

const readText = (element: FormElement, type: ItemType): LocalText => {
  const text = element.text('text');
  if (text === undefined && type !== 'group') element.reading.warning('value-invalid', element.at('text'));
  return text ?? { ja: '' };
};

/** Only a choice may repeat (multi-select). A display has nothing that could be required. */
const readRepeats = (element: FormElement, type: ItemType): boolean => {
  const repeats = element.boolean('repeats') === true;
  if (repeats && type !== 'choice') element.reading.error('element-unsupported', element.at('repeats'));
  return repeats;
};

const readRequired = (element: FormElement, type: ItemType): boolean => {
  const required = element.boolean('required') === true;
  if (required && type === 'display') element.reading.error('value-invalid', element.at('required'));
  return required;
};

const refuseHidden = (element: FormElement): void => {
  const { hidden } = STANDARD_EXTENSION;
  if (element.extension(hidden, (extension) => extension.boolean('valueBoolean')) === true) {
    element.reading.error('extension-unsupported', `${element.at('extension')}.where(url='${hidden}')`);
  }
};

const readNormalAnswer = (element: FormElement, item: FormItem): FormItem['normalAnswer'] => {
  const codec = codecOfItem(item.type);
  if (codec === undefined) return undefined;
  return element.extension(OWN_EXTENSION.normalAnswer, (extension) => {
    const answer = extension.answer('value', codec);
    const refused =
      answer !== undefined && codec.defects(item, answer).some(({ severity }) => severity === 'error');
    return refused ? undefined : answer;
  });
};

/** Everything an item says about itself. Children, help and conditions are the caller's. */
export const readItem = (
  element: FormElement,
  place: { readonly linkId: string; readonly type: ItemType; readonly index: number },
  parent: FormItem | undefined,
  help: LocalText | undefined,
): OpenItem => {
  const { type } = place;
  const isQuestion = codecOfItem(type) !== undefined;
  const optionByKey = type === 'choice' ? readOptions(element) : NO_OPTIONS;
  const behavior = element.oneOf('enableBehavior', ['all', 'any']);
  const conditions = element.peek('enableWhen');
  if (behavior === undefined && Array.isArray(conditions) && conditions.length > 1) {
    element.reading.error('value-invalid', element.at('enableBehavior'));
  }
  refuseHidden(element);
  const item: OpenItem = {
    ...place,
    parent,
    children: [],
    text: readText(element, type),
    help,
    ...readPresentation(element, type),
    ...readBounds(element, type),
    required: readRequired(element, type),
    repeats: readRepeats(element, type),
    readOnly: element.boolean('readOnly') === true,
    options: [...optionByKey.values()],
    optionByKey,
    absentReasons: isQuestion ? readAbsentReasons(element) : [],
    concernWhen:
      type === 'boolean'
        ? element.extension(OWN_EXTENSION.concernWhen, (extension) => extension.boolean('valueBoolean'))
        : undefined,
    enableWhen: [],
    enableBehavior: behavior ?? 'all',
    code: readCodes(element),
    definition: element.string('definition'),
    normalAnswer: undefined,
  };
  return { ...item, normalAnswer: readNormalAnswer(element, item) };
};
