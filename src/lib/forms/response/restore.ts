import { isAbsentReason, isValue } from '../answer.ts';
import type { AbsentReason, Answer, Answers, ValueAnswer } from '../answer-types.ts';
import { codecsOfItem, isQuestionType } from '../codec/codecs.ts';
import { enteredAnswers } from './entered-answers.ts';
import type { EvaluationContext } from '../run/evaluation-context.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import type { CompiledForm, FormItem } from '../form.ts';
import type { ResponseIssue } from '../issue.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import { keyOf } from '../run/key.ts';
import { FORM_MAX_DEPTH } from '../parse/items.ts';
import { canonicalOf } from './respond.ts';
import { ROW_NODES_MAX, rowIdOf, ROWS_MAX, rowSize } from '../run/tree.ts';

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

/** Where in the form the reader is. */
interface Place {
  readonly parent: FormItem | undefined;
  readonly rows: readonly string[];
  readonly depth: number;
}

/** One reading of one response. */
class ResponseReader {
  readonly answers = new Map<string, readonly Answer[]>();
  readonly problems: ResponseIssue[] = [];
  readonly #form: CompiledForm;
  readonly #met = new Set<string>();
  /** Lists with more rows than are read. */
  readonly #full = new Set<string>();
  #parts = 0;
  /** Nodes that rows may still add. */
  #room = ROW_NODES_MAX;

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
    this.#items(own(response, 'item'), 'item', { parent: undefined, rows: [], depth: 1 });
  }

  #items(json: unknown, path: string, place: Place): void {
    let last = -1;
    for (const [at, entry] of this.#array(json, path).entries()) {
      const here = `${path}[${at}]`;
      if (this.#isTooMuch(here)) return;
      if (place.depth > FORM_MAX_DEPTH) {
        this.#error('too-deep', here);
        continue;
      }
      if (!isJsonObject(entry)) {
        this.#error('value-type', here);
        continue;
      }
      const item = this.#itemOf(entry, place, here);
      if (item === undefined) continue;
      if (item.index < last) this.#warning('item-out-of-order', here, item);
      last = Math.max(last, item.index);
      this.#reportRest(entry, ITEM_ELEMENTS, here);
      if (item.type === 'group') this.#group(entry, item, here, place);
      else this.#question(entry, item, here, place);
    }
  }

  /** The form's item, where it may stand here. What lies under an unknown one is not read. */
  #itemOf(entry: JsonObject, { parent, rows }: Place, path: string): FormItem | undefined {
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
    if (item.parent !== parent) {
      this.#error('item-misplaced', path, item);
      return undefined;
    }
    const key = keyOf(linkId, rows);
    if (this.#met.has(key) && !(item.listed && item.type === 'group')) {
      this.#error('link-id-duplicate', path, item);
      return undefined;
    }
    this.#met.add(key);
    return item;
  }

  /** Adds a row to a list and gives its id; undefined where there are too many, which is told once for a list. */
  #addRow(item: FormItem, rows: readonly string[], path: string): string | undefined {
    const key = keyOf(item.linkId, rows);
    const known = this.answers.get(key) ?? [];
    if (known.length >= ROWS_MAX || this.#room < rowSize(item)) {
      if (!this.#full.has(key)) this.#error('too-large', path, item);
      this.#full.add(key);
      return undefined;
    }
    this.#room -= rowSize(item);
    const id = String(known.length + 1);
    this.answers.set(key, [...known, { type: 'row', id }]);
    return id;
  }

  #group(entry: JsonObject, item: FormItem, path: string, { rows, depth }: Place): void {
    if (own(entry, 'answer') !== undefined) this.#error('item-not-a-question', `${path}.answer`, item);
    this.#extensions(entry, `${path}.`);
    const row = item.listed ? this.#addRow(item, rows, path) : undefined;
    if (item.listed && row === undefined) return;
    const inside = row === undefined ? rows : [...rows, row];
    this.#items(own(entry, 'item'), `${path}.item`, { parent: item, rows: inside, depth: depth + 1 });
  }

  #question(entry: JsonObject, item: FormItem, path: string, place: Place): void {
    if (own(entry, 'item') !== undefined) this.#error('element-unknown', `${path}.item`, item);
    if (!isQuestionType(item.type)) {
      if (own(entry, 'answer') !== undefined) this.#error('item-not-a-question', `${path}.answer`, item);
      this.#extensions(entry, `${path}.`);
      return;
    }
    const { rows } = place;
    const given: Answer[] = [];
    for (const [at, json] of this.#array(own(entry, 'answer'), `${path}.answer`).entries()) {
      const here = `${path}.answer[${at}]`;
      if (this.#isTooMuch(here)) break;
      const answer = this.#answer(json, item, here);
      if (answer === undefined) continue;
      const row = this.#rowOf(item, answer, rows, here);
      if (item.listed && row === undefined) break;
      const inside = row === undefined ? rows : [...rows, row];
      if (item.listed) this.answers.set(keyOf(item.linkId, inside), [answer]);
      else given.push(answer);
      this.#below(json, item, here, { ...place, rows: inside });
    }
    const reason = this.#extensions(entry, `${path}.`, item);
    const isAnswered = given.length > 0 || this.answers.has(keyOf(item.linkId, rows));
    if (given.length > 0) this.answers.set(keyOf(item.linkId, rows), given);
    if (reason !== undefined && isAnswered) this.#error('absent-but-answered', path, item);
    else if (reason !== undefined) this.#absent(item, reason, rows, path);
  }

  /** The row that an answer and what stands under it are in; undefined where it makes none. */
  #rowOf(item: FormItem, answer: Answer, rows: readonly string[], path: string): string | undefined {
    if (item.listed) return this.#addRow(item, rows, path);
    return item.perAnswer && isValue(answer) ? rowIdOf(answer) : undefined;
  }

  #absent(item: FormItem, reason: AbsentReason, rows: readonly string[], path: string): void {
    const row = item.listed ? this.#addRow(item, rows, path) : undefined;
    this.answers.set(keyOf(item.linkId, row === undefined ? rows : [...rows, row]), [
      { type: 'absent', reason },
    ]);
  }

  /** The items under an answer. */
  #below(json: unknown, item: FormItem, path: string, { rows, depth }: Place): void {
    const items = isJsonObject(json) ? own(json, 'item') : undefined;
    if (items === undefined) return;
    if (item.children.length === 0) this.#error('element-unknown', `${path}.item`, item);
    else this.#items(items, `${path}.item`, { parent: item, rows, depth: depth + 1 });
  }

  /** What one element of `answer` says: a value, or the reason for having none. */
  #answer(json: unknown, item: FormItem, path: string): Answer | undefined {
    if (!isJsonObject(json)) {
      this.#error('value-type', path, item);
      return undefined;
    }
    const reason = this.#extensions(json, `${path}.`, item);
    const hasValue = Object.keys(json).some((key) => key.startsWith('value'));
    if (reason === undefined || hasValue) {
      if (reason !== undefined) this.#error('absent-but-answered', path, item);
      return this.#value(json, item, path);
    }
    this.#reportRest(json, ANSWER_ELEMENTS, path);
    return { type: 'absent', reason };
  }

  #value(json: JsonObject, item: FormItem, path: string): ValueAnswer | undefined {
    const codec = codecsOfItem(item.type).find(({ suffix }) => own(json, `value${suffix}`) !== undefined);
    const key = `value${codec?.suffix ?? ''}`;
    const value = own(json, key);
    const answer = codec?.read(value);
    if (answer === undefined) {
      this.#error('value-type', path, item);
      return undefined;
    }
    this.#reportRest(json, ANSWER_ELEMENTS, path, key);
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
 * @param context what calculations need that read the clock or a resource, to be told from what a person put in their
 *   place; without it their values stay as they are
 */
export const restore = (
  form: CompiledForm,
  response: unknown,
  context?: EvaluationContext,
): { readonly answers: Answers; readonly problems: readonly ResponseIssue[] } => {
  const reader = new ResponseReader(form);
  reader.read(response);
  return { answers: enteredAnswers(form, reader.answers, context), problems: reader.problems };
};
