import type { ValueAnswer } from '../answer-types.ts';
import { isValue, reasonIn } from '../answer.ts';
import { codecOfAnswer, codecsOfItem, isQuestionType } from '../codec/codecs.ts';
import type { CompiledForm, FormItem } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import { RESPONSE_MAX_PARTS } from '../response/restore.ts';
import type { ExtractionIssue, Report } from './extraction-issue.ts';

/** An item of the form where a response has answers to it or below it; once for each row of a group. */
export interface AnsweredItem {
  readonly item: FormItem;
  readonly json: JsonObject;
  readonly path: string;
  /** None for a group. */
  readonly answers: readonly GivenAnswer[];
  /** What was answered below a group. */
  readonly children: readonly AnsweredItem[];
}

export interface GivenAnswer {
  readonly value: ValueAnswer;
  readonly json: JsonObject;
  readonly path: string;
  /** What was answered below this answer. */
  readonly children: readonly AnsweredItem[];
}

/** Reads what was answered, in the order of the response. */
class AnswerReader {
  readonly #form: CompiledForm;
  readonly #report: Report;
  #parts = 0;

  constructor(form: CompiledForm, report: Report) {
    this.#form = form;
    this.#report = report;
  }

  items(owner: JsonObject, prefix: string, parent: FormItem | undefined): readonly AnsweredItem[] {
    return this.#array(own(owner, 'item'), `${prefix}item`, parent).flatMap(({ json, path }) => {
      if (this.#isTooMuch(path)) return [];
      const linkId = own(json, 'linkId');
      const item = typeof linkId === 'string' ? this.#form.byLinkId.get(linkId) : undefined;
      if (item === undefined || item.parent !== parent) return this.#refuse('item-unknown', path, item);
      if (own(json, 'modifierExtension') !== undefined) {
        return this.#refuse('modifier-extension-unknown', path, item);
      }
      const isQuestion = isQuestionType(item.type);
      const answers = isQuestion ? this.#answers(json, path, item) : [];
      const children = isQuestion ? [] : this.items(json, `${path}.`, item);
      return answers.length === 0 && children.length === 0 ? [] : [{ item, json, path, answers, children }];
    });
  }

  #answers(owner: JsonObject, prefix: string, item: FormItem): readonly GivenAnswer[] {
    return this.#array(own(owner, 'answer'), `${prefix}.answer`, item).flatMap(({ json, path }) => {
      if (this.#isTooMuch(path)) return [];
      if (isOnlyReason(json)) return [];
      const value = valueIn(item, json);
      if (value === undefined) return this.#refuse('value-invalid', path, item);
      return isValue(value) ? [{ value, json, path, children: this.items(json, `${path}.`, item) }] : [];
    });
  }

  #array(json: unknown, path: string, item: FormItem | undefined) {
    if (json === undefined) return [];
    if (!Array.isArray(json)) return this.#refuse('value-invalid', path, item);
    return json.flatMap((entry: unknown, at) => {
      const here = `${path}[${at}]`;
      return isJsonObject(entry) ? [{ json: entry, path: here }] : this.#refuse('value-invalid', here, item);
    });
  }

  #isTooMuch(path: string): boolean {
    this.#parts += 1;
    if (this.#parts === RESPONSE_MAX_PARTS + 1) this.#refuse('too-large', path, undefined);
    return this.#parts > RESPONSE_MAX_PARTS;
  }

  #refuse(code: ExtractionIssue['code'], path: string, item: FormItem | undefined): never[] {
    this.#report({ severity: 'error', code, path, ...(item !== undefined && { linkId: item.linkId }) });
    return [];
  }
}

/** An answer that says why it has no value. */
const isOnlyReason = (json: JsonObject): boolean =>
  !Object.keys(json).some((key) => key.startsWith('value')) && reasonIn(json) !== undefined;

/** A valid answer of a type that the question takes. */
const valueIn = (item: FormItem, json: JsonObject): ValueAnswer | undefined => {
  const codec = codecsOfItem(item.type).find(({ suffix }) => own(json, `value${suffix}`) !== undefined);
  const value = codec?.read(own(json, `value${codec.suffix}`));
  return value !== undefined && codecOfAnswer(value)?.isValid(value) === true ? value : undefined;
};

const canonicalUrl = (canonical: unknown): unknown =>
  typeof canonical === 'string' ? canonical.split('|')[0] : undefined;

/** Whether the response answers this form and version, or a form that this one is derived from. */
const isOfForm = ({ url, version, source }: CompiledForm, questionnaire: unknown): boolean => {
  if (url === '') return true;
  if (canonicalUrl(questionnaire) === url) {
    const of = String(questionnaire).split('|')[1];
    return of === undefined || of === version;
  }
  const bases = own(source, 'derivedFrom');
  return Array.isArray(bases) && bases.some((base) => canonicalUrl(base) === canonicalUrl(questionnaire));
};

/** A response that resources may be made of. */
export interface ReadResponse {
  readonly response: JsonObject;
  readonly items: readonly AnsweredItem[];
  readonly isFinished: boolean;
}

const WITHDRAWN: readonly unknown[] = ['entered-in-error', 'stopped'];
const FINISHED: readonly unknown[] = ['completed', 'amended'];

/** What was answered; undefined for what is no response to this form, or one that is withdrawn. */
export const readResponse = (
  form: CompiledForm,
  response: unknown,
  report: Report,
): ReadResponse | undefined => {
  const refuse = (code: ExtractionIssue['code'], path: string): ReadResponse | undefined => {
    report({ severity: 'error', code, path });
    return undefined;
  };
  if (!isJsonObject(response) || own(response, 'resourceType') !== 'QuestionnaireResponse') {
    return refuse('not-a-response', 'QuestionnaireResponse');
  }
  if (!isOfForm(form, own(response, 'questionnaire'))) return refuse('other-form', 'questionnaire');
  if (own(response, 'modifierExtension') !== undefined || own(response, 'implicitRules') !== undefined) {
    return refuse('modifier-extension-unknown', 'QuestionnaireResponse');
  }
  const status = own(response, 'status');
  if (WITHDRAWN.includes(status)) return refuse('response-withdrawn', 'status');
  const isFinished = FINISHED.includes(status);
  if (!isFinished) report({ severity: 'warning', code: 'response-unfinished', path: 'status' });
  return { response, items: new AnswerReader(form, report).items(response, '', undefined), isFinished };
};
