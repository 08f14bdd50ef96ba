import { isJsonObject, type JsonObject } from '../json-object.ts';
import { cast, type TypedValue } from './cast.ts';
import { type ElementFacts, type ElementModel, isPrimitive, suffixOf } from './element-model.ts';
import type { ExtractionIssue } from './extraction-issue.ts';

type Json = Record<string, unknown>;

/** An element that is there already, for everything below it. */
export interface Anchor {
  /** Names from the resource down to it; none for the resource itself. */
  readonly segments: readonly string[];
  readonly element: Json;
  /** Where the model has its parts. */
  readonly partsAt: string;
}

/** Elements that one item of the response has made. Those of an item that it stands below are found as well. */
export class Frame {
  readonly #above: Frame | undefined;
  readonly #anchors: Anchor[] = [];

  constructor(above: Frame | undefined) {
    this.#above = above;
  }

  add(anchor: Anchor): void {
    this.#anchors.push(anchor);
  }

  /** The deepest element here that lies on the way to `segments`; of two as deep the nearer one. */
  deepest(segments: readonly string[]): Anchor | undefined {
    const above = this.#above?.deepest(segments);
    let found = above;
    for (const anchor of this.#anchors) {
      const isOnTheWay =
        anchor.segments.length < segments.length &&
        anchor.segments.every((name, at) => name === segments[at]);
      if (isOnTheWay && anchor.segments.length >= (found?.segments.length ?? 0)) found = anchor;
    }
    return found;
  }
}

/** What became of a value. */
export type Put = ExtractionIssue['code'] | undefined;

/** One resource while it is filled. */
export class ResourceDraft {
  readonly type: string;
  readonly json: Json;
  readonly #model: ElementModel;

  constructor(type: string, model: ElementModel) {
    this.type = type;
    this.json = { resourceType: type };
    this.#model = model;
  }

  get root(): Anchor {
    return { segments: [], element: this.json, partsAt: this.type };
  }

  /** Puts values into an element, and makes what is missing on the way. Nothing is made when no value fits. */
  put(segments: readonly string[], values: readonly (readonly TypedValue[])[], frame: Frame): Put {
    const start = this.#start(segments, frame);
    const facts = this.#follow(start, segments);
    const leaf = facts?.at(-1);
    if (facts === undefined || leaf === undefined) return 'definition-unknown';
    if (values.length > 1 && !leaf.isMany) return 'too-many-values';
    const made = values.map((each) =>
      each.map((value) => cast(value, leaf.types)).find((value) => value !== undefined),
    );
    const fitting = made.filter((value) => value !== undefined);
    const [first] = fitting;
    if (first === undefined) return values.length === 0 ? undefined : 'value-misfit';
    const key = leaf.isChoice ? `${leaf.name}${suffixOf(first.type)}` : leaf.name;
    const owner = this.#make(start, segments, facts.slice(0, -1), frame);
    if (leaf.isMany) {
      for (const { json } of fitting) arrayAt(owner, key).push(structuredClone(json));
    } else if (isTaken(owner, leaf, key, first.json)) return 'value-conflict';
    else owner[key] = mergedWith(owner[key], structuredClone(first.json));
    return fitting.length < made.length ? 'value-misfit' : undefined;
  }

  /** Makes one element for a group, to be filled by what lies below. @returns whether the model has such an element */
  open(segments: readonly string[], frame: Frame): boolean {
    const start = this.#start(segments, frame);
    const facts = this.#follow(start, segments);
    const last = facts?.at(-1);
    if (facts === undefined || last === undefined || last.partsAt === '' || isPrimitive(last.partsAt))
      return false;
    this.#make(start, segments, facts, frame);
    return true;
  }

  #start(segments: readonly string[], frame: Frame): Anchor {
    return frame.deepest(segments) ?? this.root;
  }

  /** What stands at each name from `start` on; undefined where one is not there. */
  #follow(start: Anchor, segments: readonly string[]): readonly ElementFacts[] | undefined {
    const facts: ElementFacts[] = [];
    let at = start.partsAt;
    for (const segment of segments.slice(start.segments.length)) {
      const found = at === '' ? undefined : this.#model.find(at, segment);
      if (found === undefined) return undefined;
      facts.push(found);
      at = found.partsAt;
    }
    return facts;
  }

  /** Goes down, making what is not there: a new element where there may be several, the one there is otherwise. */
  #make(start: Anchor, segments: readonly string[], facts: readonly ElementFacts[], frame: Frame): Json {
    let element = start.element;
    facts.forEach(({ name, isMany, partsAt }, at) => {
      const next = isMany ? undefined : element[name];
      const child: Json = isJsonObject(next) ? next : {};
      if (isMany) arrayAt(element, name).push(child);
      else element[name] = child;
      element = child;
      frame.add({ segments: segments.slice(0, start.segments.length + at + 1), element, partsAt });
    });
    return element;
  }
}

const arrayAt = (owner: Json, key: string): unknown[] => {
  const known = owner[key];
  if (Array.isArray(known)) return known as unknown[];
  const array: unknown[] = [];
  owner[key] = array;
  return array;
};

/** Whether another value stands there already; of a choice one of any type. Objects may go together. */
const isTaken = (owner: Json, leaf: ElementFacts, key: string, json: unknown): boolean => {
  if (
    leaf.isChoice &&
    leaf.types.some((type) => type !== '' && owner[`${leaf.name}${suffixOf(type)}`] !== undefined)
  ) {
    return JSON.stringify(owner[key]) !== JSON.stringify(json);
  }
  const known = owner[key];
  if (known === undefined) return false;
  if (isJsonObject(known) && isJsonObject(json)) {
    return Object.keys(json).some((part) => known[part] !== undefined && known[part] !== json[part]);
  }
  return known !== json;
};

const mergedWith = (known: unknown, json: unknown): unknown => {
  if (isJsonObject(json)) return isJsonObject(known) ? Object.assign(known, json) : json;
  return json;
};

/** The element without what stayed empty; undefined when nothing is left. */
export const pruned = (element: JsonObject): JsonObject | undefined => {
  const kept = Object.entries(element).flatMap(([key, value]) => {
    const left = prunedValue(value);
    return left === undefined ? [] : [[key, left] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
};

const prunedValue = (value: unknown): unknown => {
  if (isJsonObject(value)) return pruned(value);
  if (!Array.isArray(value)) return value;
  const left = value.map(prunedValue).filter((each) => each !== undefined);
  return left.length === 0 ? undefined : left;
};
