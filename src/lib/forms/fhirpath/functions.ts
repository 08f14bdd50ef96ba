/** What the engine knows of a function before it runs it. */
interface FunctionFacts {
  /** How many arguments it takes: from, to. */
  readonly arity: readonly [number, number];
  /** Its arguments are evaluated once for each element, with `$this` being it. */
  readonly perElement?: true;
  /**
   * What has to be weighed before it runs: `all` it is given, as it compares whole elements with each other; its
   * `input`; what each of its `steps` finds; or texts that it reads a `unit` from.
   */
  readonly weighs?: 'all' | 'input' | 'steps' | 'unit';
}

const NONE: FunctionFacts = { arity: [0, 0] };
const ONE: FunctionFacts = { arity: [1, 1] };
const NONE_OR_ONE: FunctionFacts = { arity: [0, 1] };
const MANY = 64;

/**
 * Every function that runs. What is not here is refused when the expression is compiled: `resolve` and `memberOf`
 * (they ask a server), `conformsTo`, `htmlChecks` and the like (they need definitions), `encode` and the like (slow, and no form needs them),
 * and whatever is unknown.
 * Sources: http://hl7.org/fhirpath/N1, https://hl7.org/fhir/R4/fhirpath.html, SDC expressions (`ordinal`, `weight`).
 */
export const FUNCTIONS: ReadonlyMap<string, FunctionFacts> = new Map<string, FunctionFacts>([
  ['where', { arity: [1, 1], perElement: true }],
  ['select', { arity: [1, 1], perElement: true }],
  ['repeat', { arity: [1, 1], perElement: true, weighs: 'steps' }],
  ['exists', { arity: [0, 1], perElement: true }],
  ['all', { arity: [1, 1], perElement: true }],
  ['aggregate', { arity: [1, 2], perElement: true }],
  ['iif', { arity: [2, 3], perElement: true }],
  ['trace', { arity: [1, 2], perElement: true }],
  ['defineVariable', { arity: [1, 2], perElement: true }],
  ['sort', { arity: [0, MANY], perElement: true, weighs: 'input' }],
  ['coalesce', { arity: [1, MANY], perElement: true }],
  ['distinct', { arity: [0, 0], weighs: 'all' }],
  ['isDistinct', { arity: [0, 0], weighs: 'all' }],
  ['union', { arity: [1, 1], weighs: 'all' }],
  ['intersect', { arity: [1, 1], weighs: 'all' }],
  ['exclude', { arity: [1, 1], weighs: 'all' }],
  ['subsetOf', { arity: [1, 1], weighs: 'all' }],
  ['supersetOf', { arity: [1, 1], weighs: 'all' }],
  ['toQuantity', { arity: [0, 1], weighs: 'unit' }],
  ['convertsToQuantity', { arity: [0, 0], weighs: 'unit' }],
  ['substring', { arity: [1, 2] }],
  ['replace', { arity: [2, 2] }],
  ['replaceMatches', { arity: [2, 2] }],
  ...names(
    NONE,
    'empty not allTrue anyTrue allFalse anyFalse count sum min max avg weight ordinal single first last tail type',
    'toInteger toLong toDecimal toString toDate toDateTime toTime toBoolean hasValue getValue',
    'convertsToBoolean convertsToInteger convertsToLong convertsToDecimal convertsToString convertsToDate',
    'convertsToDateTime convertsToTime upper lower length toChars trim abs ceiling exp floor ln',
    'sqrt truncate now today timeOfDay yearOf monthOf dayOf hourOf minuteOf secondOf millisecondOf timezoneOffsetOf',
    'dateOf timeOf children descendants',
  ),
  ...names(
    ONE,
    'extension ofType is as take skip combine indexOf lastIndexOf startsWith endsWith contains matches matchesFull',
    'split log power comparable',
  ),
  ...names(NONE_OR_ONE, 'join round lowBoundary highBoundary'),
]);

/** Functions of {@link FUNCTIONS} that match a regular expression. */
export const PATTERN_FUNCTIONS: ReadonlySet<string> = new Set(['matches', 'matchesFull', 'replaceMatches']);

/** Functions of {@link FUNCTIONS} that read the clock. */
export const CLOCK_FUNCTIONS: ReadonlySet<string> = new Set(['now', 'today', 'timeOfDay']);

function names(facts: FunctionFacts, ...lists: string[]): [string, FunctionFacts][] {
  return lists.flatMap((list) => list.split(' ').map((name): [string, FunctionFacts] => [name, facts]));
}
