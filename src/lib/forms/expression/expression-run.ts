import { answerKey } from '../answer.ts';
import type { Computed } from '../run/evaluation.ts';
import type { EvaluationContext } from '../run/evaluation-context.ts';
import type { Expression } from './expression.ts';
import type { CompiledForm, FormItem, FormOption, ItemExpressions } from '../form.ts';
import { isJsonObject, type JsonObject, jsonObjects, own } from '../json-object.ts';
import { definitionOf } from '../parse/reads.ts';
import { type AnswerSource, responseItems } from '../response/response-items.ts';
import type { ItemNode, ItemTree } from '../run/tree.ts';
import { textOf, toAnswers, toOptions } from './to-answers.ts';

/** The state that expressions look at. */
export interface Surroundings extends AnswerSource {
  readonly form: CompiledForm;
  readonly tree: ItemTree;
  /** The value of a name that is known only in some rows (itemPopulationContext); undefined where there is none. */
  named?(name: string, node: ItemNode | undefined): { readonly value: unknown } | undefined;
}

/** Deepest chain of variables that use one another. */
const VARIABLE_MAX_DEPTH = 16;

/** Systems that FHIRPath knows by name. */
const CONSTANTS: Readonly<Record<string, string>> = {
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
};

/** The Unix epoch: what `now()` is where nobody said what time it is. */
const NO_TIME = new Date(0);

/** A response built for one expression, and where each node stands in it. */
interface View {
  readonly resource: JsonObject;
  readonly places: ReadonlyMap<ItemNode, JsonObject>;
}

/**
 * Runs the expressions of a form on the answers of now. A response is built with only those items that the expression
 * reads, and kept until an answer changes.
 */
export class ExpressionRun {
  readonly #of: Surroundings;
  readonly #context: EvaluationContext | undefined;
  #views = new Map<Expression, View>();
  #results = new Map<Expression, Map<ItemNode | undefined, readonly unknown[] | undefined>>();

  constructor(of: Surroundings, context: EvaluationContext | undefined) {
    this.#of = of;
    this.#context = context;
  }

  /** An answer or what is asked has changed. */
  forget(): void {
    if (this.#views.size > 0) this.#views = new Map();
    if (this.#results.size > 0) this.#results = new Map();
  }

  /** Whether the result is true. Nothing, and what cannot be evaluated, is not. */
  isTrue(expression: Expression, node: ItemNode): boolean {
    return this.results(expression, node)?.[0] === true;
  }

  /**
   * The result collection at a node, or of the whole form; undefined where it cannot be evaluated: the clock or a
   * resource that it needs is not there.
   */
  results(expression: Expression, node: ItemNode | undefined): readonly unknown[] | undefined {
    return this.#resultsAt(expression, node, 0);
  }

  /** What the expressions of a node give; undefined when it has none of these. */
  computed(node: ItemNode): Computed | undefined {
    const { item } = node;
    const { expressions } = item;
    if (expressions === undefined) return undefined;
    const { calculated, candidates, text } = expressions;
    const given = calculated && this.results(calculated, node);
    const options = this.#options(expressions, node);
    const offered = candidates && this.results(candidates, node);
    const told = text && textOf(this.results(text, node)?.[0]);
    if (given === undefined && options === undefined && offered === undefined && told === undefined) {
      return undefined;
    }
    return {
      ...(given !== undefined && { answers: toAnswers(item, given) }),
      ...(options !== undefined && { options }),
      ...(offered !== undefined && { candidates: toOptions(item, offered) }),
      ...(told !== undefined && { text: { ja: told } }),
    };
  }

  /** The options of now, where an expression decides over them. */
  #options({ options, toggles }: ItemExpressions, node: ItemNode): readonly FormOption[] | undefined {
    const { item } = node;
    const results = options && this.results(options, node);
    const all = results === undefined ? item.options : toOptions(item, results);
    if (toggles.length === 0) return results === undefined ? undefined : all;
    const isThere = ({ answer }: FormOption): boolean => {
      const key = answerKey(answer);
      return toggles.every(({ keys, expression }) => !keys.has(key) || this.isTrue(expression, node));
    };
    return all.filter(isThere);
  }

  #resultsAt(
    expression: Expression,
    node: ItemNode | undefined,
    depth: number,
  ): readonly unknown[] | undefined {
    const { compiled } = expression;
    if (compiled === undefined || depth > VARIABLE_MAX_DEPTH) return undefined;
    if (compiled.reads.clock && this.#context === undefined) return undefined;
    const known = this.#results.get(expression);
    if (known?.has(node) === true) return known.get(node);
    const results = this.#evaluate(expression, node, depth);
    if (known === undefined) this.#results.set(expression, new Map([[node, results]]));
    else known.set(node, results);
    return results;
  }

  #evaluate(
    expression: Expression,
    node: ItemNode | undefined,
    depth: number,
  ): readonly unknown[] | undefined {
    const { compiled } = expression;
    if (compiled === undefined) return undefined;
    const { resource, places } = this.#view(expression);
    const focus = node === undefined ? resource : (places.get(node) ?? { linkId: node.item.linkId });
    const environment: Record<string, unknown> = {
      ...CONSTANTS,
      resource,
      rootResource: resource,
      context: focus,
      questionnaire: this.#of.form.source,
    };
    for (const name of compiled.reads.variables) {
      if (Object.hasOwn(environment, name)) continue;
      const value = this.#variable(name, node, expression, depth);
      if (value === undefined) return undefined;
      environment[name] = value;
    }
    return compiled.evaluate(focus, environment, this.#context?.now ?? NO_TIME);
  }

  /** The value of `%name`; undefined where what it needs is not there. */
  #variable(name: string, node: ItemNode | undefined, user: Expression, depth: number): unknown {
    if (name === 'qitem') return node === undefined ? [] : sourceOf(this.#of.form.source, node.item);
    const named = this.#of.named?.(name, node);
    if (named !== undefined) return named.value;
    const definition = definitionOf(this.#of.form, node?.item, name);
    const isRun = definition?.expression.compiled !== undefined;
    if (definition !== undefined && isRun && definition.expression !== user) {
      const owner = ancestorOf(node, definition.owner);
      return this.#resultsAt(definition.expression, owner, depth + 1);
    }
    const resources = this.#context?.resources;
    if (resources !== undefined && Object.hasOwn(resources, name)) return resources[name];
    const isUnknown = this.#context === undefined || (definition !== undefined && !isRun);
    return isUnknown ? undefined : [];
  }

  #view(expression: Expression): View {
    const known = this.#views.get(expression);
    if (known !== undefined) return known;
    const places = new Map<ItemNode, JsonObject>();
    const scope = this.#scope(expression);
    const item = responseItems(this.#of.tree.roots, this.#of, {
      includes: scope === undefined ? undefined : (each) => isWithin(each, scope),
      forExpressions: true,
      placed: (node, json) => places.set(node, json),
    });
    const view: View = {
      resource: {
        resourceType: 'QuestionnaireResponse',
        status: 'in-progress',
        ...(item.length > 0 && { item }),
      },
      places,
    };
    this.#views.set(expression, view);
    return view;
  }

  /** The items an expression reads; undefined when any may be. */
  #scope({ compiled }: Expression): readonly FormItem[] | undefined {
    if (compiled === undefined || compiled.reads.whole) return undefined;
    return [...compiled.reads.linkIds].flatMap((linkId) => this.#of.form.byLinkId.get(linkId) ?? []);
  }
}

/** Whether the item is one of these, lies below one, or lies above one. */
const isWithin = (item: FormItem, scope: readonly FormItem[]): boolean =>
  scope.some(
    (each) =>
      (each.index <= item.index && item.index <= each.lastIndex) ||
      (item.index <= each.index && each.index <= item.lastIndex),
  );

/** The node of `owner` that a node stands at or in; undefined for the form itself. */
const ancestorOf = (node: ItemNode | undefined, owner: FormItem | undefined): ItemNode | undefined => {
  if (owner === undefined) return undefined;
  let each = node;
  while (each !== undefined && each.item !== owner) each = each.parent;
  return each;
};

/** The item as the form's author wrote it. */
const sourceOf = (source: JsonObject, item: FormItem): JsonObject => {
  const search = (items: unknown): JsonObject | undefined => {
    for (const each of jsonObjects(items)) {
      if (own(each, 'linkId') === item.linkId) return each;
      const below = search(own(each, 'item'));
      if (below !== undefined) return below;
    }
    return undefined;
  };
  const found = search(own(source, 'item'));
  return isJsonObject(found) ? found : {};
};
