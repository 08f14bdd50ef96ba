import type { ExpressionReads } from '../../expression/compiled-expression.ts';
import { CLOCK_FUNCTIONS, FUNCTIONS } from '../functions.ts';
import type { Insertions } from '../insertions.ts';
import { pinsOf } from './pins.ts';
import { ANY_ITEMS, eitherOf, itemsOf, ROOT, SETTLED, type Place } from './places.ts';
import type { Step, SyntaxNode } from '../syntax/syntax.ts';

/** Variables that hold the response or an item of it. */
const RESPONSE_VARIABLES = new Set(['resource', 'rootResource', 'context']);

/** Elements of a response, or of the item that is the focus, which no answer changes. */
const STATIC_MEMBERS = new Set(
  'id meta implicitRules language text contained identifier basedOn partOf questionnaire status subject encounter authored author source linkId definition'.split(
    ' ',
  ),
);

/** Functions with arguments for each element, and one at this index that is evaluated once, outside. */
const OUTER_ARGUMENT: ReadonlyMap<string, number> = new Map([
  ['aggregate', 1],
  ['trace', 0],
]);

/** Functions on the response itself that look at no item. */
const ROOT_TESTS = new Set(['exists', 'empty', 'count', 'is', 'type', 'hasValue', 'aggregate', 'all']);
/** Functions that give the response itself back, or nothing. */
const ROOT_FILTERS = new Set([
  'where',
  'first',
  'last',
  'single',
  'ofType',
  'as',
  'trace',
  'take',
  'skip',
  'tail',
]);

/**
 * What an expression reads. Each part of it is given a {@link Place}; a collection that still lies on the way to items
 * when it is used for anything but a further step counts as read: below the linkIds that narrow it, or as a whole.
 * Where a `where` names linkIds, `insertions` gets the same narrowing, so that other items cannot even cause an error.
 */
export function readsOf(expression: SyntaxNode, insertions: Insertions): ExpressionReads {
  const survey = new Survey(insertions);
  survey.read(survey.place(expression, ROOT));
  const { linkIds, variables, clock } = survey;
  return { linkIds, variables, clock, whole: survey.whole || (survey.countsPositions && survey.meetsItems) };
}

class Survey {
  readonly linkIds = new Set<string>();
  readonly variables = new Set<string>();
  whole = false;
  clock = false;
  /** `$index` is used. The engine keeps it beyond the iteration it belongs to, so it is not traced. */
  countsPositions = false;
  meetsItems = false;
  readonly #defined = new Set<string>();
  readonly #insertions: Insertions;

  constructor(insertions: Insertions) {
    this.#insertions = insertions;
  }

  /** The collection is looked at: whatever it can hold counts as read. */
  read(place: Place): void {
    if (place.at === 'root' || (place.at === 'items' && place.linkIds === undefined)) this.whole = true;
    else if (place.at === 'items' && place.linkIds !== undefined) {
      for (const linkId of place.linkIds) this.linkIds.add(linkId);
    }
  }

  place(node: SyntaxNode, self: Place): Place {
    switch (node.kind) {
      case 'string':
      case 'literal':
        return SETTLED;
      case 'variable':
        return this.#variable(node.name);
      case 'group':
        return this.place(node.inner, self);
      case 'path':
        return this.#step(node.step, this.place(node.left, self), self);
      case 'indexer': {
        this.read(this.place(node.index, self));
        return this.#same(this.place(node.left, self));
      }
      case 'polarity':
        return this.#settled(this.place(node.operand, self));
      case 'type':
        return this.#same(this.place(node.left, self), node.operator === 'is');
      case 'binary':
        return this.#binary(node.operator, this.place(node.left, self), this.place(node.right, self));
      default:
        return this.#step(node, self, self);
    }
  }

  #variable(name: string): Place {
    if (this.#defined.has(name)) return SETTLED;
    this.variables.add(name);
    return RESPONSE_VARIABLES.has(name) ? ROOT : SETTLED;
  }

  /** The response stays itself, items are read. `tested`: only whether it is there matters. */
  #same(place: Place, tested = false): Place {
    if (place.at === 'root') return tested ? SETTLED : ROOT;
    return this.#settled(place);
  }

  #settled(place: Place): Place {
    this.read(place);
    return SETTLED;
  }

  #binary(operator: string, left: Place, right: Place): Place {
    return operator === '|' ? this.#both(left, right, true) : this.#settledAll([left, right]);
  }

  #both(one: Place, other: Place, merged: boolean): Place {
    return eitherOf(one, other, merged) ?? this.#settledAll([one, other]);
  }

  #settledAll(places: readonly Place[]): Place {
    for (const place of places) this.read(place);
    return SETTLED;
  }

  #step(step: Step, from: Place, self: Place): Place {
    switch (step.kind) {
      case 'member':
        return this.#member(step.name, from);
      case 'this':
        return self;
      case 'call':
        return this.#call(step, from, self);
      default:
        if (step.kind === 'index') this.countsPositions = true;
        return SETTLED;
    }
  }

  #member(name: string, from: Place): Place {
    if (from.at === 'settled') return SETTLED;
    const towardsItems = name === 'item' || name === 'answer';
    if (from.at === 'root') {
      if (name === 'QuestionnaireResponse') return ROOT;
      if (towardsItems) return this.#items(ANY_ITEMS);
      if (!STATIC_MEMBERS.has(name)) this.whole = true;
      return SETTLED;
    }
    return towardsItems && !from.merged ? from : this.#settled(from);
  }

  #items(place: Place): Place {
    this.meetsItems = true;
    return place;
  }

  #call(call: Step & { kind: 'call' }, from: Place, self: Place): Place {
    const { name, args } = call;
    if (CLOCK_FUNCTIONS.has(name)) this.clock = true;
    switch (name) {
      case 'where':
        return this.#where(call, from);
      case 'children':
      case 'descendants':
        if (from.at === 'root') return this.#items(ANY_ITEMS);
        return from.at === 'items' && !from.merged ? from : this.#settled(from);
      case 'repeat':
        return this.#repeat(args, from);
      case 'union':
      case 'combine':
        return this.#both(from, this.#argument(args[0], self), name === 'union');
      case 'iif':
        return this.#iif(args, this.#oneByOne(from));
      case 'select':
        return this.#argument(args[0], this.#oneByOne(from));
      case 'defineVariable':
        return this.#defineVariable(args, from);
      default:
        return this.#other(call, from, self);
    }
  }

  #argument(argument: SyntaxNode | undefined, self: Place): Place {
    return argument === undefined ? SETTLED : this.place(argument, self);
  }

  /** What `$this` is in an iteration over it. */
  #oneByOne(from: Place): Place {
    return from.at === 'items' ? this.#settled(from) : from;
  }

  #where(call: Step & { kind: 'call' }, from: Place): Place {
    const [criterion] = call.args;
    const pins = criterion && pinsOf(criterion);
    if (pins === undefined || from.at === 'root') {
      const self = this.#oneByOne(from);
      this.read(this.#argument(criterion, self));
      return self;
    }
    this.#insertions.narrow(call.start, pins.linkIds);
    if (from.at === 'settled') {
      this.read(this.#argument(criterion, SETTLED));
      return SETTLED;
    }
    const narrowed = itemsOf(pins.linkIds);
    if (pins.only && !from.merged) return narrowed;
    this.read(narrowed);
    this.read(this.#argument(criterion, SETTLED));
    return SETTLED;
  }

  /** All that steps like `item` or `item | answer.item` lead to, however often they are taken. */
  #repeat([projection]: readonly SyntaxNode[], from: Place): Place {
    if (projection === undefined) return SETTLED;
    const once = this.place(projection, from);
    const twice = once.at === 'items' ? this.place(projection, { ...once, merged: false }) : once;
    const all = eitherOf(once, twice, true);
    if (from.at !== 'settled' && all?.at === 'items') return all;
    return this.#settledAll([from, once, twice]);
  }

  #iif([criterion, then, otherwise]: readonly SyntaxNode[], self: Place): Place {
    this.read(this.#argument(criterion, self));
    const one = this.#argument(then, self);
    return otherwise === undefined ? one : this.#both(one, this.#argument(otherwise, self), false);
  }

  #defineVariable([name, value]: readonly SyntaxNode[], from: Place): Place {
    const self = this.#oneByOne(from);
    this.read(value === undefined ? self : this.place(value, self));
    if (name?.kind === 'string') this.#defined.add(name.value);
    else this.whole = true;
    return self;
  }

  #other({ name, args }: Step & { kind: 'call' }, from: Place, self: Place): Place {
    const perElement = FUNCTIONS.get(name)?.perElement === true;
    const input = this.#oneByOne(from);
    for (const [index, argument] of args.entries()) {
      const isOuter = !perElement || OUTER_ARGUMENT.get(name) === index;
      this.read(this.place(argument, isOuter ? self : input));
      // The paths of `coalesce` start at each element, its `$this` is the one outside.
      if (name === 'coalesce') this.read(this.place(argument, self));
    }
    if (input.at !== 'root' || CLOCK_FUNCTIONS.has(name) || ROOT_TESTS.has(name)) return SETTLED;
    if (ROOT_FILTERS.has(name)) return ROOT;
    return this.#settled(input);
  }
}
