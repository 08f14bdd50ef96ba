/** What a path of a problem names in the Questionnaire it was found in. */
export interface NamedElement {
  /** Of the item that the element stands in; absent where it has none. */
  readonly linkId?: string;
  /** The item's text, as the form has it. */
  readonly text?: string;
  /** What stands there and says more than the path: the address of an extension, or a short value. */
  readonly detail?: string;
}

const STEP = /([^.[\]]+)|\[(\d+)\]/g;
const DETAIL_MOST_CHARACTERS = 120;
const TEXT_MOST_CHARACTERS = 80;

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const own = (json: JsonObject, key: string): unknown => (Object.hasOwn(json, key) ? json[key] : undefined);

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

const detailOf = (element: unknown): string | undefined => {
  if (typeof element === 'string') return shortened(element, DETAIL_MOST_CHARACTERS);
  if (typeof element === 'number' || typeof element === 'boolean') return String(element);
  const url = isObject(element) ? own(element, 'url') : undefined;
  return typeof url === 'string' ? shortened(url, DETAIL_MOST_CHARACTERS) : undefined;
};

const nameOf = (item: JsonObject): NamedElement => {
  const linkId = own(item, 'linkId');
  const text = own(item, 'text');
  return {
    ...(typeof linkId === 'string' && { linkId }),
    ...(typeof text === 'string' && text !== '' && { text: shortened(text, TEXT_MOST_CHARACTERS) }),
  };
};

/** Follows a path such as `item[2].item[0].enableWhen[1]`, as far as there is something. Never throws. */
export const elementAt = (source: unknown, path: string): NamedElement => {
  let at: unknown = source;
  let within: NamedElement = {};
  let isItem = false;
  let detail: string | undefined;
  for (const [, name, index] of path.matchAll(STEP)) {
    if (name !== undefined) {
      isItem = name === 'item';
      at = isObject(at) ? own(at, name) : undefined;
    } else {
      at = Array.isArray(at) ? (at as readonly unknown[])[Number(index)] : undefined;
      if (isItem && isObject(at)) within = nameOf(at);
    }
    // Of several steps that exist only the last one is meant; a missing element is told by where it would stand.
    detail = detailOf(at) ?? (at === undefined ? detail : undefined);
  }
  return { ...within, ...(detail !== undefined && { detail }) };
};
