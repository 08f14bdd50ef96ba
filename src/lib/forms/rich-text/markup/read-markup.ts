import { withoutReferences } from './character-references.ts';

/** What is told of a markup text, in its order. Names are local names in lower case. */
export interface MarkupReader {
  /** @param closed the tag closes itself (`<br/>`): no {@link MarkupReader.close} belongs to it */
  open(name: string, attributes: ReadonlyMap<string, string>, closed: boolean): void;
  close(name: string): void;
  text(text: string): void;
}

/** Elements whose content is no markup in HTML: skipped up to their end tag, whatever stands between. */
const RAW_ELEMENTS: ReadonlySet<string> = new Set([
  ...['script', 'style', 'iframe', 'noembed', 'noframes', 'title'],
]);

const MARKUP_START = /<(?=[A-Za-z/!?])/g;
const TAG_START = /^\/?[A-Za-z]/;
const TAG = /<(\/?)([A-Za-z][^\s/>]*)/y;
const ATTRIBUTE = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;
const TAG_END = /[\s/=]*>/y;

/** `xhtml:p` and `svg:script` are `p` and `script`. */
const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1).toLowerCase();

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly closed: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where the text goes on. */
  readonly next: number;
}

/** The tag that begins at `from`; undefined when it never ends. */
const tagAt = (source: string, from: number): Tag | undefined => {
  TAG.lastIndex = from;
  const [whole, slash, written] = TAG.exec(source) ?? [];
  if (whole === undefined || written === undefined) return undefined;
  const isEnd = slash === '/';
  const next = from + whole.length;
  // Most tags have no attributes.
  if (source[next] === '>') {
    return { name: localName(written), isEnd, closed: false, attributes: NO_ATTRIBUTES, next: next + 1 };
  }
  const attributes = new Map<string, string>();
  for (let at = next; at < source.length;) {
    TAG_END.lastIndex = at;
    const end = TAG_END.exec(source)?.[0];
    if (end !== undefined) {
      const closed = end.endsWith('/>');
      return { name: localName(written), isEnd, closed, attributes, next: TAG_END.lastIndex };
    }
    ATTRIBUTE.lastIndex = at;
    const [, name, double, single, bare] = ATTRIBUTE.exec(source) ?? [];
    if (name === undefined) {
      // An equals sign without a name before it; at the end of the text, white space.
      at += 1;
      continue;
    }
    at = ATTRIBUTE.lastIndex;
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, withoutReferences(double ?? single ?? bare ?? ''));
  }
  return undefined;
};

/**
 * Reads XML or HTML, well-formed or not, in linear time and without throwing. Comments, processing instructions and
 * document types are left out; CDATA is text; what begins like a tag and never ends is text. It decides nothing about
 * safety: whatever it takes for an element or for text, its reader makes only allowed kinds of it.
 */
export const readMarkup = (source: string, reader: MarkupReader): void => {
  const past = (end: string, from: number): number => {
    const found = source.indexOf(end, from);
    return found < 0 ? source.length : found + end.length;
  };
  /** Behind the end tag of an element whose content is no markup. */
  const pastElement = (name: string, from: number): number => {
    const end = new RegExp(`</(?:[^\\s/>]{1,30}:)?${name}[\\s/>]`, 'gi');
    end.lastIndex = from;
    return end.test(source) ? past('>', end.lastIndex - 1) : source.length;
  };
  /** Text from here to the next markup. */
  const literal = (from: number): number => {
    MARKUP_START.lastIndex = from + 1;
    const end = MARKUP_START.exec(source)?.index ?? source.length;
    reader.text(withoutReferences(source.slice(from, end)));
    return end;
  };
  const characterData = (from: number): number => {
    const end = source.indexOf(']]>', from);
    reader.text(source.slice(from, end < 0 ? source.length : end));
    return end < 0 ? source.length : end + 3;
  };
  const tag = (from: number): number => {
    const found = tagAt(source, from);
    if (found === undefined) {
      reader.text(withoutReferences(source.slice(from)));
      return source.length;
    }
    const { name, isEnd, closed, attributes, next } = found;
    const isRaw = RAW_ELEMENTS.has(name);
    if (isEnd) reader.close(name);
    else reader.open(name, attributes, closed || isRaw);
    return isRaw && !isEnd && !closed ? pastElement(name, next) : next;
  };

  const declaration = (from: number): number => {
    if (source.startsWith('<!--', from)) return past('-->', from + 2);
    if (source.startsWith('<![CDATA[', from)) return characterData(from + 9);
    return past('>', from);
  };

  for (let at = 0; at < source.length;) {
    const next = source[at] === '<' ? source[at + 1] : undefined;
    if (next === '!' || next === '?') at = declaration(at);
    else if (next !== undefined && TAG_START.test(source.slice(at + 1, at + 3))) at = tag(at);
    else at = literal(at);
  }
};
