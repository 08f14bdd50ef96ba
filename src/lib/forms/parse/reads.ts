import type { Expression } from '../expression/expression.ts';
import type { FormItem, LaunchContext } from '../form.ts';
import type { Reading } from './reading.ts';

/** What reads: its path is put together only when it is asked for. */
export interface Readable {
  readonly path: string;
}

/** What an item's enablement and calculations read. */
export interface ItemReads {
  /** Items whose answers it reads, each with the element that does, in the order met. */
  readonly reads: readonly {
    readonly target: FormItem;
    readonly at: Readable;
    readonly byExpression: boolean;
  }[];
  /** Any answer may change a result. */
  readonly restless: boolean;
  /** It looks beyond the rows it stands in. */
  readonly allRows: boolean;
}

/** Variables that every expression has, by name or by what the name begins with. */
const ALWAYS_THERE = /^(?:resource|rootResource|context|questionnaire|qitem|ucum|sct|loinc|vs-.*|ext-.*)$/;

/** What the expressions of a form may call by name. */
export interface Scope {
  readonly variables: readonly Expression[];
  /** The population context of the form itself. */
  readonly population: Expression | undefined;
  readonly launchContexts: readonly LaunchContext[];
  readonly byLinkId: ReadonlyMap<string, FormItem>;
  readonly items: readonly FormItem[];
  readonly reading: Reading;
}

/** A variable and the item that defines it; the form itself where there is none. */
export interface Definition {
  readonly expression: Expression;
  readonly owner: FormItem | undefined;
}

/** The definition that a name means at an item: the nearest one at it or above it. */
export const definitionOf = (
  form: Pick<Scope, 'variables'>,
  item: FormItem | undefined,
  name: string,
): Definition | undefined => {
  for (let owner = item; owner !== undefined; owner = owner.parent) {
    const expression = owner.expressions?.variables.findLast((variable) => variable.name === name);
    if (expression !== undefined) return { expression, owner };
  }
  const expression = form.variables.findLast((variable) => variable.name === name);
  return expression === undefined ? undefined : { expression, owner: undefined };
};

const isPopulationName = (item: FormItem | undefined, name: string): boolean => {
  for (let owner = item; owner !== undefined; owner = owner.parent) {
    if (owner.expressions?.population?.name === name) return true;
  }
  return false;
};

/** The expressions that decide over an item while it is filled in. */
export const liveExpressions = ({ expressions }: FormItem): readonly Expression[] =>
  expressions === undefined
    ? []
    : [
        expressions.enableWhen,
        expressions.calculated,
        expressions.options,
        expressions.candidates,
        expressions.text,
        ...expressions.toggles.map(({ expression }) => expression),
      ].filter((expression) => expression !== undefined);

/** In how many rows the element of an item stands, its own row included. */
const rowsAround = ({ rowOwners, listed, perAnswer }: FormItem): number =>
  rowOwners.length + (listed || perAnswer ? 1 : 0);

/** Follows an item's conditions and expressions, through the variables they use, to the items they read. */
export const readsOf = (item: FormItem, conditions: readonly Readable[], scope: Scope): ItemReads => {
  const { byLinkId, items, launchContexts, population, reading } = scope;
  const reads: { target: FormItem; at: Readable; byExpression: boolean }[] = [];
  let restless = false;
  let allRows = false;
  const seen = new Set<Expression>();

  item.enableWhen.forEach(({ question }, at) => {
    const target = byLinkId.get(question);
    const element = conditions[at];
    if (target !== undefined && element !== undefined)
      reads.push({ target, at: element, byExpression: false });
  });
  if (item.expressions === undefined) return { reads, restless, allRows };

  const readItem = (target: FormItem, at: Readable): void => {
    const isAround = target.index <= item.index && item.index <= target.lastIndex;
    if (isAround && target.lastIndex > target.index) {
      restless = true;
      return;
    }
    for (const each of items.slice(target.index, target.lastIndex + 1)) {
      reads.push({ target: each, at, byExpression: true });
    }
  };

  const follow = (expression: Expression, owner: FormItem | undefined, at: Readable): void => {
    if (seen.has(expression)) return;
    seen.add(expression);
    const read = expression.compiled?.reads;
    if (read === undefined) return;
    if (read.whole) restless = true;
    if (read.variables.has('resource') || read.variables.has('rootResource') || owner === undefined)
      allRows = true;
    if (owner !== undefined && rowsAround(owner) < item.rowOwners.length) allRows = true;
    for (const linkId of read.linkIds) {
      const target = byLinkId.get(linkId);
      if (target === undefined) reading.warning('value-invalid', expression.path);
      else readItem(target, at);
    }
    for (const name of read.variables) {
      const definition = definitionOf(scope, owner, name);
      if (definition !== undefined && definition.expression !== expression) {
        follow(definition.expression, definition.owner, at);
      } else if (
        definition === undefined &&
        !ALWAYS_THERE.test(name) &&
        population?.name !== name &&
        !isPopulationName(owner, name) &&
        !launchContexts.some((context) => context.name === name)
      ) {
        reading.warning('expression-unknown-variable', expression.path);
      }
    }
  };

  for (const expression of liveExpressions(item)) follow(expression, item, expression);
  return { reads, restless, allRows };
};
