import type { AnswerCodec } from '../codec/codec.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { KNOWN_EXTENSIONS, OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { LocalText } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import { baseText, hasKeys, type OpenText, takeTranslations } from './plain-translation.ts';
import type { Reading } from './reading.ts';

/** Path of the resource itself. */
const ROOT = 'Questionnaire';

/** Texts that may be translated, each with its sidecar. A table: keys put together would be looked up slowly. */
const SIDECARS = {
  text: '_text',
  title: '_title',
  display: '_display',
  valueString: '_valueString',
  valueMarkdown: '_valueMarkdown',
} as const;
type TextKey = keyof typeof SIDECARS;

/** Handled by {@link FormElement.close} itself, or without meaning. */
const ALWAYS_READ: readonly string[] = ['id', 'extension', 'modifierExtension'];

/** Elements that only another version of FHIR has: R5, then STU3 and the one before it. */
const OTHER_VERSIONS: ReadonlySet<string> = new Set([
  'versionAlgorithmString',
  'versionAlgorithmCoding',
  'copyrightLabel',
  'disabledDisplay',
  'answerConstraint',
  'option',
  'options',
  'hasAnswer',
  'concept',
  'group',
]);

/** STU3 wrote one initial value as `initialBoolean` and the like. */
const isOfOtherVersion = (key: string): boolean => OTHER_VERSIONS.has(key) || /^initial[A-Z]/.test(key);

const KEYS = { value: new Map<string, string>(), answer: new Map<string, string>() };

/** `valueCoding` and the like, each put together once. */
const keyOf = (prefix: keyof typeof KEYS, suffix: string): string => {
  const known = KEYS[prefix].get(suffix);
  if (known !== undefined) return known;
  const key = `${prefix}${suffix}`;
  KEYS[prefix].set(suffix, key);
  return key;
};

const NO_ELEMENTS: readonly FormElement[] = [];

const NO_ENTRIES: readonly unknown[] = [];

/** The extensions of an element, those left out that were taken otherwise. */
interface Extensions {
  readonly elements: readonly FormElement[];
  /** Their URLs, in the same order. */
  readonly urls: readonly string[];
  /** URLs that were asked for and found. */
  readonly read: string[];
}

const NO_EXTENSIONS: Extensions = { elements: [], urls: [], read: [] };

/**
 * One element of a Questionnaire while it is read. It remembers what was asked for; {@link close} reports all that
 * nobody asked for, so that a feature can be unsupported but never overlooked. Keys are asked for by names of FHIR,
 * none of which is a member of Object.prototype.
 */
export class FormElement {
  readonly reading: Reading;
  /** Whether there is any extension to read. Most elements have none. */
  readonly hasExtensions: boolean;
  readonly #json: JsonObject;
  readonly #parent: FormElement | undefined;
  /** What the parent calls it: a key, or a key and an index. Put together only when a path is asked for. */
  readonly #key: string;
  readonly #index: number;
  /** Own keys that were asked for. A list: elements have few, and forms have many elements. */
  readonly #read: string[] = [];
  /** Made when first asked for. */
  #made: Extensions | undefined;

  private constructor(
    json: JsonObject,
    reading: Reading,
    parent: FormElement | undefined,
    key: string,
    index: number,
  ) {
    this.#json = json;
    this.hasExtensions = json['extension'] !== undefined;
    this.reading = reading;
    this.#parent = parent;
    this.#key = key;
    this.#index = index;
  }

  /** The resource itself. */
  static root(json: JsonObject, reading: Reading): FormElement {
    return new FormElement(json, reading, undefined, ROOT, -1);
  }

  /** FHIRPath-like path from the resource. */
  get path(): string {
    if (this.#parent === undefined) return this.#key;
    const path = this.#parent.at(this.#key);
    return this.#index < 0 ? path : `${path}[${this.#index}]`;
  }

  at(key: string): string {
    return this.#parent === undefined ? key : `${this.path}.${key}`;
  }

  /** The raw value of an element, marked as read. */
  take(key: string): unknown {
    const value = this.#json[key];
    if (value !== undefined) this.#read.push(key);
    return value;
  }

  /** The raw value of an element without marking it as read. */
  peek(key: string): unknown {
    return this.#json[key];
  }

  /** Elements that change nothing for the engine and belong to others. */
  leave(keys: readonly string[]): void {
    this.#read.push(...keys);
  }

  string(key: string): string | undefined {
    const value = this.take(key);
    return this.#checked(key, value, typeof value === 'string' ? value : undefined);
  }

  boolean(key: string): boolean | undefined {
    const value = this.take(key);
    return this.#checked(key, value, typeof value === 'boolean' ? value : undefined);
  }

  /** An integer of at least `least`. */
  integer(key: string, least: number): number | undefined {
    const value = this.take(key);
    const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
    return this.#checked(key, value, fits ? value : undefined);
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.take(key);
    if (value === undefined) return undefined;
    return this.#checked(
      key,
      value,
      allowed.find((each) => each === value),
    );
  }

  object(key: string): FormElement | undefined {
    const value = this.take(key);
    if (value === undefined) return undefined;
    return this.#checked(key, value, isJsonObject(value) ? this.child(value, key) : undefined);
  }

  /** An element made of a JSON object, as if it stood under this key. */
  child(json: JsonObject, key: string, index = -1): FormElement {
    return new FormElement(json, this.reading, this, key, index);
  }

  /** The entries of an array, whatever they are; empty when there is none. */
  array(key: string): readonly unknown[] {
    const value = this.take(key);
    if (value === undefined) return NO_ENTRIES;
    const list = Array.isArray(value) ? (value as readonly unknown[]) : undefined;
    return this.#checked(key, value, list) ?? NO_ENTRIES;
  }

  /** The objects of an array; empty when there is none. */
  objects(key: string): readonly FormElement[] {
    const list = this.array(key);
    if (list.length === 0) return NO_ELEMENTS;
    const elements: FormElement[] = [];
    for (let index = 0; index < list.length; index += 1) {
      const entry = list[index];
      if (isJsonObject(entry)) elements.push(this.child(entry, key, index));
      else this.reading.error('value-invalid', `${this.at(key)}[${index}]`);
    }
    return elements;
  }

  /**
   * A text with its translations.
   * @param more reads what else the text's sidecar (`_text`) says
   */
  text(key: TextKey, more?: (sidecar: FormElement) => void): LocalText | undefined {
    const base = this.string(key);
    if (base === undefined) {
      const alone = this.object(SIDECARS[key]);
      if (alone === undefined) return undefined;
      more?.(alone);
      alone.#closeSidecar();
      return undefined;
    }
    const text = baseText(base, this.reading);
    const json = this.take(SIDECARS[key]);
    if (json === undefined) return text;
    const sidecar = this.#checked(
      SIDECARS[key],
      json,
      isJsonObject(json) ? this.child(json, SIDECARS[key]) : undefined,
    );
    if (sidecar === undefined || sidecar.#takesAllInto(text)) return text;
    more?.(sidecar);
    for (const translation of sidecar.extensions(STANDARD_EXTENSION.translation)) {
      const tag = translation.extension('lang', (extension) => extension.string('valueCode'));
      const content = translation.extension('content', (extension) => extension.string('valueString'));
      const status = translation.extension(OWN_EXTENSION.translationStatus, (extension) =>
        extension.oneOf('valueCode', ['draft', 'reviewed']),
      );
      translation.close();
      const isNoted = tag !== undefined && this.reading.meet(tag, status === 'draft');
      if (isNoted && content !== undefined) text[tag] = content;
      else this.reading.error('value-invalid', translation.path);
    }
    sidecar.#closeSidecar();
    return text;
  }

  /** A valid `prefix[x]` of one of the codecs' types. */
  answer(prefix: 'value' | 'answer', codecs: readonly AnswerCodec<ValueAnswer>[]): ValueAnswer | undefined {
    const codec = codecs.find(({ suffix }) => this.peek(keyOf(prefix, suffix)) !== undefined);
    if (codec === undefined) return undefined;
    const key = keyOf(prefix, codec.suffix);
    const json = this.take(key);
    const answer = codec.read(json);
    if (answer === undefined || !codec.isValid(answer)) {
      if (json !== undefined) this.reading.error('value-invalid', this.at(key));
      return undefined;
    }
    if (codec.elements !== undefined && isJsonObject(json)) {
      for (const part of Object.keys(json)) {
        if (!codec.elements.has(part)) this.reading.warning('element-unsupported', `${this.at(key)}.${part}`);
      }
    }
    return answer;
  }

  /** The extensions with this URL, marked as read. */
  extensions(url: string): readonly FormElement[] {
    if (!this.hasExtensions) return NO_ELEMENTS;
    const { elements, urls, read } = this.#extensions;
    if (!urls.includes(url)) return NO_ELEMENTS;
    read.push(url);
    return elements.filter((_, index) => urls[index] === url);
  }

  /** Whether there is an extension with one of these URLs. */
  hasAny(known: ReadonlySet<string>): boolean {
    if (!this.hasExtensions) return false;
    for (const url of this.#extensions.urls) if (known.has(url)) return true;
    return false;
  }

  /** The value of the only extension with this URL. A second one, or a value that `read` cannot make out, is an error. */
  extension<T>(url: string, read: (extension: FormElement) => T | undefined): T | undefined {
    if (!this.hasExtensions) return undefined;
    const extensions = this.#extensions;
    const at = extensions.urls.indexOf(url);
    const first = extensions.elements[at];
    if (first === undefined) return undefined;
    extensions.read.push(url);
    const second = extensions.elements[extensions.urls.indexOf(url, at + 1)];
    if (second !== undefined) this.reading.error('value-invalid', second.path);
    const before = this.reading.problems.length;
    const value = read(first);
    if (value !== undefined) first.close();
    else if (this.reading.problems.length === before) this.reading.error('value-invalid', first.path);
    return value;
  }

  /** Reports everything of this element that was not read. */
  close(): void {
    const json = this.#json;
    for (const key in json) {
      if (this.#read.includes(key) || ALWAYS_READ.includes(key) || json[key] === undefined) continue;
      if (key.startsWith('_')) this.#closeUnread(key);
      else
        this.reading.error(
          isOfOtherVersion(key) ? 'other-fhir-version' : 'element-unsupported',
          this.at(key),
        );
    }
    this.#closeExtensions();
  }

  /** The sidecar of a primitive that was read without it. */
  #closeUnread(key: string): void {
    const value = own(this.#json, key);
    if (isJsonObject(value)) new FormElement(value, this.reading, this, key, -1).#closeSidecar();
    else if (value !== undefined) this.reading.error('value-invalid', this.at(key));
  }

  /** A primitive's sidecar (`_text`) holds an id and extensions only. */
  #closeSidecar(): void {
    if (Object.keys(this.#json).some((key) => !ALWAYS_READ.includes(key))) {
      this.reading.error('element-unsupported', this.path);
    }
    this.#closeExtensions();
  }

  #closeExtensions(): void {
    if (Object.hasOwn(this.#json, 'modifierExtension')) {
      this.reading.error('modifier-extension-unknown', this.at('modifierExtension'));
    }
    if (!this.hasExtensions) return;
    const { elements, urls, read } = this.#extensions;
    urls.forEach((url, index) => {
      if (read.includes(url)) return;
      const known = KNOWN_EXTENSIONS.get(url);
      const path = elements[index]?.path ?? '';
      if (known === 'error') this.reading.error('extension-unsupported', path);
      else if (known === undefined) this.reading.warning('extension-unsupported', path);
    });
  }

  get #extensions(): Extensions {
    return (this.#made ??= this.#withUrls(this.objects('extension')));
  }

  #withUrls(found: readonly FormElement[]): Extensions {
    if (found.length === 0) return NO_EXTENSIONS;
    const elements: FormElement[] = [];
    const urls: string[] = [];
    for (const extension of found) {
      const url = extension.string('url');
      if (url === undefined) {
        this.reading.error('value-invalid', extension.path);
        continue;
      }
      urls.push(url);
      elements.push(extension);
    }
    return { elements, urls, read: [] };
  }

  /** Takes the plain translations of a sidecar into its text. @returns whether there is nothing else to read */
  #takesAllInto(text: OpenText): boolean {
    const json = this.#json;
    const list = json['extension'];
    if (!Array.isArray(list)) return false;
    const others = takeTranslations(list, text, this.reading);
    if (others.length === 0 && hasKeys(json, 1)) return true;
    const elements: FormElement[] = [];
    for (const index of others) {
      const entry: unknown = list[index];
      if (isJsonObject(entry)) elements.push(this.child(entry, 'extension', index));
      else this.reading.error('value-invalid', `${this.at('extension')}[${index}]`);
    }
    this.#made = this.#withUrls(elements);
    return false;
  }

  /** What was made of a value; reported when nothing was, unless the element is simply not there. */
  #checked<T>(key: string, value: unknown, made: T | undefined): T | undefined {
    if (made === undefined && value !== undefined) this.reading.error('value-invalid', this.at(key));
    return made;
  }
}
