import { compileForm, type CompileTools } from './compile.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import type { CompiledForm } from './form.ts';
import type { FormProblem } from './issue.ts';
import { isJsonObject, type JsonObject, jsonObjects, own } from './json-object.ts';

/** What a form needs besides its own text. */
export interface FormNeeds {
  /** FHIRPath. */
  readonly expressions: boolean;
  /** Patterns that are matched in linear time. */
  readonly patterns: boolean;
}

/** What became of a file's content. `form` is there exactly when no problem is an error. */
export interface LoadedForm {
  readonly form?: CompiledForm;
  readonly problems: readonly FormProblem[];
  readonly needs: FormNeeds;
}

/** A Questionnaire and what came with it. */
interface Package {
  readonly questionnaire: unknown;
  readonly valueSets: readonly unknown[];
  readonly problems: readonly FormProblem[];
}

const NOTHING: FormNeeds = { expressions: false, patterns: false };

const typeOf = (resource: unknown): unknown =>
  isJsonObject(resource) ? own(resource, 'resourceType') : undefined;

/** Opens a Bundle that holds one Questionnaire and its ValueSets; anything else is taken for the Questionnaire. */
const unpack = (json: unknown): Package => {
  if (!isJsonObject(json) || typeOf(json) !== 'Bundle')
    return { questionnaire: json, valueSets: [], problems: [] };
  const entries = jsonObjects(own(json, 'entry')).map((entry, at) => ({
    resource: own(entry, 'resource'),
    path: `Bundle.entry[${at}].resource`,
  }));
  const of = (type: string) => entries.filter(({ resource }) => typeOf(resource) === type);
  const [only, second] = of('Questionnaire');
  if (only === undefined || second !== undefined) {
    const path = second?.path ?? 'Bundle';
    return {
      questionnaire: undefined,
      valueSets: [],
      problems: [{ severity: 'error', code: 'not-a-questionnaire', path }],
    };
  }
  const valueSets = of('ValueSet');
  const others = entries.filter((entry) => entry !== only && !valueSets.includes(entry));
  return {
    questionnaire: only.resource,
    valueSets: valueSets.map(({ resource }) => resource),
    problems: others.map(({ path }) => ({ severity: 'warning', code: 'element-unsupported', path })),
  };
};

/** The element at a path such as `item[2].extension[0]`. */
const elementAt = (json: unknown, path: string): unknown => {
  let element = json;
  for (const [, name, at] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    if (at !== undefined)
      element = Array.isArray(element) ? (element as readonly unknown[])[Number(at)] : undefined;
    else element = isJsonObject(element) && name !== undefined ? own(element, name) : undefined;
  }
  return element;
};

const needsOf = (questionnaire: unknown, problems: readonly FormProblem[]): FormNeeds => {
  const missing = problems
    .filter(({ code }) => code === 'engine-missing')
    .map(({ path }) => elementAt(questionnaire, path));
  const isPattern = (element: unknown): boolean =>
    isJsonObject(element) && own(element, 'url') === STANDARD_EXTENSION.regex;
  return {
    expressions: missing.some((element) => !isPattern(element)),
    patterns: missing.some(isPattern),
  };
};

/** Everything in the form that could be the text of an expression. */
const expressionTexts = (questionnaire: unknown): readonly string[] => {
  const texts: string[] = [];
  const open: unknown[] = [questionnaire];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (Array.isArray(element))
      open.push(...(element as readonly unknown[]).filter((each) => each !== undefined));
    else if (isJsonObject(element)) textsIn(element, texts, open);
  }
  return texts;
};

const textsIn = (element: JsonObject, texts: string[], open: unknown[]): void => {
  for (const [key, value] of Object.entries(element)) {
    if (typeof value === 'object' && value !== null) open.push(value);
    else if (typeof value === 'string' && (key === 'expression' || key === 'valueString')) texts.push(value);
  }
};

/** Fetches the engines; one that cannot be fetched is left out, and the form tells that it is missing. */
const fetchTools = async (questionnaire: unknown, needs: FormNeeds): Promise<CompileTools> => {
  const fetched = async <T>(fetching: Promise<T>): Promise<T | undefined> => {
    try {
      return await fetching;
    } catch {
      // Offline, and not kept on this device.
      return undefined;
    }
  };
  const [expressions, patterns] = await Promise.all([
    needs.expressions
      ? fetched(
          import('./fhirpath/engine.ts').then(({ loadFhirPath }) =>
            loadFhirPath(expressionTexts(questionnaire)),
          ),
        )
      : undefined,
    needs.patterns ? fetched(import('./regex/engine.ts')) : undefined,
  ]);
  return {
    ...(expressions !== undefined && { expressions }),
    ...(patterns !== undefined && { compilePattern: patterns.compilePattern }),
  };
};

/**
 * Compiles a Questionnaire, or the only one of a Bundle with the ValueSets that came with it. The engines for
 * expressions and for patterns are fetched only when the form has some. Never rejects, whatever is given.
 */
export const loadForm = async (json: unknown): Promise<LoadedForm> => {
  const { questionnaire, valueSets, problems } = unpack(json);
  if (problems.some(({ severity }) => severity === 'error')) return { problems, needs: NOTHING };
  const first = compileForm(questionnaire, { valueSets });
  const needs = needsOf(questionnaire, first.problems);
  const compiled =
    needs.expressions || needs.patterns
      ? compileForm(questionnaire, { valueSets, ...(await fetchTools(questionnaire, needs)) })
      : first;
  return { ...compiled, problems: [...problems, ...compiled.problems], needs };
};
