import { ITEM_CONTROL_SYSTEM, OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { FormItem, ItemControl, ItemType } from '../form.ts';
import { isJsonObject, jsonObjects, own } from '../json-object.ts';
import type { FormElement } from './form-element.ts';

/** Where each control may stand. */
const CONTROL_TYPES: Readonly<Record<Exclude<ItemControl, 'none'>, readonly ItemType[]>> = {
  'radio-button': ['choice', 'boolean'],
  'check-box': ['choice', 'boolean'],
  'drop-down': ['choice'],
  'text-area': ['string', 'text'],
  page: ['group'],
  gtable: ['group'],
  help: ['display'],
};

const isControl = (code: string | undefined): code is Exclude<ItemControl, 'none'> =>
  code !== undefined && Object.hasOwn(CONTROL_TYPES, code);

const controlCode = (extension: FormElement): string | undefined => {
  const concept = extension.object('valueCodeableConcept');
  concept?.leave(['text']);
  const codes = concept?.objects('coding').flatMap((coding) => {
    coding.leave(['display', 'version', 'userSelected']);
    const system = coding.string('system');
    const code = coding.string('code');
    coding.close();
    return system === ITEM_CONTROL_SYSTEM && code !== undefined ? [code] : [];
  });
  concept?.close();
  return codes?.[0];
};

/** The item's control. One that is unknown, or that does not fit the type, is a warning: the question still works. */
export const readControl = (element: FormElement, type: ItemType): ItemControl => {
  const { itemControl } = STANDARD_EXTENSION;
  const code = element.extension(itemControl, controlCode);
  if (code === undefined) return 'none';
  if (isControl(code) && CONTROL_TYPES[code].includes(type)) return code;
  element.reading.warning('extension-unsupported', `${element.at('extension')}.where(url='${itemControl}')`);
  return 'none';
};

/** Whether a raw child is the help text of its parent, told before it is read. */
export const isHelp = (element: FormElement): boolean => {
  if (element.peek('type') !== 'display') return false;
  return jsonObjects(element.peek('extension')).some((extension) => {
    const concept = own(extension, 'valueCodeableConcept');
    return (
      own(extension, 'url') === STANDARD_EXTENSION.itemControl &&
      isJsonObject(concept) &&
      jsonObjects(own(concept, 'coding')).some((coding) => own(coding, 'code') === 'help')
    );
  });
};

/** What concerns only the look of an item. */
export const readPresentation = (
  element: FormElement,
  type: ItemType,
): Pick<FormItem, 'shortText' | 'hint' | 'prefix' | 'control' | 'orientation' | 'columns'> => {
  const isChoice = type === 'choice';
  return {
    prefix: element.string('prefix'),
    shortText: element.extension(STANDARD_EXTENSION.shortText, (extension) => extension.text('valueString')),
    hint: element.extension(OWN_EXTENSION.hint, (extension) => extension.text('valueString')),
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
