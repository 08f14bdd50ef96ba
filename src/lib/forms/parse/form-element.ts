import type { AnswerCodec } from '../codec/codec.ts';
import { REFUSED_EXTENSIONS, STANDARD_EXTENSION } from '../extensions.ts';
import type { Answer, LocalText } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import { isLanguageTag } from '../text.ts';
import type { Reading } from './reading.ts';

/** Path of the resource itself. */
const ROOT = 'Questionnaire';

/** Handled by {@link FormElement.close} itself, or without meaning. */
const ALWAYS_READ: readonly string[] = ['id', 'extension', 'modifierExtension'];

const NO_EXTENSIONS: ReadonlyMap<string, FormElement[]> = new Map();

/**
 * One element of a Questionnaire while it is read. It remembers what was asked for; {@link close} reports all that
 * nobody asked for, so that a feature can be unsupported but never overlooked.
 */
export class FormElement {
  readonly path: string;
  readonly reading: Reading;
  readonly #json: JsonObject;
  /** Own keys that were asked for. A list: elements have few, and forms have many elements. */
  readonly #read: string[] = [];
  /** Extensions by URL, made when first asked for. */
  #extensions: ReadonlyMap<string, FormElement[]> | undefined;
  readonly #readUrls = new Set<string>();

  constructor(json: JsonObject, path: string, reading: Reading) {
    this.#json = json;
    this.path = path;
    this.reading = reading;
  }

  at(key: string): string {
    return this.path === ROOT ? key : `${this.path}.${key}`;
  }

  /** The raw value of an element, marked as read. */
  take(key: string): unknown {
    if (!Object.hasOwn(this.#json, key)) return undefined;
    this.#read.push(key);
    return this.#json[key];
  }

  /** The raw value of an element without marking it as read. */
  peek(key: string): unknown {
    return own(this.#json, key);
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
    return this.#checked(
      key,
      value,
      allowed.find((each) => each === value),
    );
  }

  object(key: string): FormElement | undefined {
    const value = this.take(key);
    const element = isJsonObject(value) ? new FormElement(value, this.at(key), this.reading) : undefined;
    return this.#checked(key, value, element);
  }

  /** The objects of an array; empty when there is none. */
  objects(key: string): readonly FormElement[] {
    const value = this.take(key);
    const list = this.#checked(key, value, Array.isArray(value) ? (value as readonly unknown[]) : undefined);
    return (list ?? []).flatMap((entry, index) => {
      const path = `${this.at(key)}[${index}]`;
      if (isJsonObject(entry)) return [new FormElement(entry, path, this.reading)];
      this.reading.error('value-invalid', path);
      return [];
    });
  }

  /** A text with its translations. */
  text(key: string): LocalText | undefined {
    const base = this.string(key);
    const sidecar = this.object(`_${key}`);
    if (base === undefined) {
      if (sidecar !== undefined) this.reading.error('value-invalid', sidecar.path);
      return undefined;
    }
    const { language, languages } = this.reading;
    const text: { ja: string; [tag: string]: string } = { ja: base };
    text[language] = base;
    for (const translation of sidecar?.extensions(STANDARD_EXTENSION.translation) ?? []) {
      const tag = translation.extension('lang', (extension) => extension.string('valueCode'));
      const content = translation.extension('content', (extension) => extension.string('valueString'));
      translation.close();
      if (tag === undefined || content === undefined || !isLanguageTag(tag)) {
        this.reading.error('value-invalid', translation.path);
        continue;
      }
      text[tag] = content;
      languages.add(tag);
    }
    if (sidecar !== undefined) sidecar.#closeSidecar();
    return text;
  }

  /** A valid `prefix[x]` of the codec's type. */
  answer(prefix: 'value' | 'answer', codec: AnswerCodec<Answer>): Answer | undefined {
    const key = `${prefix}${codec.suffix}`;
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
    this.#extensions ??= this.#index();
    const found = this.#extensions.get(url);
    if (found === undefined) return [];
    this.#readUrls.add(url);
    return found;
  }

  /** The value of the only extension with this URL. A second one, or a value that `read` cannot make out, is an error. */
  extension<T>(url: string, read: (extension: FormElement) => T | undefined): T | undefined {
    const [first, second] = this.extensions(url);
    if (first === undefined) return undefined;
    if (second !== undefined) this.reading.error('value-invalid', second.path);
    const before = this.reading.problems.length;
    const value = read(first);
    if (value !== undefined) first.close();
    else if (this.reading.problems.length === before) this.reading.error('value-invalid', first.path);
    return value;
  }

  /** Reports everything of this element that was not read. */
  close(): void {
    for (const key of Object.keys(this.#json)) {
      if (ALWAYS_READ.includes(key) || this.#read.includes(key)) continue;
      const sidecar = key.startsWith('_') ? this.object(key) : undefined;
      if (sidecar !== undefined) sidecar.#closeSidecar();
      else if (!key.startsWith('_')) this.reading.error('element-unsupported', this.at(key));
    }
    this.#closeExtensions();
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
    this.#extensions ??= this.#index();
    for (const [url, extensions] of this.#extensions) {
      if (this.#readUrls.has(url)) continue;
      for (const { path } of extensions) {
        if (REFUSED_EXTENSIONS.has(url)) this.reading.error('extension-unsupported', path);
        else this.reading.warning('extension-unsupported', path);
      }
    }
  }

  #index(): ReadonlyMap<string, FormElement[]> {
    if (!Object.hasOwn(this.#json, 'extension')) return NO_EXTENSIONS;
    const byUrl = new Map<string, FormElement[]>();
    for (const extension of this.objects('extension')) {
      const url = extension.string('url');
      if (url === undefined) {
        this.reading.error('value-invalid', extension.path);
        continue;
      }
      const same = byUrl.get(url);
      if (same === undefined) byUrl.set(url, [extension]);
      else same.push(extension);
    }
    return byUrl;
  }

  /** What was made of a value; reported when nothing was, unless the element is simply not there. */
  #checked<T>(key: string, value: unknown, made: T | undefined): T | undefined {
    if (made === undefined && value !== undefined) this.reading.error('value-invalid', this.at(key));
    return made;
  }
}
