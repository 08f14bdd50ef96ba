import type { CompiledForm, FormItem } from '../form.ts';
import { type JsonObject, jsonObjects, own } from '../json-object.ts';

const IS_SUBJECT = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-isSubject';

/** What the form's author wrote about each item, by linkId: for the few things that only extraction asks for. */
export type SourceItems = ReadonlyMap<string, JsonObject>;

export const sourceItems = ({ source }: CompiledForm): SourceItems => {
  const found = new Map<string, JsonObject>();
  const walk = (owner: JsonObject): void => {
    for (const item of jsonObjects(own(owner, 'item'))) {
      const linkId = own(item, 'linkId');
      if (typeof linkId === 'string') found.set(linkId, item);
      walk(item);
    }
  };
  walk(source);
  return found;
};

/** The boolean of an extension; undefined where it is not there. */
export const flagOf = (element: JsonObject, url: string): boolean | undefined => {
  const extension = jsonObjects(own(element, 'extension')).find((each) => own(each, 'url') === url);
  const value = extension === undefined ? undefined : own(extension, 'valueBoolean');
  return typeof value === 'boolean' ? value : undefined;
};

/** Whether the item and what lies below is about somebody else than the form (isSubject). */
export const isOfOtherSubject = (items: SourceItems, { linkId }: FormItem): boolean => {
  const item = items.get(linkId);
  return item !== undefined && flagOf(item, IS_SUBJECT) === true;
};
