import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import type { CompiledExpression, ExpressionReads } from '../expression/compiled-expression.ts';
import type { ExpressionEngine } from '../expression/engine.ts';
import { isJsonObject } from '../json-object.ts';
import { fillRow } from '../populate/fill-row.ts';
import { asciiExpression } from './syntax/ascii.ts';
import { Budget } from './budget.ts';
import { calledFunctions, isRunnable, weighComparisons } from './checks.ts';
import { localMoment } from './clock.ts';
import { Insertions } from './insertions.ts';
import { parseExpression } from './syntax/parser.ts';
import { readsOf } from './reads/reads.ts';
import { jsonOf } from './result.ts';
import { needsPatterns, supplements, type Run } from './supplements.ts';

type Environment = Readonly<Record<string, unknown>>;

/** Values of variables that every expression has. */
const CONSTANTS: Environment = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};
const RESPONSE_ITEM = 'QuestionnaireResponse.item';
const FORM_ITEM = 'Questionnaire.item';

/**
 * The engine for these expressions. It fetches the regular expression engine only if one of them matches patterns; an
 * expression that does, and is not among them, does not compile.
 */
export async function loadFhirPath(texts: Iterable<string>): Promise<ExpressionEngine> {
  const matching = [...texts].some((text) => /matches/i.test(text));
  return new FhirPathEngine(matching ? (await import('../regex/engine.ts')).compileSearch : undefined);
}

/** FHIRPath by the package `fhirpath`, with bounded work, a given clock, and no network. */
class FhirPathEngine implements ExpressionEngine {
  readonly fillRow = fillRow;
  readonly #options;
  readonly #hasPatterns: boolean;
  /** Results as we gave them out → as the engine had them: a date in a variable stays a date. */
  readonly #typed = new WeakMap<object, readonly unknown[]>();
  #run: Run | undefined;
  readonly #asResponseItem;
  readonly #asFormItem;
  readonly #asMoment;

  constructor(compileSearch: Parameters<typeof supplements>[2]) {
    this.#hasPatterns = compileSearch !== undefined;
    const plain = { async: false, resolveInternalTypes: false, preciseMath: true } as const;
    const descendantsOf = whenNeeded(() => fhirpath.compile('descendants()', r4, plain));
    this.#options = {
      ...plain,
      traceFn: () => undefined,
      userInvocationTable: supplements(() => this.#current, descendantsOf, compileSearch) as never,
      debugger: (_context: unknown, _focus: unknown, result: unknown, node: { text?: string }) =>
        this.#run?.budget.step(result, node.text),
    } as const;
    this.#asResponseItem = whenNeeded(() =>
      fhirpath.compile({ base: RESPONSE_ITEM, expression: '$this' }, r4, this.#options),
    );
    this.#asFormItem = whenNeeded(() =>
      fhirpath.compile({ base: FORM_ITEM, expression: '$this' }, r4, this.#options),
    );
    this.#asMoment = {
      now: whenNeeded(() => fhirpath.compile('%moment.toDateTime()', r4, this.#options)),
      today: whenNeeded(() => fhirpath.compile('%moment.toDate()', r4, this.#options)),
      timeOfDay: whenNeeded(() => fhirpath.compile('%moment.toTime()', r4, this.#options)),
    };
  }

  compile(text: string): CompiledExpression | undefined {
    const tree = parseExpression(text);
    if (tree === undefined || !isRunnable(tree)) return undefined;
    if (!this.#hasPatterns && needsPatterns(calledFunctions(tree))) return undefined;
    const insertions = new Insertions();
    const reads = readsOf(tree, insertions);
    weighComparisons(tree, insertions);
    let evaluate;
    try {
      evaluate = fhirpath.compile(asciiExpression(insertions.applyTo(text)), r4, this.#options);
    } catch {
      return undefined;
    }
    return {
      reads,
      evaluate: (focus, environment, now) => {
        try {
          return this.#evaluate(evaluate, reads, focus, environment, now);
        } catch {
          return undefined;
        } finally {
          this.#run = undefined;
        }
      },
    };
  }

  get #current(): Run {
    if (this.#run === undefined) throw new Error('no evaluation is under way');
    return this.#run;
  }

  #evaluate(
    evaluate: (focus: unknown, variables: Record<string, unknown>) => unknown[],
    reads: ExpressionReads,
    focus: unknown,
    environment: Environment,
    now: Date,
  ): readonly unknown[] | undefined {
    const input = this.#asInput(focus);
    const variables = this.#variables(reads.variables, environment, focus, input);
    if (variables === undefined) return undefined;
    const questionnaire = Object.hasOwn(environment, 'questionnaire')
      ? environment['questionnaire']
      : undefined;
    const clock = reads.clock ? this.#clock(now) : {};
    this.#run = { budget: new Budget(), clock, questionnaire, walks: new Map() };
    const result = evaluate(input, variables);
    const plain = jsonOf(result);
    if (plain !== undefined) this.#typed.set(plain, result);
    return plain;
  }

  /** The variables that the expression uses; undefined when one has no value here. */
  #variables(
    names: ReadonlySet<string>,
    environment: Environment,
    focus: unknown,
    input: unknown,
  ): Record<string, unknown> | undefined {
    const variables = Object.create(null) as Record<string, unknown>;
    for (const name of names) {
      if (!Object.hasOwn(environment, name)) {
        const value = name === 'context' || name === 'resource' ? input : constantOf(name);
        if (value === undefined) return undefined;
        variables[name] = value;
      } else {
        const value = environment[name];
        variables[name] = value === focus ? input : this.#asVariable(name, value);
      }
    }
    return variables;
  }

  #asVariable(name: string, value: unknown): unknown {
    if (Array.isArray(value)) return this.#typed.get(value) ?? value;
    if (isFormItem(name, value)) return this.#asFormItem(value);
    return name === 'context' ? this.#asInput(value) : value;
  }

  /** An item of the response, which does not tell what it is, as what it is. */
  #asInput(focus: unknown): unknown {
    if (focus === undefined || focus === null) return [];
    const isItem = isJsonObject(focus) && typeof focus['linkId'] === 'string' && !('resourceType' in focus);
    return isItem ? this.#asResponseItem(focus) : focus;
  }

  #clock(now: Date): Run['clock'] {
    const { dateTime, date, time } = localMoment(now);
    return {
      now: this.#asMoment.now({}, { moment: dateTime }),
      today: this.#asMoment.today({}, { moment: date }),
      timeOfDay: this.#asMoment.timeOfDay({}, { moment: time }),
    };
  }
}

type Evaluate = (input: unknown, variables?: Record<string, unknown>) => unknown[];

/** Compiled at its first use: the engine's parser needs 20 ms to warm up on a tablet. */
function whenNeeded(compile: () => Evaluate): Evaluate {
  let compiled: Evaluate | undefined;
  return (input, variables) => (compiled ??= compile())(input, variables);
}

function isFormItem(name: string, value: unknown): boolean {
  return name === 'qitem' && isJsonObject(value) && !('resourceType' in value);
}

/** `%ucum`, `%sct`, `%loinc`, `` %`vs-name` `` and `` %`ext-name` `` (https://hl7.org/fhir/R4/fhirpath.html#vars). */
function constantOf(name: string): unknown {
  if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name];
  if (name.startsWith('vs-')) return `http://hl7.org/fhir/ValueSet/${name.slice(3)}`;
  if (name.startsWith('ext-')) return `http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`;
  return undefined;
}
