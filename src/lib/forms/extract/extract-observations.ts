import type { Coding } from '../answer-types.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import type { CompiledForm, FormItem } from '../form.ts';
import { isJsonObject, type JsonObject, jsonObjects, own } from '../json-object.ts';
import type { EntryExpressions, ObservationRelation } from '../item-extraction.ts';
import { type AnsweredItem, readResponse } from './answered-items.ts';
import {
  entryOf,
  entryParts,
  type EntryParts,
  type Extraction,
  type ExtractionMeta,
  ResponseExpressions,
  transactionOf,
} from './extraction-bundle.ts';
import type { ExtractionIssue } from './extraction-issue.ts';
import { observationValue } from './observation-value.ts';
import { flagOf, isOfOtherSubject, type SourceItems, sourceItems } from './source-items.ts';

/** An Observation as it is put together. */
interface Draft {
  readonly fullUrl: string;
  readonly id: string | undefined;
  readonly parts: EntryParts;
  readonly code: readonly Coding[];
  readonly category: readonly Coding[];
  readonly value: JsonObject | undefined;
  readonly component: JsonObject[];
  readonly hasMember: string[];
  readonly derivedFrom: string[];
}

/** What an item says for everything below it. */
interface Inherited {
  readonly isExtracted: boolean;
  readonly relation: ObservationRelation | undefined;
  readonly category: readonly Coding[];
  /** The nearest Observation above. */
  readonly parent: Draft | undefined;
}

/** One extraction of Observations from one response. */
class ObservationWriter {
  readonly drafts: Draft[] = [];
  readonly problems: ExtractionIssue[];
  readonly #sources: SourceItems;
  readonly #expressions: ResponseExpressions;
  readonly #newId: () => string;

  constructor(
    form: CompiledForm,
    response: JsonObject,
    { now, newId }: ExtractionMeta,
    problems: ExtractionIssue[],
  ) {
    this.problems = problems;
    this.#sources = sourceItems(form);
    this.#newId = newId;
    const report = (issue: ExtractionIssue): void => void problems.push(issue);
    this.#expressions = new ResponseExpressions({
      resource: response,
      questionnaire: form.source,
      now,
      report,
    });
  }

  visit(items: readonly AnsweredItem[], inherited: Inherited): void {
    for (const answered of items) {
      const { item, path } = answered;
      const here = this.#inheritedBy(item, inherited);
      if (isOfOtherSubject(this.#sources, item)) {
        if (this.#isMarked(item, here)) this.#warn('other-subject', item, path);
        continue;
      }
      if (answered.answers.length > 0) this.#question(answered, here);
      else this.#group(answered, here);
    }
  }

  #inheritedBy({ extraction }: FormItem, above: Inherited): Inherited {
    const own = extraction;
    const says = own?.observation !== undefined;
    const category = own?.observationCategory ?? [];
    return {
      isExtracted: own?.observation ?? above.isExtracted,
      relation: says ? own.relation : above.relation,
      category: category.length > 0 ? category : above.category,
      parent: above.parent,
    };
  }

  #isMarked(item: FormItem, { isExtracted }: Inherited): boolean {
    return isExtracted || item.children.some((child) => child.extraction?.observation === true);
  }

  /** The codes to write: those marked one by one where some are, all otherwise; none where the item is not extracted. */
  #codesOf(item: FormItem, { isExtracted }: Inherited): readonly Coding[] {
    const source = this.#sources.get(item.linkId);
    const flags = jsonObjects(source === undefined ? undefined : own(source, 'code')).map((coding) => ({
      key: `${String(own(coding, 'system'))}\n${String(own(coding, 'code'))}`,
      flag: flagOf(coding, STANDARD_EXTENSION.observationExtract),
    }));
    const flagged = (wanted: boolean): ReadonlySet<string> =>
      new Set(flags.filter(({ flag }) => flag === wanted).map(({ key }) => key));
    const keyOf = ({ system, code }: Coding): string => `${String(system)}\n${code}`;
    const marked = flagged(true);
    const isBarred = item.extraction?.observation === false;
    if (marked.size > 0 && !isBarred) return item.code.filter((coding) => marked.has(keyOf(coding)));
    const barred = flagged(false);
    return isExtracted ? item.code.filter((coding) => !barred.has(keyOf(coding))) : [];
  }

  /** A group stands for an Observation with components or members; without these for none. */
  #group({ item, json, children }: AnsweredItem, here: Inherited): void {
    const code = this.#codesOf(item, here);
    const isPanel = code.length > 0 && here.relation !== 'component';
    const panel = isPanel ? this.#draft(item, json, code, undefined, here) : undefined;
    this.visit(children, { ...here, parent: panel ?? here.parent });
    if (panel === undefined || (panel.component.length === 0 && panel.hasMember.length === 0)) {
      if (panel !== undefined) this.drafts.splice(this.drafts.indexOf(panel), 1);
    } else if (here.relation !== undefined) this.#relate(panel, item, here);
  }

  #question({ item, json, answers }: AnsweredItem, here: Inherited): void {
    const code = this.#codesOf(item, here);
    if (code.length === 0 && item.extraction?.observation === true) {
      this.#warn('code-missing', item);
    }
    for (const answer of answers) {
      const value = code.length === 0 ? undefined : observationValue(item, answer.value);
      if (value === undefined && code.length > 0) this.#warn('value-type-unsupported', item, answer.path);
      const draft = value === undefined ? undefined : this.#write(item, json, { code, value }, here);
      this.visit(answer.children, { ...here, parent: draft ?? here.parent });
    }
  }

  /** @returns the Observation; undefined where it became a component of the one above */
  #write(
    item: FormItem,
    json: JsonObject,
    { code, value }: { readonly code: readonly Coding[]; readonly value: JsonObject },
    here: Inherited,
  ): Draft | undefined {
    if (here.relation === 'component' && here.parent !== undefined) {
      here.parent.component.push({ code: { coding: code }, ...value });
      return undefined;
    }
    const draft = this.#draft(item, json, code, value, here);
    this.#relate(draft, item, here);
    return draft;
  }

  #relate(draft: Draft, item: FormItem, { relation, parent }: Inherited): void {
    if (relation === undefined || relation === 'independent') return;
    // What is derived is derived from a value: a group has none.
    const isAlone = parent === undefined || (relation === 'derived' && parent.value === undefined);
    if (isAlone) this.#warn('relation-without-parent', item);
    else if (relation === 'member') parent.hasMember.push(draft.fullUrl);
    else if (relation === 'derived') draft.derivedFrom.push(parent.fullUrl);
  }

  #draft(
    item: FormItem,
    json: JsonObject,
    code: readonly Coding[],
    value: JsonObject | undefined,
    { category }: Inherited,
  ): Draft {
    const entry: EntryExpressions | undefined = item.extraction?.observationEntry;
    const parts = entryParts(entry, (expression) => this.#expressions.text(expression, json, NO_NAMES));
    const draft: Draft = {
      fullUrl: parts.fullUrl ?? `urn:uuid:${this.#newId()}`,
      id: parts.resourceId,
      parts,
      code,
      category,
      value,
      component: [],
      hasMember: [],
      derivedFrom: [],
    };
    this.drafts.push(draft);
    return draft;
  }

  #warn(code: ExtractionIssue['code'], { linkId }: FormItem, path?: string): void {
    this.problems.push({ severity: 'warning', code, linkId, ...(path !== undefined && { path }) });
  }
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** An instant has seconds and a zone; a dateTime need not. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

const typeOfReference = (reference: JsonObject): string => {
  const text = own(reference, 'reference');
  const type = own(reference, 'type');
  if (typeof type === 'string') return type;
  return typeof text === 'string' ? (text.split('/').at(-2) ?? '') : '';
};

/** The references that the same element of an Observation takes. */
const references = (json: unknown, refused: string): readonly JsonObject[] => {
  const all = Array.isArray(json) ? jsonObjects(json) : isJsonObject(json) ? [json] : [];
  return all.filter((reference) => typeOfReference(reference) !== refused);
};

/** What every Observation of a response has in common: where from, about whom, when, by whom. */
const fromResponse = (response: JsonObject) => {
  const authored = own(response, 'authored');
  const one = (key: string): JsonObject | undefined => references(own(response, key), '')[0];
  const [subject, encounter] = [one('subject'), one('encounter')];
  const basedOn = references(own(response, 'basedOn'), '');
  const partOf = references(own(response, 'partOf'), 'Observation');
  const performer = references(own(response, 'author'), 'Device');
  const id = own(response, 'id');
  return {
    context: {
      ...(basedOn.length > 0 && { basedOn }),
      ...(partOf.length > 0 && { partOf }),
    },
    about: {
      ...(subject !== undefined && { subject }),
      ...(encounter !== undefined && { encounter }),
      ...(typeof authored === 'string' && { effectiveDateTime: authored }),
      ...(typeof authored === 'string' && INSTANT.test(authored) && { issued: authored }),
      ...(performer.length > 0 && { performer }),
    },
    source: typeof id === 'string' ? `QuestionnaireResponse/${id}` : undefined,
    hasSubject: subject !== undefined,
  };
};

/**
 * The Observations of a response: one for each answer to a question that is marked by `observationExtract` on itself
 * or above, and has a code. A transaction that creates them. What is marked and cannot become one is reported.
 * Never throws. Source: SDC, observation-based extraction (http://hl7.org/fhir/uv/sdc/extraction.html).
 */
export const extractObservations = (
  form: CompiledForm,
  response: unknown,
  meta: ExtractionMeta,
): Extraction & { readonly problems: readonly ExtractionIssue[] } => {
  const problems: ExtractionIssue[] = [];
  const read = readResponse(form, response, (issue) => problems.push(issue));
  if (read === undefined) return { bundle: transactionOf([]), problems };
  const writer = new ObservationWriter(form, read.response, meta, problems);
  const root = form.extraction;
  writer.visit(read.items, {
    isExtracted: root?.observation === true,
    relation: root?.relation,
    category: root?.observationCategory ?? [],
    parent: undefined,
  });
  const { context, about, source, hasSubject } = fromResponse(read.response);
  if (!hasSubject && writer.drafts.length > 0) {
    problems.push({ severity: 'warning', code: 'subject-missing', path: 'subject' });
  }
  const entries = writer.drafts.map((draft) => {
    const derivedFrom = [...draft.derivedFrom, ...(source === undefined ? [] : [source])];
    const resource = {
      resourceType: 'Observation',
      ...(draft.id !== undefined && { id: draft.id }),
      ...context,
      status: read.isFinished ? 'final' : 'preliminary',
      ...(draft.category.length > 0 && { category: draft.category.map((coding) => ({ coding: [coding] })) }),
      code: { coding: draft.code },
      ...about,
      ...draft.value,
      ...(draft.hasMember.length > 0 && { hasMember: draft.hasMember.map((reference) => ({ reference })) }),
      ...(derivedFrom.length > 0 && { derivedFrom: derivedFrom.map((reference) => ({ reference })) }),
      ...(draft.component.length > 0 && { component: draft.component }),
    };
    return entryOf(resource, draft.fullUrl, draft.parts);
  });
  return { bundle: transactionOf(entries), problems };
};
