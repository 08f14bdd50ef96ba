import type { compileSearch, SafeSearch } from '../regex/engine.ts';
import { dataOf, type Budget } from './budget.ts';
import { PATTERN_FUNCTIONS } from './functions.ts';
import { BRIEF, ONLY_LINK_IDS, WEIGHED, WEIGHED_REPEAT, WHOLE_TIME } from './insertions.ts';
import { weightOf, type ElementNode } from './weight.ts';

/** What one evaluation has besides its data. */
export interface Run {
  readonly budget: Budget;
  /** The engine's own values of `now()`, `today()`, `timeOfDay()`; empty when the expression reads no clock. */
  readonly clock: Readonly<Record<string, readonly unknown[]>>;
  readonly questionnaire: unknown;
  /** Element → its descendants: expressions like to walk the whole response once for every item they want. */
  readonly walks: Map<unknown, readonly unknown[]>;
}

type EngineFunction = (this: { getDecimal(value: number): unknown }, ...args: never[]) => unknown;
type Table = Record<
  string,
  { fn: EngineFunction; arity: Record<number, string[]>; internalStructures: true }
>;

/** Longest text that `replace` and `replaceMatches` may make. */
const MAX_REPLACED = 100_000;
/** What a new regular expression costs: it takes up to 2 ms. */
const UNITS_PER_PATTERN = 20_000;
const MAX_PATTERNS = 200;
/** No unit of measure is longer. Their grammar is the one thing of the engine that is slow on long texts. */
const MAX_UNIT_LENGTH = 100;
const MAX_LINK_IDS = 256;
/** Units that a date takes in whole numbers only. The engine cuts a fraction off and writes the date to the console. */
const CALENDAR_UNIT = /^'?(?:(?:year|month|week|day|hour|minute)s?|a|mo|wk|d|h|min)'?$/;

/**
 * The functions that run in place of the engine's own: those that read the clock, match a stranger's pattern, or look
 * up weights (the engine keeps looked-up weights for an hour, over changes of the form), and our insertions.
 * @param current the evaluation under way
 * @param descendantsOf the engine's own `descendants()`
 */
export function supplements(
  current: () => Run,
  descendantsOf: (nodes: readonly unknown[]) => readonly unknown[],
  search: typeof compileSearch | undefined,
): Table {
  const patterns = new Map<string, SafeSearch | undefined>();
  const searchFor = (pattern: string): SafeSearch => {
    if (!patterns.has(pattern)) {
      current().budget.spend(UNITS_PER_PATTERN);
      if (patterns.size >= MAX_PATTERNS) patterns.clear();
      patterns.set(pattern, search?.(pattern));
    }
    const compiled = patterns.get(pattern);
    if (compiled === undefined) throw new Error('pattern refused');
    return compiled;
  };
  const weigh = entry(function (nodes: readonly ElementNode[]) {
    const weights = nodes.map((node) => weightOf(node, current().questionnaire));
    return weights.flatMap((weight) => (weight === undefined ? [] : [this.getDecimal(weight)]));
  }, []);
  return {
    now: entry(() => current().clock['now'], []),
    today: entry(() => current().clock['today'], []),
    timeOfDay: entry(() => current().clock['timeOfDay'], []),
    weight: weigh,
    ordinal: weigh,
    matches: withPattern((text, pattern) => searchFor(pattern).isFoundIn(text)),
    matchesFull: withPattern((text, pattern) => searchFor(`^(?:${pattern})$`).isFoundIn(text)),
    replaceMatches: withPattern(
      (text, pattern, replacement) =>
        pattern === '' ? text : searchFor(pattern).replaceIn(text, bounded(text, replacement)),
      ['String', 'String'],
    ),
    replace: withPattern(
      (text, pattern, replacement) => text.replaceAll(pattern, () => bounded(text, replacement)),
      ['String', 'String'],
    ),
    descendants: entry((nodes: readonly unknown[]) => {
      const { walks, budget } = current();
      const start = nodes.length === 1 ? dataOf(nodes[0]) : undefined;
      const known = walks.get(start);
      if (known !== undefined) return known;
      const walk = descendantsOf(nodes);
      budget.walked(walk);
      if (start !== undefined) walks.set(start, walk);
      return walk;
    }, []),
    [ONLY_LINK_IDS]: {
      ...entry((nodes: readonly unknown[], ...linkIds: readonly string[]) => {
        const wanted = new Set(linkIds);
        return nodes.filter((node) => wanted.has(linkIdOf(node)));
      }, []),
      arity: Object.fromEntries(
        Array.from({ length: MAX_LINK_IDS }, (_, n) => [n + 1, Array<string>(n + 1).fill('String')]),
      ),
    },
    [WEIGHED]: entry((nodes: readonly unknown[]) => {
      current().budget.weigh(nodes);
      return nodes;
    }, []),
    [WEIGHED_REPEAT]: entry((nodes: readonly unknown[]) => {
      current().budget.weighRepeated(nodes);
      return nodes;
    }, []),
    [BRIEF]: entry((nodes: readonly unknown[]) => {
      for (const node of nodes)
        if (String(dataOf(node)).length > MAX_UNIT_LENGTH) throw new Error('too long');
      return nodes;
    }, []),
    [WHOLE_TIME]: entry((nodes: readonly unknown[]) => {
      for (const node of nodes) if (isPartOfTime(dataOf(node))) throw new Error('half a day');
      return nodes;
    }, []),
  };
}

/** Whether an expression that calls these functions needs the regular expression engine. */
export const needsPatterns = (names: ReadonlySet<string>): boolean =>
  [...PATTERN_FUNCTIONS].some((name) => names.has(name));

function bounded(text: string, replacement: string): string {
  if ((text.length + 1) * (replacement.length + 1) > MAX_REPLACED) throw new Error('too long');
  return replacement;
}

function entry(fn: EngineFunction, parameters: string[]): Table[string] {
  return { fn, arity: { [parameters.length]: parameters }, internalStructures: true };
}

function withPattern(
  fn: (text: string, pattern: string, replacement: string) => unknown,
  parameters: string[] = ['String'],
): Table[string] {
  return entry((nodes: readonly unknown[], pattern: unknown, replacement: unknown = '') => {
    if (nodes.length > 1) throw new Error('one text expected');
    const text = dataOf(nodes[0]);
    if (typeof text !== 'string' || typeof pattern !== 'string' || typeof replacement !== 'string') return [];
    return fn(text, pattern, replacement);
  }, parameters);
}

/** A quantity, of the engine or of FHIR, like `1.5 years`. */
function isPartOfTime(quantity: unknown): boolean {
  if (typeof quantity !== 'object' || quantity === null || !('value' in quantity)) return false;
  const unit = 'code' in quantity ? quantity.code : 'unit' in quantity ? quantity.unit : undefined;
  return CALENDAR_UNIT.test(String(unit)) && !Number.isInteger(Number(String(quantity.value)));
}

function linkIdOf(node: unknown): string {
  const data = dataOf(node);
  return typeof data === 'object' && data !== null && 'linkId' in data ? String(data.linkId) : '';
}
