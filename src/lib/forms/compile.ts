import type { ExpressionEngine } from './expression/engine.ts';
import type { CompiledForm, FormItem, LaunchContext, TextPattern } from './form.ts';
import type { FormProblem } from './issue.ts';
import { isJsonObject, own } from './json-object.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import { readCondition } from './parse/enable-when.ts';
import { evaluationOrder } from './parse/evaluation-order.ts';
import { readConstraints, readOne, readVariables } from './parse/expressions.ts';
import { readExtraction } from './parse/extraction.ts';
import { FormElement } from './parse/form-element.ts';
import { warnOfSignature } from './parse/item.ts';
import { type ReadItems, readItems } from './parse/items.ts';
import { Reading } from './parse/reading.ts';
import { type Readable, readsOf, type Scope } from './parse/reads.ts';
import { readRichSource } from './parse/rich-source.ts';
import { indexValueSets } from './parse/value-sets.ts';
import { isLanguageTag } from './text.ts';

/** Elements of a Questionnaire that say something about it to others and change nothing here. */
const METADATA = [
  'resourceType',
  'meta',
  'text',
  'implicitRules',
  'identifier',
  'name',
  'experimental',
  'date',
  'publisher',
  'contact',
  'description',
  'useContext',
  'jurisdiction',
  'purpose',
  'copyright',
  'approvalDate',
  'lastReviewDate',
  'effectivePeriod',
  'derivedFrom',
  'code',
  'contained',
];

/** What a form may need besides its own text, and is loaded only then. */
export interface CompileTools {
  readonly expressions?: ExpressionEngine;
  readonly compilePattern?: (pattern: string) => TextPattern | undefined;
  /** ValueSets that came with the form. */
  readonly valueSets?: readonly unknown[];
}

const readLanguage = (root: FormElement): string => {
  const language = root.string('language');
  if (language === undefined) return 'ja';
  if (isLanguageTag(language)) return language;
  root.reading.error('value-invalid', 'language');
  return 'ja';
};

/** An identity without which no response could be opened again. */
const readIdentity = (root: FormElement, key: 'url' | 'version'): string => {
  const value = root.string(key);
  if (value === undefined) root.reading.warning('value-invalid', key);
  return value ?? '';
};

const readSubjectTypes = (root: FormElement): readonly string[] => {
  const types = root.take('subjectType');
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [];
};

const readLaunchContexts = (root: FormElement): readonly LaunchContext[] =>
  root.extensions(STANDARD_EXTENSION.launchContext).flatMap((extension) => {
    const name = extension.extension('name', (part) =>
      part.peek('valueId') === undefined
        ? part.object('valueCoding')?.string('code')
        : part.string('valueId'),
    );
    const types = extension.extensions('type').flatMap((part) => part.string('valueCode') ?? []);
    extension.extension('description', (part) => part.string('valueString'));
    if (name !== undefined) return [{ name, types }];
    root.reading.error('value-invalid', extension.path);
    return [];
  });

/** Fills in every item's conditions, and gives the elements they stand in. */
const readConditions = ({ conditions, byLinkId }: ReadItems): ReadonlyMap<FormItem, readonly Readable[]> => {
  const found = new Map<FormItem, readonly Readable[]>();
  for (const { item, elements } of conditions) {
    const read: Readable[] = [];
    for (const element of elements) {
      const condition = readCondition(element, byLinkId);
      if (condition === undefined) continue;
      item.enableWhen.push(condition);
      read.push(element);
    }
    found.set(item, read);
  }
  return found;
};

const NONE: readonly Readable[] = [];

/** Who reads whom, in what order that can be worked out, and where it goes in a circle. */
const linkItems = (scope: Scope, conditions: ReadonlyMap<FormItem, readonly Readable[]>) => {
  const readers = new Map<FormItem, FormItem[]>();
  const restless: FormItem[] = [];
  const readsAllRows = new Set<FormItem>();
  const links: {
    readonly item: FormItem;
    readonly target: FormItem;
    readonly at: Readable;
    readonly byExpression: boolean;
  }[] = [];
  for (const item of scope.items) {
    if (item.enableWhen.length === 0 && item.expressions === undefined) continue;
    const { reads, restless: isRestless, allRows } = readsOf(item, conditions.get(item) ?? NONE, scope);
    if (isRestless) restless.push(item);
    if (allRows) readsAllRows.add(item);
    const met = new Set<FormItem>();
    for (const read of reads) {
      links.push({ item, ...read });
      if (met.has(read.target)) continue;
      met.add(read.target);
      const same = readers.get(read.target);
      if (same === undefined) readers.set(read.target, [item]);
      else same.push(item);
    }
  }
  const { order, rank, cyclic } = evaluationOrder(scope.items, readers);
  for (const { item, target, at, byExpression } of cyclic.size === 0 ? [] : links) {
    if (!cyclic.has(item) || !cyclic.has(target)) continue;
    scope.reading.error(byExpression ? 'expression-cycle' : 'enable-when-cycle', at.path);
  }
  for (const { expressions } of restless) {
    const path = expressions?.enableWhen?.path ?? expressions?.calculated?.path ?? expressions?.options?.path;
    if (path !== undefined) scope.reading.warning('expression-on-every-answer', path);
  }
  const dependents = new Map([...readers].map(([{ linkId }, items]) => [linkId, items] as const));
  return { dependents, restless, readsAllRows, evaluationOrder: order, evaluationRank: rank };
};

/**
 * Compiles a FHIR R4 Questionnaire, as parsed from JSON by anybody. Every element is either understood or reported
 * with its path; `form` is there exactly when no problem is an error. Never throws; time is linear in the input.
 */
export const compileForm = (
  questionnaire: unknown,
  tools: CompileTools = {},
): { readonly form?: CompiledForm; readonly problems: readonly FormProblem[] } => {
  const isQuestionnaire =
    isJsonObject(questionnaire) && own(questionnaire, 'resourceType') === 'Questionnaire';
  const source = isQuestionnaire ? questionnaire : {};
  const reading = new Reading({
    expressions: tools.expressions,
    compilePattern: tools.compilePattern,
    valueSets: indexValueSets(own(source, 'contained'), tools.valueSets ?? []),
  });
  const { problems } = reading;
  if (!isQuestionnaire) {
    reading.error('not-a-questionnaire', 'Questionnaire');
    return { problems };
  }
  const root = FormElement.root(source, reading);
  reading.language = readLanguage(root);
  reading.languages.add(reading.language);
  const title = root.text('title', readRichSource) ?? { ja: '' };
  const url = readIdentity(root, 'url');
  const version = readIdentity(root, 'version');
  const status = root.string('status') ?? '';
  const subjectTypes = readSubjectTypes(root);
  const variables = readVariables(root);
  const population = readOne(root, STANDARD_EXTENSION.itemPopulationContext, 'comfort');
  const constraints = readConstraints(root);
  const launchContexts = readLaunchContexts(root);
  const extraction = readExtraction(root);
  warnOfSignature(root);
  root.leave(METADATA);
  const read = readItems(root);
  root.close();
  const { roots, items, byLinkId } = read;
  const conditions = readConditions(read);
  const links = linkItems({ variables, population, launchContexts, byLinkId, items, reading }, conditions);
  if (reading.refused) return { problems };
  const isRuled = (each: Pick<FormItem, 'expressions' | 'constraints'>): boolean =>
    each.expressions !== undefined || each.constraints.length > 0;
  const hasExpressions =
    variables.length > 0 || population !== undefined || constraints.length > 0 || items.some(isRuled);
  const form: CompiledForm = {
    url,
    version,
    status,
    title,
    subjectTypes,
    languages: [...reading.languages],
    unreviewed: reading.unreviewed,
    roots,
    items,
    byLinkId,
    hasExpressions,
    fillRow: hasExpressions ? tools.expressions?.fillRow : undefined,
    ...links,
    variables,
    population,
    constraints,
    launchContexts,
    source,
    extraction,
  };
  return { form, problems };
};
