import { ITEM_CONTROL_SYSTEM, STANDARD_EXTENSION } from '../extensions.ts';
import type { Captions } from '../form.ts';
import { isJsonObject, jsonObjects, own } from '../json-object.ts';
import type { FormElement } from './form-element.ts';

const ROLES: readonly (keyof Captions)[] = ['help', 'prompt', 'unit', 'lower', 'upper', 'flyover'];

/** The role of a raw child that is a caption of its parent: a display with such a control and no conditions. */
export const captionRole = (element: FormElement): keyof Captions | undefined => {
  if (element.peek('type') !== 'display' || element.peek('enableWhen') !== undefined) return undefined;
  if (element.peek('item') !== undefined) return undefined;
  const extensions = jsonObjects(element.peek('extension'));
  const [only] = extensions;
  if (extensions.length !== 1 || own(only ?? {}, 'url') !== STANDARD_EXTENSION.itemControl) return undefined;
  const concept = own(only ?? {}, 'valueCodeableConcept');
  const codes = isJsonObject(concept)
    ? jsonObjects(own(concept, 'coding'))
        .filter((coding) => own(coding, 'system') === ITEM_CONTROL_SYSTEM)
        .map((coding) => own(coding, 'code'))
    : [];
  return ROLES.find((role) => codes.includes(role));
};

const NO_CAPTIONS: ReadonlyMap<keyof Captions, FormElement> = new Map();

/** The children that are captions, one for each role, and all other children. */
export const splitCaptions = (children: readonly FormElement[]) => {
  if (children.every((child) => captionRole(child) === undefined))
    return { captions: NO_CAPTIONS, others: children };
  const captions = new Map<keyof Captions, FormElement>();
  const others: FormElement[] = [];
  for (const child of children) {
    const role = captionRole(child);
    if (role === undefined || captions.has(role)) others.push(child);
    else captions.set(role, child);
  }
  return { captions, others };
};
