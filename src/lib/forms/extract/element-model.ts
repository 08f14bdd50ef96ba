import { R4_ELEMENTS, R4_RESOURCES } from './r4-elements.ts';

/** One element of a type: what may stand there, and how often. */
export interface ElementFacts {
  /** Key in JSON; of a choice without the type behind it. */
  readonly name: string;
  /** FHIR types it may have: one, unless it is a choice. `''` for parts of its own. */
  readonly types: readonly string[];
  readonly isChoice: boolean;
  readonly isMany: boolean;
  /** Where its own parts are found: a type name or a path. */
  readonly partsAt: string;
}

const PRIMITIVES: ReadonlySet<string> = new Set([
  'base64Binary',
  'boolean',
  'canonical',
  'code',
  'date',
  'dateTime',
  'decimal',
  'id',
  'instant',
  'integer',
  'markdown',
  'oid',
  'positiveInt',
  'string',
  'time',
  'unsignedInt',
  'uri',
  'url',
  'uuid',
]);

export const isPrimitive = (type: string): boolean => PRIMITIVES.has(type);

const lowered = (suffix: string): string => suffix.slice(0, 1).toLowerCase() + suffix.slice(1);

/** The FHIR type of a choice's suffix: `DateTime` is `dateTime`, `Quantity` itself. */
const typeOfSuffix = (suffix: string): string => (isPrimitive(lowered(suffix)) ? lowered(suffix) : suffix);

export const suffixOf = (type: string): string => type.slice(0, 1).toUpperCase() + type.slice(1);

export const isResourceType = (type: string): boolean => R4_RESOURCES.has(type);

/** Elements that every resource has, and every other type. */
const RESOURCE_PARTS = 'id:id meta:Meta language:code implicitRules:uri extension:Extension*';
const TYPE_PARTS = 'id:string extension:Extension*';

/** Where a list of elements ends: at the bracket that closes it. */
const closing = (text: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
};

/** What may stand where in a FHIR R4 resource. Types are read from the table when first asked for. */
export class ElementModel {
  readonly #parts = new Map<string, ReadonlyMap<string, ElementFacts>>();

  /** The element `segment` of a type or path; `value[x]`, `value` and `valueQuantity` are all found. */
  find(at: string, segment: string): ElementFacts | undefined {
    const parts = this.#partsOf(at);
    const name = segment.replace(/\[x\]$/, '');
    const plain = parts.get(name);
    if (plain !== undefined) return plain;
    for (const choice of parts.values()) {
      if (!choice.isChoice || !name.startsWith(choice.name)) continue;
      const type = typeOfSuffix(name.slice(choice.name.length));
      if (choice.types.includes(type)) {
        return { name, types: [type], isChoice: false, isMany: false, partsAt: type };
      }
    }
    return undefined;
  }

  #partsOf(at: string): ReadonlyMap<string, ElementFacts> {
    const known = this.#parts.get(at);
    if (known !== undefined) return known;
    const table = Object.hasOwn(R4_ELEMENTS, at) ? R4_ELEMENTS[at] : undefined;
    const parts = new Map<string, ElementFacts>();
    this.#parts.set(at, parts);
    if (table !== undefined) {
      this.#read(`${isResourceType(at) ? RESOURCE_PARTS : TYPE_PARTS} ${table}`, at, parts);
    } else if (at.includes('.')) {
      // Parts of an element are read together with the type they belong to.
      this.#partsOf(at.slice(0, at.indexOf('.')));
      return this.#parts.get(at) ?? parts;
    }
    return parts;
  }

  #read(text: string, at: string, parts: Map<string, ElementFacts>): void {
    let from = 0;
    while (from < text.length) {
      const colon = text.indexOf(':', from);
      const key = text.slice(from, colon);
      const isChoice = key.endsWith('[x]');
      const name = isChoice ? key.slice(0, -3) : key;
      const end = text[colon + 1] === '{' ? closing(text, colon + 1) : colon;
      const space = text.indexOf(' ', end);
      const next = space < 0 ? text.length : space;
      const isMany = text[next - 1] === '*';
      const what = text.slice(colon + 1, isMany ? next - 1 : next);
      parts.set(name, this.#facts({ name, isChoice, isMany }, what, `${at}.${name}`));
      from = next + 1;
    }
  }

  #facts(of: Pick<ElementFacts, 'name' | 'isChoice' | 'isMany'>, what: string, path: string): ElementFacts {
    if (what.startsWith('{')) {
      const inside = new Map<string, ElementFacts>();
      this.#parts.set(path, inside);
      this.#read(`${TYPE_PARTS} ${what.slice(1, -1)}`, path, inside);
      return { ...of, types: [''], partsAt: path };
    }
    if (what.startsWith('@')) return { ...of, types: [''], partsAt: what.slice(1) };
    const types = of.isChoice ? what.split(',').map(typeOfSuffix) : [what];
    return { ...of, types, partsAt: of.isChoice ? '' : what };
  }
}
