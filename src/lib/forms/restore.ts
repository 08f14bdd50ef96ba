import { isAbsentReason } from './answer.ts';
import { codecOfItem } from './codec/codecs.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import type { AbsentReason, Answer, Answers, CompiledForm, FormItem, ResponseIssue } from './form.ts';
import { isJsonObject, type JsonObject, own } from './json-object.ts';
import { FORM_MAX_DEPTH } from './parse/items.ts';
import { canonicalOf } from './respond.ts';

/** Most items and answers of one response. */
export const RESPONSE_MAX_PARTS = 50_000;

const STATUS: readonly unknown[] = ['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped'];

/** Elements that are read, or that say nothing about the answers. */
const ROOT_ELEMENTS: ReadonlySet<string> = new Set([
  'resourceType',
  'id',
  'meta',
  'language',
  'text',
  'identifier',
  'basedOn',
  'partOf',
  'questionnaire',
  'status',
  'subject',
  'encounter',
  'authored',
  'author',
  'source',
  'item',
]);
const ITEM_ELEMENTS: ReadonlySet<string> = new Set(['id', 'linkId', 'definition', 'text', 'answer', 'item']);
const ANSWER_ELEMENTS: ReadonlySet<string> = new Set(['id', 'item']);

/** One reading of one response. */
class ResponseReader {
  readonly answers = new Map<string, readonly Answer[]>();
  readonly problems: ResponseIssue[] = [];
  readonly #form: CompiledForm;
  readonly #met = new Set<FormItem>();
  #last = -1;
  #parts = 0;

  constructor(form: CompiledForm) {
    this.#form = form;
  }

  read(response: unknown): void {
    if (!isJsonObject(response) || own(response, 'resourceType') !== 'QuestionnaireResponse') {
      this.#error('not-a-response', 'QuestionnaireResponse');
      return;
    }
    if (this.#form.url !== '' && own(response, 'questionnaire') !== canonicalOf(this.#form)) {
      this.#error('other-form', 'questionnaire');
    }
    if (!STATUS.includes(own(response, 'status'))) this.#error('status-unknown', 'status');
    this.#reportRest(response, ROOT_ELEMENTS, 'QuestionnaireResponse');
    this.#extensions(response, '');
    this.#items(own(response, 'item'), undefined, 'item', 1);
  }

  #items(json: unknown, parent: FormItem | undefined, path: string, depth: number): void {
    for (const [at, entry] of this.#array(json, path).entries()) {
      const here = `${path}[${at}]`;
      if (this.#isTooMuch(here)) return;
      if (depth > FORM_MAX_DEPTH) {
        this.#error('too-deep', here);
        continue;
      }
      if (!isJsonObject(entry)) {
        this.#error('value-type', here);
        continue;
      }
      const item = this.#itemOf(entry, parent, here);
      if (item === undefined) continue;
      this.#reportRest(entry, ITEM_ELEMENTS, here);
      if (item.type === 'group') this.#group(entry, item, here, depth);
      else this.#question(entry, item, here);
    }
  }

  /** The form's item, when it is there for the first time. What lies under an unknown one is not read. */
  #itemOf(entry: JsonObject, parent: FormItem | undefined, path: string): FormItem | undefined {
    const linkId = own(entry, 'linkId');
    if (typeof linkId !== 'string' || linkId === '') {
      this.#error('link-id-missing', path);
      return undefined;
    }
    const item = this.#form.byLinkId.get(linkId);
    if (item === undefined) {
      this.#error('link-id-unknown', path);
      return undefined;
    }
    if (this.#met.has(item)) {
      this.#error('link-id-duplicate', path, item);
      return undefined;
    }
    this.#met.add(item);
    if (item.parent !== parent) this.#error('item-misplaced', path, item);
    else if (item.index < this.#last) this.#warning('item-out-of-order', path, item);
    this.#last = item.index;
    return item;
  }

  #group(entry: JsonObject, item: FormItem, path: string, depth: number): void {
    if (own(entry, 'answer') !== undefined) this.#error('item-not-a-question', `${path}.answer`, item);
    this.#extensions(entry, `${path}.`);
    this.#items(own(entry, 'item'), item, `${path}.item`, depth + 1);
  }

  #question(entry: JsonObject, item: FormItem, path: string): void {
    if (own(entry, 'item') !== undefined) this.#error('element-unknown', `${path}.item`, item);
    const codec = codecOfItem(item.type);
    if (codec === undefined) {
      if (own(entry, 'answer') !== undefined) this.#error('item-not-a-question', `${path}.answer`, item);
      this.#extensions(entry, `${path}.`);
      return;
    }
    const given: Answer[] = [];
    for (const [at, json] of this.#array(own(entry, 'answer'), `${path}.answer`).entries()) {
      const here = `${path}.answer[${at}]`;
      if (this.#isTooMuch(here)) break;
      const answer = this.#value(json, item, here);
      if (answer !== undefined) given.push(answer);
    }
    const reason = this.#extensions(entry, `${path}.`, item);
    if (reason !== undefined && given.length > 0) this.#error('absent-but-answered', path, item);
    else if (reason !== undefined) given.push({ type: 'absent', reason });
    if (given.length > 0) this.answers.set(item.linkId, given);
  }

  #value(json: unknown, item: FormItem, path: string): Answer | undefined {
    const codec = codecOfItem(item.type);
    const key = `value${codec?.suffix ?? ''}`;
    const value = isJsonObject(json) ? own(json, key) : undefined;
    const answer = codec?.read(value);
    if (answer === undefined || !isJsonObject(json)) {
      this.#error('value-type', path, item);
      return undefined;
    }
    if (own(json, 'item') !== undefined) this.#error('element-unknown', `${path}.item`, item);
    this.#reportRest(json, ANSWER_ELEMENTS, path, key);
    this.#extensions(json, `${path}.`);
    if (codec?.elements !== undefined && isJsonObject(value)) {
      this.#reportRest(value, codec.elements, `${path}.${key}`);
    }
    return answer;
  }

  /** Reports the extensions of an element, and gives the reason of an absent answer where `item` may have one. */
  #extensions(json: JsonObject, prefix: string, item?: FormItem): AbsentReason | undefined {
    if (own(json, 'modifierExtension') !== undefined) {
      this.#error('modifier-extension-unknown', `${prefix}modifierExtension`);
    }
    let reason: AbsentReason | undefined;
    for (const [at, extension] of this.#array(own(json, 'extension'), `${prefix}extension`).entries()) {
      const path = `${prefix}extension[${at}]`;
      const isReason =
        isJsonObject(extension) && own(extension, 'url') === STANDARD_EXTENSION.dataAbsentReason;
      const code = isReason ? own(extension, 'valueCode') : undefined;
      if (item === undefined || !isReason) this.#warning('extension-unknown', path);
      else if (isAbsentReason(code) && reason === undefined) reason = code;
      else this.#error('absent-reason-unknown', path, item);
    }
    return reason;
  }

  /** Foreign elements are reported once for the element they stand in: their names are foreign text. */
  #reportRest(json: JsonObject, known: ReadonlySet<string>, path: string, key?: string): void {
    const isForeign = (each: string): boolean =>
      each !== key && each !== 'extension' && each !== 'modifierExtension' && !known.has(each);
    if (Object.keys(json).some(isForeign)) this.#warning('element-unknown', path);
  }

  #array(json: unknown, path: string): readonly unknown[] {
    if (Array.isArray(json)) return json;
    if (json !== undefined) this.#error('value-type', path);
    return [];
  }

  #isTooMuch(path: string): boolean {
    this.#parts += 1;
    if (this.#parts === RESPONSE_MAX_PARTS + 1) this.#error('too-large', path);
    return this.#parts > RESPONSE_MAX_PARTS;
  }

  #error(code: ResponseIssue['code'], path: string, item?: FormItem): void {
    this.problems.push({ severity: 'error', code, path, ...(item !== undefined && { linkId: item.linkId }) });
  }

  #warning(code: ResponseIssue['code'], path: string, item?: FormItem): void {
    this.problems.push({
      severity: 'warning',
      code,
      path,
      ...(item !== undefined && { linkId: item.linkId }),
    });
  }
}

/**
 * The answers of a FHIR R4 QuestionnaireResponse, the inverse of `respond`. What cannot be an answer to this form is
 * left out and reported; a value of the right type is kept even where `validate` will object to it. Never throws;
 * time is linear in the input.
 */
export const restore = (
  form: CompiledForm,
  response: unknown,
): { readonly answers: Answers; readonly problems: readonly ResponseIssue[] } => {
  const reader = new ResponseReader(form);
  reader.read(response);
  return { answers: reader.answers, problems: reader.problems };
};
