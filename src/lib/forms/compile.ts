import type { CompiledForm, FormItem, FormProblem } from './form.ts';
import { isJsonObject } from './json-object.ts';
import { readCondition } from './parse/enable-when.ts';
import { evaluationOrder } from './parse/evaluation-order.ts';
import { FormElement } from './parse/form-element.ts';
import { type ReadItems, readItems } from './parse/items.ts';
import { Reading } from './parse/reading.ts';
import { isLanguageTag } from './text.ts';

/** Elements of a Questionnaire that say something about it to others and change nothing here. */
const METADATA = [
  'resourceType',
  'meta',
  'text',
  'identifier',
  'name',
  'status',
  'experimental',
  'subjectType',
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
];

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

/** Fills in every item's conditions and gives the way back, from a question to the items that name it. */
const linkConditions = ({ conditions, byLinkId }: ReadItems, reading: Reading) => {
  const dependents = new Map<string, FormItem[]>();
  const links: { readonly item: FormItem; readonly target: FormItem | undefined; readonly path: string }[] =
    [];
  for (const { item, elements } of conditions) {
    const questions = new Set<string>();
    for (const element of elements) {
      const condition = readCondition(element, byLinkId);
      if (condition === undefined) continue;
      item.enableWhen.push(condition);
      links.push({ item, target: byLinkId.get(condition.question), path: element.path });
      if (questions.has(condition.question)) continue;
      questions.add(condition.question);
      const same = dependents.get(condition.question);
      if (same === undefined) dependents.set(condition.question, [item]);
      else same.push(item);
    }
  }
  const reportCycles = (cyclic: ReadonlySet<FormItem>): void => {
    for (const { item, target, path } of links) {
      if (target !== undefined && cyclic.has(item) && cyclic.has(target))
        reading.error('enable-when-cycle', path);
    }
  };
  return { dependents, reportCycles };
};

/**
 * Compiles a FHIR R4 Questionnaire, as parsed from JSON by anybody. Every element is either understood or reported
 * with its path; `form` is there exactly when no problem is an error. Never throws; time is linear in the input.
 */
export const compileForm = (
  questionnaire: unknown,
): { readonly form?: CompiledForm; readonly problems: readonly FormProblem[] } => {
  const reading = new Reading();
  if (!isJsonObject(questionnaire) || questionnaire['resourceType'] !== 'Questionnaire') {
    reading.error('not-a-questionnaire', 'Questionnaire');
    return { problems: reading.problems };
  }
  const root = new FormElement(questionnaire, 'Questionnaire', reading);
  reading.language = readLanguage(root);
  reading.languages.add(reading.language);
  const title = root.text('title') ?? { ja: '' };
  const url = readIdentity(root, 'url');
  const version = readIdentity(root, 'version');
  if (root.take('contained') !== undefined) reading.warning('element-unsupported', 'contained');
  root.leave(METADATA);
  const read = readItems(root);
  root.close();
  const { roots, items, byLinkId } = read;
  const { dependents, reportCycles } = linkConditions(read, reading);
  const { order, rank, cyclic } = evaluationOrder(items, byLinkId, dependents);
  reportCycles(cyclic);
  const { problems } = reading;
  if (reading.refused) return { problems };
  const form: CompiledForm = {
    url,
    version,
    title,
    languages: [...reading.languages],
    roots,
    items,
    byLinkId,
    dependents,
    evaluationOrder: order,
    evaluationRank: rank,
  };
  return { form, problems };
};
