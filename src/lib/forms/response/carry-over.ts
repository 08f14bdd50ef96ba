import { answerKey, readValue, reasonIn } from '../answer.ts';
import type { AbsentReason, Answer, Answers, ValueAnswer } from '../answer-types.ts';
import { isChoiceType, isQuestionType } from '../codec/codecs.ts';
import type { CompiledForm, FormItem } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import { linkIdOf } from '../run/key.ts';
import { FORM_MAX_DEPTH } from '../parse/items.ts';
import { canonicalOf } from './respond.ts';
import { RESPONSE_MAX_PARTS, restore } from './restore.ts';
import type { PopulationIssue } from '../populate/population-issue.ts';

/** An item of the earlier response, and where it stood. */
interface Earlier {
  readonly json: JsonObject;
  readonly path: string;
}

/** The items in one part of the response by linkId, groups looked into. */
type Part = ReadonlyMap<string, readonly Earlier[]>;

const arrayOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

/** A question whose earlier answer was not taken, and where that stands in the earlier response. */
interface Lost {
  readonly linkId: string | undefined;
  readonly path: string;
}

/** Puts an earlier response into the shape that this version of the form gives responses. */
class Reshaping {
  /** Answers that are offered no longer. */
  readonly unoffered: Lost[] = [];
  /** Where each part of the new shape was taken from. */
  readonly #origins = new Map<unknown, string>();
  readonly #met: Earlier[] = [];
  readonly #taken = new Set<JsonObject>();
  #parts = 0;

  shape(form: CompiledForm, response: JsonObject): readonly JsonObject[] {
    return this.#itemsOf(form.roots, this.#index(response, '', 1));
  }

  /** Items with answers that found no place. */
  get left(): readonly Earlier[] {
    return this.#met.filter(({ json }) => own(json, 'answer') !== undefined && !this.#taken.has(json));
  }

  /** Where an element of the new shape stands in the earlier response; undefined for what was not taken from there. */
  originOf(shaped: JsonObject, path: string): string | undefined {
    let element: unknown = shaped;
    let origin: string | undefined;
    let rest = '';
    for (const [step, name = '', at] of path.matchAll(/([^.[]+)(?:\[(\d+)\])?/g)) {
      const inside = isJsonObject(element) ? own(element, name) : undefined;
      element = at === undefined ? inside : arrayOf(inside)[Number(at)];
      const known = this.#origins.get(element);
      rest = known === undefined ? `${rest}.${step}` : '';
      origin = known ?? origin;
    }
    return origin === undefined ? undefined : `${origin}${rest}`;
  }

  #index(owner: JsonObject, path: string, depth: number, part = new Map<string, Earlier[]>()): Part {
    arrayOf(own(owner, 'item')).forEach((json, at) => {
      const linkId = isJsonObject(json) ? own(json, 'linkId') : undefined;
      this.#parts += 1;
      if (!isJsonObject(json) || typeof linkId !== 'string') return;
      if (depth > 2 * FORM_MAX_DEPTH || this.#parts > FORM_MAX_DEPTH * RESPONSE_MAX_PARTS) return;
      const here = { json, path: `${path}item[${at}]` };
      const same = part.get(linkId);
      if (same === undefined) part.set(linkId, [here]);
      else same.push(here);
      if (!this.#isKnown(json)) this.#met.push(here);
      this.#index(json, `${here.path}.`, depth + 1, part);
      arrayOf(own(json, 'answer')).forEach((answer, index) => {
        if (isJsonObject(answer)) this.#index(answer, `${here.path}.answer[${index}].`, depth + 1, part);
      });
    });
    return part;
  }

  readonly #known = new Set<JsonObject>();

  /** Parts lie in one another: what is met again is not counted again. */
  #isKnown(json: JsonObject): boolean {
    if (this.#known.has(json)) return true;
    this.#known.add(json);
    return false;
  }

  #itemsOf(items: readonly FormItem[], part: Part): readonly JsonObject[] {
    return items.flatMap((item) => {
      if (isQuestionType(item.type)) return this.#question(item, part);
      const { linkId } = item;
      if (!item.listed) return wrapped(linkId, this.#itemsOf(item.children, part));
      return (part.get(linkId) ?? []).flatMap(({ json, path }) =>
        wrapped(linkId, this.#itemsOf(item.children, this.#index(json, `${path}.`, 1))),
      );
    });
  }

  /** The only earlier item of this name. Where there are several, the rows they stood in are gone: none is taken. */
  #question(item: FormItem, part: Part): readonly JsonObject[] {
    const [only, second] = part.get(item.linkId) ?? [];
    if (only === undefined || second !== undefined) return [];
    const { json, path } = only;
    this.#taken.add(json);
    const isApart = item.listed || item.perAnswer;
    const answer = this.#offered(item, json, path).map(({ json: each, path: here }, at) => {
      const { item: _below, ...value } = each;
      const inside = isApart ? this.#index(each, `${here}.`, 1) : part;
      const below = isApart || at === 0 ? this.#itemsOf(item.children, inside) : [];
      return this.#from(here, below.length === 0 ? value : { ...value, item: below });
    });
    const extension = this.#isOffered(item, reasonIn(json), path) ? own(json, 'extension') : undefined;
    if (answer.length === 0 && extension === undefined) return [];
    const shaped = {
      linkId: item.linkId,
      ...(answer.length > 0 && { answer }),
      ...(extension !== undefined && { extension }),
    };
    return [this.#from(path, shaped)];
  }

  #from(path: string, shaped: JsonObject): JsonObject {
    this.#origins.set(shaped, path);
    return shaped;
  }

  /** The answers that the question still takes. */
  #offered(item: FormItem, json: JsonObject, path: string): readonly Earlier[] {
    return arrayOf(own(json, 'answer')).flatMap((each, at) => {
      if (!isJsonObject(each)) return [];
      const here = { json: each, path: `${path}.answer[${at}]` };
      return this.#isOffered(item, readValue(each) ?? reasonIn(each), here.path) ? here : [];
    });
  }

  #isOffered(item: FormItem, given: ValueAnswer | AbsentReason | undefined, path: string): boolean {
    if (given === undefined || isOffered(item, given)) return true;
    this.unoffered.push({ linkId: item.linkId, path });
    return false;
  }
}

const wrapped = (linkId: string, item: readonly JsonObject[]): readonly JsonObject[] =>
  item.length === 0 ? [] : [{ linkId, item }];

/** Whether a choice still offers the answer, and a question the reason for having none. */
const isOffered = (item: FormItem, answer: ValueAnswer | AbsentReason): boolean => {
  if (typeof answer === 'string') return item.absentReasons.includes(answer);
  if (!isChoiceType(item.type) || item.options.length === 0) return true;
  if (answer.type === 'string' && item.type === 'open-choice') return true;
  return item.optionByKey.has(answerKey(answer));
};

const urlOf = (canonical: unknown): unknown =>
  typeof canonical === 'string' ? canonical.split('|')[0] : canonical;

/**
 * The answers of a response to another version of the same form that still fit this one: by linkId, wherever the
 * question stands now, as long as its type is the same and a choice still offers them. All others are reported, each
 * with its path in the response or, where it was put in the place of a calculated one, its key; they belong to whoever
 * reads on. A response to this version is opened by `restore`. Never throws.
 */
export const carryOver = (
  form: CompiledForm,
  response: unknown,
): { readonly answers: Answers; readonly problems: readonly PopulationIssue[] } => {
  const none = new Map<string, readonly Answer[]>();
  if (!isJsonObject(response) || own(response, 'resourceType') !== 'QuestionnaireResponse') {
    return { answers: none, problems: [{ severity: 'error', code: 'not-a-response' }] };
  }
  if (form.url !== '' && urlOf(own(response, 'questionnaire')) !== form.url) {
    return { answers: none, problems: [{ severity: 'error', code: 'other-form', path: 'questionnaire' }] };
  }
  const reshaping = new Reshaping();
  const shaped = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: canonicalOf(form),
    status: 'in-progress',
    item: reshaping.shape(form, response),
  };
  const { answers, problems } = restore(form, shaped);
  const lost: PopulationIssue[] = [];
  const lose = (of: Partial<Record<'linkId' | 'path' | 'key', string | undefined>>): void => {
    const { linkId, path, key } = of;
    lost.push({
      severity: 'warning',
      code: 'not-carried-over',
      ...(linkId !== undefined && { linkId }),
      ...(path !== undefined && { path }),
      ...(key !== undefined && { key }),
    });
  };
  for (const { json, path } of reshaping.left) {
    const linkId = own(json, 'linkId');
    lose({ linkId: typeof linkId === 'string' && form.byLinkId.has(linkId) ? linkId : undefined, path });
  }
  reshaping.unoffered.forEach(lose);
  for (const { severity, linkId, path } of problems) {
    if (severity === 'error') lose({ linkId, path: path && reshaping.originOf(shaped, path) });
  }
  const kept = new Map(answers);
  for (const key of answers.keys()) {
    const linkId = linkIdOf(key);
    // Whether a person put it there, or the other version calculated so, nobody can tell.
    if (form.byLinkId.get(linkId)?.overtypable !== true) continue;
    kept.delete(key);
    lose({ linkId, key });
  }
  return { answers: kept, problems: lost };
};
