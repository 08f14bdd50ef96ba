import type { CompiledForm, FormItem } from '../form.ts';
import type { JsonObject } from '../json-object.ts';
import type { ItemExtraction, ResourceExtraction } from '../item-extraction.ts';
import { type AnsweredItem, type GivenAnswer, readResponse } from './answered-items.ts';
import { answerValues, type TypedValue } from './cast.ts';
import { coreTypeOf, type DefinitionPath, definitionPath, urlOf } from './definition-path.ts';
import { ElementModel, isPrimitive, isResourceType } from './element-model.ts';
import {
  entryOf,
  entryParts,
  type Extraction,
  type ExtractionMeta,
  ResponseExpressions,
  transactionOf,
} from './extraction-bundle.ts';
import type { ExtractionIssue, Report } from './extraction-issue.ts';
import { Frame, pruned, ResourceDraft } from './resource-draft.ts';

/** A resource that is being filled, and the elements that stand open in it for what is below. */
interface Target {
  readonly url: string;
  readonly draft: ResourceDraft;
  readonly frame: Frame;
}

/** What is known at an item of the response. */
interface Surrounding {
  /** The nearest one last. */
  readonly targets: readonly Target[];
  /** UUIDs that were given out, by name. */
  readonly names: ReadonlyMap<string, string>;
}

/** One row of a group, one question with its answers, or the whole response. */
interface Instance {
  readonly item: FormItem | undefined;
  readonly extraction: ItemExtraction | undefined;
  /** What expressions start from. */
  readonly focus: JsonObject;
  readonly answers: readonly GivenAnswer[];
  readonly children: readonly AnsweredItem[];
}

/** One extraction of resources from one response. */
class DefinitionWriter {
  readonly entries: JsonObject[] = [];
  readonly #report: Report;
  readonly #expressions: ResponseExpressions;
  readonly #newId: () => string;
  readonly #model = new ElementModel();
  readonly #told = new Set<string>();
  /** Whether the form begins resources at all: else its definitions are only notes. */
  readonly #begins: boolean;
  /** Resource types of profiles, by what the form's definitions say of them. */
  readonly #types: ReadonlyMap<string, string>;

  constructor(form: CompiledForm, response: JsonObject, { now, newId }: ExtractionMeta, report: Report) {
    this.#report = report;
    this.#newId = newId;
    this.#begins = [form, ...form.items].some(({ extraction }) => extraction?.context !== undefined);
    this.#types = profileTypes(form);
    this.#expressions = new ResponseExpressions({
      resource: response,
      questionnaire: form.source,
      now,
      report,
    });
  }

  visit(instance: Instance, around: Surrounding): void {
    const { item, extraction, focus, answers, children } = instance;
    const names = this.#allocate(extraction, around.names);
    const begun = (extraction?.resources ?? []).flatMap((resource) => this.#begin(resource, item));
    const here = { targets: [...around.targets, ...begun.map(({ target }) => target)], names };
    const inside = this.#fill(instance, here);
    for (const child of children) this.#item(child, inside);
    for (const answer of answers) for (const child of answer.children) this.#item(child, inside);
    for (const { resource, target } of begun) this.#finish(resource, target.draft, { item, focus, names });
  }

  /** A question that begins a resource begins one with each answer. */
  #item({ item, json, answers, children }: AnsweredItem, around: Surrounding): void {
    const extraction = item.extraction;
    const begins = (extraction?.resources.length ?? 0) > 0;
    if (!begins || answers.length < 2) {
      this.visit({ item, extraction, focus: json, answers, children }, around);
      return;
    }
    for (const answer of answers) {
      const focus = { ...json, answer: [answer.json] };
      this.visit({ item, extraction, focus, answers: [answer], children }, around);
    }
  }

  #allocate(
    extraction: ItemExtraction | undefined,
    known: ReadonlyMap<string, string>,
  ): ReadonlyMap<string, string> {
    if (extraction === undefined || extraction.allocates.length === 0) return known;
    return new Map([
      ...known,
      ...extraction.allocates.map((name) => [name, `urn:uuid:${this.#newId()}`] as const),
    ]);
  }

  #begin(resource: ResourceExtraction, item: FormItem | undefined) {
    const url = urlOf(resource.definition);
    const core = coreTypeOf(url);
    const type = core ?? this.#types.get(url);
    if (type === undefined || !isResourceType(type)) {
      this.#tell('definition-unknown', item, resource.path);
      return [];
    }
    const draft = new ResourceDraft(type, this.#model);
    if (core === undefined) {
      draft.json['meta'] = { profile: [resource.definition] };
      this.#tell('profile-not-applied', item, resource.path);
    }
    return [{ resource, target: { url, draft, frame: new Frame(undefined) } }];
  }

  /** Puts the answers and the values beside them where the form says. @returns what stands open for what is below */
  #fill(instance: Instance, around: Surrounding): Surrounding {
    const { item, answers } = instance;
    const path = item?.definition === undefined ? undefined : definitionPath(item.definition);
    const target = path === undefined ? undefined : targetOf(around, path);
    if (path !== undefined && target === undefined && this.#begins && isResourceType(path.type)) {
      this.#tell('definition-without-resource', item);
    }
    if (path?.isSliced === true && target !== undefined) this.#tell('slice-unsupported', item);
    if (item === undefined || item.type === 'group') {
      const isOpened = item !== undefined && path !== undefined && target !== undefined;
      const inside = isOpened ? this.#open(item, path, target, around) : around;
      // What a group's values make beside its own element is not reused below it.
      this.#values(instance, layered(inside));
      return inside;
    }
    const inside = layered(around);
    const into = path === undefined ? undefined : targetOf(inside, path);
    if (path !== undefined && into !== undefined) {
      const values = answers.map(({ value }) => answerValues(item, value));
      this.#put(into, path.segments, values, item);
    }
    this.#values(instance, inside);
    return inside;
  }

  /** Fixed and calculated values beside the answers. */
  #values({ item, extraction, focus }: Instance, inside: Surrounding): void {
    for (const { definition, fixed, suffix, expression, path: place } of extraction?.values ?? []) {
      const at = definitionPath(definition);
      const into = at === undefined ? undefined : targetOf(inside, at);
      if (at === undefined || into === undefined) {
        this.#tell(at === undefined ? 'definition-unknown' : 'definition-without-resource', item, place);
        continue;
      }
      if (at.isSliced) this.#tell('slice-unsupported', item, place);
      const found: readonly TypedValue[] =
        expression === undefined
          ? [{ type: typeOf(suffix), json: fixed }]
          : this.#expressions
              .results(expression, focus, inside.names)
              .map((json) => ({ type: undefined, json }));
      const values = found.map((value) => [value]);
      this.#put(into, at.segments, values, item, place);
    }
  }

  /** Makes the element that a group stands for. */
  #open(item: FormItem, { segments }: DefinitionPath, target: Target, around: Surrounding): Surrounding {
    const frame = new Frame(target.frame);
    if (!target.draft.open(segments, frame)) {
      this.#tell('definition-unknown', item);
      return around;
    }
    return {
      ...around,
      targets: around.targets.map((each) => (each === target ? { ...target, frame } : each)),
    };
  }

  #put(
    { draft, frame }: Target,
    segments: readonly string[],
    values: readonly (readonly TypedValue[])[],
    item: FormItem | undefined,
    path?: string,
  ): void {
    if (values.length === 0) return;
    const problem = draft.put(segments, values, frame);
    if (problem !== undefined) this.#tell(problem, item, path);
  }

  #finish(
    { entry, path }: ResourceExtraction,
    draft: ResourceDraft,
    { item, focus, names }: Pick<Instance, 'item' | 'focus'> & Pick<Surrounding, 'names'>,
  ): void {
    const parts = entryParts(entry, (expression) => this.#expressions.text(expression, focus, names));
    const resource = pruned(draft.json) ?? draft.json;
    const hasContent = Object.keys(resource).some((key) => key !== 'resourceType' && key !== 'meta');
    if (item !== undefined && !hasContent) {
      this.#tell('resource-empty', item, path);
      return;
    }
    this.entries.push(entryOf(resource, parts.fullUrl ?? `urn:uuid:${this.#newId()}`, parts));
  }

  /** Reports a problem once for the place it has, however many rows there are. */
  #tell(code: ExtractionIssue['code'], item: FormItem | undefined, path?: string): void {
    const told = JSON.stringify([code, item?.linkId, path]);
    if (this.#told.has(told)) return;
    this.#told.add(told);
    this.#report({
      severity: 'warning',
      code,
      ...(item !== undefined && { linkId: item.linkId }),
      ...(path !== undefined && { path }),
    });
  }
}

/** The same targets, where what is made from here on is found only from here on. */
const layered = ({ targets, names }: Surrounding): Surrounding => ({
  targets: targets.map((target) => ({ ...target, frame: new Frame(target.frame) })),
  names,
});

const targetOf = ({ targets }: Surrounding, { url, type }: DefinitionPath): Target | undefined =>
  targets.findLast((target) => target.url === url && target.draft.type === type);

/** The FHIR type of a fixed value. */
const typeOf = (suffix: string | undefined): string | undefined => {
  if (suffix === undefined) return undefined;
  const lowered = suffix.slice(0, 1).toLowerCase() + suffix.slice(1);
  return isPrimitive(lowered) ? lowered : suffix;
};

/** Everything in the form that names an element: `url#Type.path`. */
const profileTypes = (form: CompiledForm): ReadonlyMap<string, string> => {
  const types = new Map<string, string>();
  const learn = (definition: string | undefined): void => {
    const path = definition === undefined ? undefined : definitionPath(definition);
    if (path !== undefined && !types.has(path.url)) types.set(path.url, path.type);
  };
  for (const { definition } of form.extraction?.values ?? []) learn(definition);
  for (const item of form.items) {
    learn(item.definition);
    for (const { definition } of item.extraction?.values ?? []) learn(definition);
  }
  return types;
};

/**
 * The resources that the answers of a response fill, as `definitionExtract` (or the earlier `itemExtractionContext`),
 * `item.definition` and `definitionExtractValue` say: one for each row of the item that begins it, in a transaction that
 * creates those without an id and replaces those with one. What cannot be put where the form says is reported.
 * Profiles are not looked up: what they fix is not filled in, and their slices are not told apart. Never throws.
 * Source: SDC, definition-based extraction (http://hl7.org/fhir/uv/sdc/extraction.html).
 */
export const extractDefinitions = (
  form: CompiledForm,
  response: unknown,
  meta: ExtractionMeta,
): Extraction & { readonly problems: readonly ExtractionIssue[] } => {
  const problems: ExtractionIssue[] = [];
  const report: Report = (issue) => problems.push(issue);
  const read = readResponse(form, response, report);
  if (read === undefined) return { bundle: transactionOf([]), problems };
  const writer = new DefinitionWriter(form, read.response, meta, report);
  const extraction = form.extraction;
  const whole = { item: undefined, extraction, focus: read.response, answers: [], children: read.items };
  writer.visit(whole, { targets: [], names: new Map() });
  return { bundle: transactionOf(writer.entries), problems };
};
