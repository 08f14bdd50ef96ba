import { answerKey } from '../answer.ts';
import { ALL_CODECS } from '../codec/codecs.ts';
import { FHIRPATH_LANGUAGE, STANDARD_EXTENSION } from '../extensions.ts';
import type { Expression } from '../expression/expression.ts';
import type { Constraint, FormItem, ItemExpressions, LocalText } from '../form.ts';
import type { FormElement } from './form-element.ts';

/**
 * What follows when an expression cannot be run: without it the form collects other data, or only has a comfort less.
 * `named`: a comfort whose name stays known, so that what uses it gives nothing rather than take it for empty.
 */
type Need = 'needed' | 'comfort' | 'named';

/** The FHIRPath of `text`, parsed; reported and undefined where it cannot be run. */
export const compileText = (element: FormElement, text: string, need: Need): Expression['compiled'] => {
  const { reading } = element;
  const { expressions } = reading.tools;
  if (expressions === undefined) {
    reading.error('engine-missing', element.path);
    return undefined;
  }
  const compiled = expressions.compile(text);
  if (compiled !== undefined) return compiled;
  if (need === 'needed') reading.error('expression-invalid', element.path);
  else reading.warning('expression-invalid', element.path);
  return undefined;
};

/** A FHIR Expression element. Only FHIRPath is run. */
const readExpression = (element: FormElement, need: Need): Expression | undefined => {
  element.leave(['description', 'reference']);
  const language = element.string('language');
  const text = element.string('expression');
  const name = element.string('name');
  element.close();
  if (text === undefined) {
    element.reading.error('value-invalid', element.path);
    return undefined;
  }
  if (language !== undefined && language !== FHIRPATH_LANGUAGE) {
    if (need === 'needed') element.reading.error('expression-language', element.path);
    else element.reading.warning('expression-language', element.path);
    return need === 'named' ? { text, name, path: element.path, compiled: undefined } : undefined;
  }
  return { text, name, path: element.path, compiled: compileText(element, text, need) };
};

const valueExpression =
  (need: Need) =>
  (extension: FormElement): Expression | undefined => {
    const element = extension.object('valueExpression');
    return element === undefined ? undefined : readExpression(element, need);
  };

/** The only expression with this URL. */
export const readOne = (element: FormElement, url: string, need: Need): Expression | undefined => {
  const [first, second] = element.extensions(url);
  if (second !== undefined) element.reading.error('value-invalid', second.path);
  if (first === undefined) return undefined;
  const before = element.reading.problems.length;
  const expression = valueExpression(need)(first);
  first.close();
  if (expression === undefined && element.reading.problems.length === before) {
    element.reading.error('value-invalid', first.path);
  }
  return expression;
};

/**
 * Named expressions for use here and below. A query to a server (`application/x-fhir-query`) is not run and reported; the
 * name stays, for what the form is opened with may supply its result.
 */
export const readVariables = (element: FormElement): readonly Expression[] =>
  element.extensions(STANDARD_EXTENSION.variable).flatMap((extension) => {
    const expression = valueExpression('named')(extension);
    extension.close();
    if (expression !== undefined && expression.name === undefined) {
      element.reading.error('value-invalid', extension.path);
    }
    return expression ?? [];
  });

const readToggles = (element: FormElement): ItemExpressions['toggles'] =>
  element.extensions(STANDARD_EXTENSION.answerOptionsToggle).flatMap((toggle) => {
    const keys = new Set<string>();
    for (const option of toggle.extensions('option')) {
      const answer = option.answer('value', ALL_CODECS);
      if (answer !== undefined) keys.add(answerKey(answer));
      option.close();
    }
    const expression = readOne(toggle, 'expression', 'needed');
    toggle.close();
    return expression === undefined ? [] : [{ keys, expression }];
  });

const readSeverity = (element: FormElement): Constraint['severity'] =>
  element.extension('severity', (extension) => extension.oneOf('valueCode', ['error', 'warning'])) ?? 'error';

/** A text in an extension's `valueString` or, in the later form, `valueMarkdown`. */
const readHuman = (element: FormElement): LocalText | undefined =>
  element.extension('human', (extension) => extension.text('valueString') ?? extension.text('valueMarkdown'));

const readConstraintExpression = (element: FormElement): Expression | undefined => {
  const [extension] = element.extensions('expression');
  if (extension?.peek('valueString') === undefined) return readOne(element, 'expression', 'needed');
  const text = extension.string('valueString') ?? '';
  extension.close();
  return { text, name: undefined, path: extension.path, compiled: compileText(extension, text, 'needed') };
};

const CONSTRAINTS: ReadonlySet<string> = new Set([
  STANDARD_EXTENSION.constraint,
  STANDARD_EXTENSION.targetConstraint,
]);

const NO_CONSTRAINTS: readonly Constraint[] = [];

/** Rules that a person is told of in the form's own words. */
export const readConstraints = (element: FormElement): readonly Constraint[] => {
  if (!element.hasAny(CONSTRAINTS)) return NO_CONSTRAINTS;
  return [...CONSTRAINTS].flatMap((url) =>
    element.extensions(url).flatMap((constraint) => {
      const text = (name: string, key: string): string | undefined =>
        constraint.extension(name, (extension) => extension.string(key));
      const key = text('key', 'valueId') ?? '';
      const severity = readSeverity(constraint);
      const human = readHuman(constraint);
      text('requirements', 'valueString');
      text('location', 'valueString');
      const expression = readConstraintExpression(constraint);
      constraint.close();
      if (human === undefined || expression === undefined) {
        element.reading.error('value-invalid', constraint.path);
        return [];
      }
      return [{ key, severity, human, expression }];
    }),
  );
};

/** The expression that gives a text, on the text's sidecar. */
export const readTextExpression = (sidecar: FormElement): Expression | undefined =>
  readOne(sidecar, STANDARD_EXTENSION.cqfExpression, 'needed');

const EXPRESSIONS: ReadonlySet<string> = new Set([
  STANDARD_EXTENSION.variable,
  STANDARD_EXTENSION.calculatedExpression,
  STANDARD_EXTENSION.enableWhenExpression,
  STANDARD_EXTENSION.initialExpression,
  STANDARD_EXTENSION.itemPopulationContext,
  STANDARD_EXTENSION.answerExpression,
  STANDARD_EXTENSION.candidateExpression,
  STANDARD_EXTENSION.answerOptionsToggle,
]);

/** Everything an item has calculated; undefined for the many that have nothing. */
export const readItemExpressions = (
  element: FormElement,
  text: Expression | undefined,
): FormItem['expressions'] => {
  if (text === undefined && !element.hasAny(EXPRESSIONS)) return undefined;
  const one = (url: string, need: Need = 'needed'): Expression | undefined => readOne(element, url, need);
  return {
    variables: readVariables(element),
    calculated: one(STANDARD_EXTENSION.calculatedExpression),
    enableWhen: one(STANDARD_EXTENSION.enableWhenExpression),
    initial: one(STANDARD_EXTENSION.initialExpression, 'comfort'),
    population: one(STANDARD_EXTENSION.itemPopulationContext, 'comfort'),
    options: one(STANDARD_EXTENSION.answerExpression),
    candidates: one(STANDARD_EXTENSION.candidateExpression, 'comfort'),
    toggles: readToggles(element),
    text,
  };
};
