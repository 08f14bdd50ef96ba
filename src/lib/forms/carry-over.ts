import { answerKey } from './answer.ts';
import type { Answer, Answers } from './answer-types.ts';
import { isChoiceType, isQuestionType } from './codec/codecs.ts';
import type { CompiledForm, FormItem } from './form.ts';
import { isJsonObject, type JsonObject, own } from './json-object.ts';
import { linkIdOf } from './key.ts';
import { FORM_MAX_DEPTH } from './parse/items.ts';
import { canonicalOf } from './respond.ts';
import { RESPONSE_MAX_PARTS, restore } from './restore.ts';
import type { PopulationIssue } from './populate/population-issue.ts';

/** An item of the earlier response, and where it stood. */
interface Earlier {
  readonly json: JsonObject;
  readonly path: string;
}

/** The items in one part of the response by linkId, groups looked into. */
type Part = ReadonlyMap<string, readonly Earlier[]>;

const arrayOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

/** Puts an earlier response into the shape that this version of the form gives responses. */
class Reshaping {
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
    const given = arrayOf(own(json, 'answer')).filter(isJsonObject);
    const isApart = item.listed || item.perAnswer;
    const answer = given.map((each, at) => {
      const { item: _below, ...value } = each;
      const inside = isApart ? this.#index(each, `${path}.answer[${at}].`, 1) : part;
      const below = isApart || at === 0 ? this.#itemsOf(item.children, inside) : [];
      return below.length === 0 ? value : { ...value, item: below };
    });
    const extension = own(json, 'extension');
    if (answer.length === 0 && extension === undefined) return [];
    return [
      {
        linkId: item.linkId,
        ...(answer.length > 0 && { answer }),
        ...(extension !== undefined && { extension }),
      },
    ];
  }
}

const wrapped = (linkId: string, item: readonly JsonObject[]): readonly JsonObject[] =>
  item.length === 0 ? [] : [{ linkId, item }];

/** Whether a choice still offers the answer. */
const isOffered = (item: FormItem, answer: Answer): boolean => {
  if (!isChoiceType(item.type) || item.options.length === 0) return true;
  if (answer.type === 'absent') return item.absentReasons.includes(answer.reason);
  if (answer.type === 'string' && item.type === 'open-choice') return true;
  return item.optionByKey.has(answerKey(answer));
};

const urlOf = (canonical: unknown): unknown =>
  typeof canonical === 'string' ? canonical.split('|')[0] : canonical;

/**
 * The answers of a response to another version of the same form that still fit this one: by linkId, wherever the
 * question stands now, as long as its type is the same and a choice still offers them. All others are reported, and
 * belong to whoever reads on. A response to this version is opened by `restore`. Never throws.
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
  const item = reshaping.shape(form, response);
  const { answers, problems } = restore(form, {
    resourceType: 'QuestionnaireResponse',
    questionnaire: canonicalOf(form),
    status: 'in-progress',
    item,
  });
  const lost: PopulationIssue[] = [];
  const kept = new Map<string, readonly Answer[]>();
  const lose = (linkId: string | undefined, path?: string): void => {
    lost.push({
      severity: 'warning',
      code: 'not-carried-over',
      ...(linkId !== undefined && { linkId }),
      ...(path !== undefined && { path }),
    });
  };
  for (const { json, path } of reshaping.left) {
    const linkId = own(json, 'linkId');
    lose(typeof linkId === 'string' && form.byLinkId.has(linkId) ? linkId : undefined, path);
  }
  for (const { severity, linkId } of problems) if (severity === 'error') lose(linkId);
  for (const [key, given] of answers) {
    const of = form.byLinkId.get(linkIdOf(key));
    const still =
      of === undefined ? [] : given.filter((answer) => answer.type === 'row' || isOffered(of, answer));
    if (still.length < given.length) lose(of?.linkId);
    if (still.length > 0) kept.set(key, still);
  }
  return { answers: kept, problems: lost };
};
