import { ITEM_CONTROL_SYSTEM, OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { FormItem, ItemControl, ItemType } from '../form.ts';
import { ILLUSTRATIONS } from '../illustrations.ts';
import { isJsonObject } from '../json-object.ts';
import { codingsOf } from './coding-of.ts';
import type { FormElement } from './form-element.ts';
import { hasKeys } from './plain-translation.ts';

const GROUP: readonly ItemType[] = ['group'];
const CHOICE: readonly ItemType[] = ['choice', 'open-choice'];
const DISPLAY: readonly ItemType[] = ['display'];
const NUMBER: readonly ItemType[] = ['integer', 'decimal', 'quantity'];
const TEXT: readonly ItemType[] = ['string', 'text'];

/** Where each control may stand. */
export const CONTROL_TYPES: Readonly<Record<Exclude<ItemControl, 'none'>, readonly ItemType[]>> = {
  'radio-button': [...CHOICE, 'boolean'],
  'check-box': CHOICE,
  'drop-down': CHOICE,
  autocomplete: CHOICE,
  'text-area': TEXT,
  'text-box': [...TEXT, 'open-choice'],
  slider: NUMBER,
  spinner: NUMBER,
  page: GROUP,
  'tab-container': GROUP,
  list: GROUP,
  table: GROUP,
  htable: GROUP,
  gtable: GROUP,
  atable: CHOICE,
  grid: GROUP,
  header: [...GROUP, ...DISPLAY],
  footer: [...GROUP, ...DISPLAY],
  inline: DISPLAY,
  help: DISPLAY,
  prompt: DISPLAY,
  unit: DISPLAY,
  lower: DISPLAY,
  upper: DISPLAY,
  flyover: DISPLAY,
  security: DISPLAY,
  legal: DISPLAY,
};

const isControl = (code: string | undefined): code is Exclude<ItemControl, 'none'> =>
  code !== undefined && Object.hasOwn(CONTROL_TYPES, code);

/** The control of a concept written as nearly all are: one coding of the system and its code, and nothing else. */
const plainControl = (concept: unknown): string | undefined => {
  if (!isJsonObject(concept) || !hasKeys(concept, 1)) return undefined;
  const codings = concept['coding'];
  if (!Array.isArray(codings) || codings.length !== 1) return undefined;
  const [coding] = codings as readonly unknown[];
  if (!isJsonObject(coding) || !hasKeys(coding, 2) || coding['system'] !== ITEM_CONTROL_SYSTEM)
    return undefined;
  const { code } = coding;
  return typeof code === 'string' && code !== '' ? code : undefined;
};

const CONCEPT = ['valueCodeableConcept'];

/** Where an item names its control. */
export const controlPath = (element: FormElement): string =>
  `${element.at('extension')}.where(url='${STANDARD_EXTENSION.itemControl}')`;

const controlCode = (extension: FormElement): string | undefined => {
  const plain = plainControl(extension.peek('valueCodeableConcept'));
  if (plain !== undefined) {
    extension.leave(CONCEPT);
    return plain;
  }
  const codings = codingsOf(extension, 'valueCodeableConcept');
  return codings.find(({ system }) => system === ITEM_CONTROL_SYSTEM)?.code;
};

/** The item's control. One that is unknown, or that does not fit the type, is a warning: the question still works. */
export const readControl = (element: FormElement, type: ItemType): ItemControl => {
  const code = element.extension(STANDARD_EXTENSION.itemControl, controlCode);
  if (code === undefined) return 'none';
  if (isControl(code) && CONTROL_TYPES[code].includes(type)) return code;
  element.reading.warning('extension-unsupported', controlPath(element));
  return 'none';
};

const KEYBOARDS = ['phone', 'email', 'number', 'url', 'chat'] as const;

/** One of the codes; another one is a warning, for the question works without. */
const known = <T extends string>(
  element: FormElement,
  codes: readonly T[],
  code: string | undefined,
): T | undefined => {
  const found = codes.find((each) => each === code);
  if (found === undefined) element.reading.warning('extension-unsupported', element.path);
  return found;
};

const readKeyboard = (element: FormElement): FormItem['keyboard'] => {
  const [extension] = element.extensions(STANDARD_EXTENSION.keyboard);
  if (extension === undefined) return undefined;
  const coding = extension.object('valueCoding');
  coding?.leave(['system', 'version', 'display', 'userSelected']);
  const code = coding === undefined ? extension.string('valueCode') : coding.string('code');
  coding?.close();
  extension.close();
  return known(extension, KEYBOARDS, code);
};

const CATEGORIES = ['instructions', 'security', 'help'] as const;

const readCategory = (element: FormElement): FormItem['displayCategory'] => {
  const [extension] = element.extensions(STANDARD_EXTENSION.displayCategory);
  if (extension === undefined) return undefined;
  const [coding] = codingsOf(extension, 'valueCodeableConcept');
  extension.close();
  return known(extension, CATEGORIES, coding?.code);
};

const NO_LINKS: readonly string[] = [];

/** Addresses where more can be read, each once. Only https is offered; another scheme is a warning. */
const readSupportLinks = (element: FormElement): readonly string[] => {
  const extensions = element.extensions(STANDARD_EXTENSION.supportLink);
  if (extensions.length === 0) return NO_LINKS;
  const links = new Set<string>();
  for (const extension of extensions) {
    const uri = extension.string('valueUri');
    extension.close();
    if (uri?.startsWith('https://') === true) links.add(uri);
    else element.reading.warning('value-invalid', extension.path);
  }
  return [...links];
};

/** An option is drawn by its words, without columns: a column that asks for anything else is told. */
const readChoiceColumns = (element: FormElement): void => {
  for (const column of element.extensions(STANDARD_EXTENSION.choiceColumn)) {
    const path = column.extension('path', (extension) => extension.string('valueString'));
    const label = column.extension('label', (extension) => extension.string('valueString'));
    const width = column.extension('width', (extension) => {
      extension.leave(['valueQuantity']);
      return true;
    });
    const isShown = column.extension('forDisplay', (extension) => extension.boolean('valueBoolean'));
    column.close();
    const isAsDrawn = path === 'display' && label === undefined && width === undefined && isShown !== false;
    if (!isAsDrawn) element.reading.warning('extension-unsupported', column.path);
  }
};

/** The picture beside a question or a text. One the app does not carry is a warning, as is one of a group. */
const readIllustration = (element: FormElement, type: ItemType): FormItem['illustration'] => {
  let path = '';
  const name = element.extension(OWN_EXTENSION.illustration, (extension) => {
    ({ path } = extension);
    return extension.string('valueCode');
  });
  const known = ILLUSTRATIONS.find((each) => each === name);
  if (name === undefined || (known !== undefined && type !== 'group')) return known;
  element.reading.warning('extension-unsupported', path);
  return undefined;
};

/** When the item is shown. Here forms are always filled in: what is only for reading is not drawn. */
const readHidden = (element: FormElement): boolean => {
  const hidden = element.extension(STANDARD_EXTENSION.hidden, (extension) =>
    extension.boolean('valueBoolean'),
  );
  const mode = element.extension(STANDARD_EXTENSION.usageMode, (extension) =>
    extension.oneOf('valueCode', [
      'capture-display',
      'capture',
      'display',
      'display-non-empty',
      'capture-display-non-empty',
    ]),
  );
  return hidden === true || mode === 'display' || mode === 'display-non-empty';
};

type Presentation = Pick<
  FormItem,
  | 'shortText'
  | 'hint'
  | 'prefix'
  | 'control'
  | 'orientation'
  | 'columns'
  | 'hidden'
  | 'entryFormat'
  | 'keyboard'
  | 'openLabel'
  | 'displayCategory'
  | 'supportLinks'
  | 'readAloud'
  | 'illustration'
>;

const PLAIN: Presentation = {
  prefix: undefined,
  shortText: undefined,
  hint: undefined,
  readAloud: undefined,
  illustration: undefined,
  entryFormat: undefined,
  openLabel: undefined,
  keyboard: undefined,
  hidden: false,
  displayCategory: undefined,
  supportLinks: NO_LINKS,
  control: 'none',
  orientation: undefined,
  columns: undefined,
};

/** What concerns only the look of an item. */
export const readPresentation = (
  element: FormElement,
  type: ItemType,
  parent: FormItem | undefined,
): Presentation => {
  const prefix = element.string('prefix');
  // All else are extensions, and hidden is what lies in something hidden.
  if (!element.hasExtensions) {
    const hidden = parent?.hidden === true;
    return prefix === undefined && !hidden ? PLAIN : { ...PLAIN, prefix, hidden };
  }
  const isChoice = CHOICE.includes(type);
  const text = (url: string) => element.extension(url, (extension) => extension.text('valueString'));
  if (isChoice) readChoiceColumns(element);
  return {
    prefix,
    shortText: text(STANDARD_EXTENSION.shortText),
    hint: text(OWN_EXTENSION.hint),
    readAloud: text(OWN_EXTENSION.readAloud),
    illustration: readIllustration(element, type),
    entryFormat: text(STANDARD_EXTENSION.entryFormat),
    openLabel: type === 'open-choice' ? text(STANDARD_EXTENSION.openLabel) : undefined,
    keyboard: readKeyboard(element),
    hidden: readHidden(element) || parent?.hidden === true,
    displayCategory: type === 'display' ? readCategory(element) : undefined,
    supportLinks: readSupportLinks(element),
    control: readControl(element, type),
    orientation: isChoice
      ? element.extension(STANDARD_EXTENSION.choiceOrientation, (extension) =>
          extension.oneOf('valueCode', ['horizontal', 'vertical']),
        )
      : undefined,
    columns: isChoice
      ? element.extension(STANDARD_EXTENSION.columnCount, (extension) =>
          extension.integer('valuePositiveInt', 1),
        )
      : undefined,
  };
};
