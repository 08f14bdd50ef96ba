import { sameAnswers } from '../answer.ts';
import type { Answer, Answers, ValueAnswer } from '../answer-types.ts';
import { isQuestionType } from '../codec/codecs.ts';
import type { EvaluationContext } from '../run/evaluation-context.ts';
import type { Expression } from '../expression/expression.ts';
import { ExpressionRun, type Surroundings } from '../expression/expression-run.ts';
import { toAnswers } from '../expression/to-answers.ts';
import { isOfOtherSubject, type SourceItems, sourceItems } from '../extract/source-items.ts';
import type { CompiledForm, FormItem } from '../form.ts';
import { givenOf } from '../run/given.ts';
import { keyOf } from '../run/key.ts';
import { startingAnswersOfRow } from '../run/starting-answers.ts';
import { type ItemNode, type ItemTree, ROWS_MAX, treeOf } from '../run/tree.ts';
import { fittingAnswers } from './fitting-answers.ts';
import { type Measured, type Observations, valueOf } from './observations.ts';
import type { PopulationIssue } from './population-issue.ts';

/** Where the walk is. */
interface Place {
  readonly rows: readonly string[];
  /** How old an Observation may be here, in milliseconds. */
  readonly period: number | undefined;
  /** Parts of the Observation that an item above stands for: only these fill what lies below it. */
  readonly within: readonly Measured[] | undefined;
}

/** What answers are filled in from, beside what expressions find in each other. */
export interface Filler {
  /** Undefined where nobody said what time it is and what the form is about: what needs it gives nothing. */
  readonly context: EvaluationContext | undefined;
  readonly observations?: Observations | undefined;
  /** Keys that expressions do not see, for they are not asked. */
  readonly unasked?: ReadonlySet<string>;
}

/** What an item lies in, outermost first. */
const around = ({ parent }: FormItem): readonly FormItem[] =>
  parent === undefined ? [] : [...around(parent), parent];

const NOBODY: ReadonlySet<string> = new Set();

/** One filling in of one form, or of one new row of it. Expressions see everything filled in so far. */
export class Filling implements Surroundings {
  readonly form: CompiledForm;
  readonly answers: Map<string, readonly Answer[]>;
  readonly problems: PopulationIssue[] = [];
  tree: ItemTree;
  enabled: ReadonlySet<string>;
  readonly #with: Filler;
  readonly #sources: SourceItems;
  #run: ExpressionRun;
  /** Of a row, or of a group: the name its population context has below. */
  readonly #names = new Map<string, { readonly name: string; readonly value: unknown }>();
  /** The name of the population context of the form. */
  #name: { readonly name: string; readonly value: unknown } | undefined;
  readonly #calculating = new Set<ItemNode>();

  /** @param answers what is there already */
  constructor(form: CompiledForm, answers: Answers, filler: Filler) {
    this.form = form;
    this.#with = filler;
    this.#sources = sourceItems(form);
    this.answers = new Map(answers);
    this.tree = treeOf(form, this.answers);
    this.enabled = this.#seen();
    this.#run = new ExpressionRun(this, filler.context);
  }

  given(node: ItemNode): readonly Answer[] {
    const entered = this.answers.get(node.key);
    const calculated = node.item.expressions?.calculated;
    if (calculated === undefined || this.#calculating.has(node)) return entered ?? [];
    this.#calculating.add(node);
    const results = this.#run.results(calculated, node);
    this.#calculating.delete(node);
    return givenOf(node.item, entered, results && { answers: toAnswers(node.item, results) });
  }

  named(name: string, from: ItemNode | undefined): { readonly value: unknown } | undefined {
    for (let node = from; node !== undefined; node = node.parent) {
      const known = this.#names.get(node.key);
      if (known?.name === name) return known;
    }
    return this.#name?.name === name ? this.#name : undefined;
  }

  /** Fills in the whole form. */
  fill(): void {
    const { population, extraction, roots } = this.form;
    if (population !== undefined) this.#nameRoot(population);
    this.#items(roots, { rows: [], period: extraction?.linkPeriodMs, within: undefined });
  }

  /**
   * Fills in what stands in one new row of a list. Population contexts of rows around it are not known any more.
   * @param rows ids of the rows it lies in, its own the last
   */
  fillRow(item: FormItem, rows: readonly string[]): void {
    if (this.form.population !== undefined) this.#nameRoot(this.form.population);
    for (const group of around(item)) this.#nameGroup(group, rows);
    this.#items(item.children, { rows, period: undefined, within: undefined });
  }

  /** Gives the population context of a group around a row its name. */
  #nameGroup(group: FormItem, rows: readonly string[]): void {
    const population = group.expressions?.population;
    if (population === undefined || group.listed) return;
    const inside = rows.slice(0, group.rowOwners.length);
    this.#rowsOf(group, population, keyOf(group.linkId, inside), inside);
  }

  /** Gives the population context of the form its name; it takes the first result, for there is one form. */
  #nameRoot(population: Expression): void {
    const { name, path } = population;
    const results = this.#run.results(population, undefined);
    const code = results === undefined ? 'expression-failed' : 'too-many-results';
    if (results === undefined || results.length > 1) this.problems.push({ severity: 'warning', code, path });
    if (name === undefined || results === undefined || results.length === 0) return;
    this.#name = { name, value: results.slice(0, 1) };
    this.#run.forget();
  }

  #items(items: readonly FormItem[], place: Place): void {
    for (const item of items) this.#item(item, place);
  }

  #item(item: FormItem, above: Place): void {
    const { rows } = above;
    const key = keyOf(item.linkId, rows);
    if (!this.tree.byKey.has(key)) return;
    const period = isOfOtherSubject(this.#sources, item)
      ? undefined
      : (item.extraction?.linkPeriodMs ?? above.period);
    const place = { ...above, period };
    if (item.expressions?.population !== undefined)
      this.#rowsOf(item, item.expressions.population, key, rows);
    const measured = isQuestionType(item.type) ? this.#question(item, key, place) : this.#panel(item, place);
    if (item.children.length === 0) return;
    const within = measured === undefined ? place.within : this.#with.observations?.partsOf(measured);
    if (!item.listed && !item.perAnswer) this.#items(item.children, { ...place, within });
    else {
      for (const row of this.tree.byKey.get(key)?.children ?? []) {
        this.#items(item.children, { ...place, rows: row.rows, within });
      }
    }
  }

  /** @returns the Observation that the question was filled from */
  #question(item: FormItem, key: string, place: Place): Measured | undefined {
    if (item.initial.length > 0 || item.overtypable) return undefined;
    const expression = item.expressions?.initial;
    if (expression !== undefined) {
      const results = this.#results(item, expression, key);
      if (this.#put(item, key, results, expression.path, place.rows)) return undefined;
    }
    return item.repeats ? undefined : this.#measure(item, key, place);
  }

  /** The Observation that a group stands for, with a value of its own or without. */
  #panel(item: FormItem, place: Place): Measured | undefined {
    return this.#find(item, place)[0];
  }

  #find(item: FormItem, { period, within }: Place): readonly Measured[] {
    const now = this.#with.context?.now.getTime();
    if (period === undefined || now === undefined || item.code.length === 0) return [];
    return this.#with.observations?.find(item.code, { from: now - period, to: now }, within) ?? [];
  }

  /** Fills in the latest value of the right type. One in another unit is the latest all the same: no older one is taken. */
  #measure(item: FormItem, key: string, place: Place): Measured | undefined {
    const isNumber = item.type === 'integer' || item.type === 'decimal' || item.type === 'quantity';
    for (const measured of this.#find(item, place)) {
      const value = valueOf(measured.json);
      if (value === undefined) continue;
      const { answers, misfits } = fittingAnswers(item, [value]);
      if (answers.length === 0 && !(isNumber && misfits.has('unit-differs'))) continue;
      this.#report(item, misfits);
      if (answers.length === 0) return undefined;
      this.#set(key, answers);
      return measured;
    }
    return undefined;
  }

  #results(item: FormItem, expression: Expression, key: string): readonly unknown[] {
    const node = this.tree.byKey.get(key);
    const results = node === undefined ? undefined : this.#run.results(expression, node);
    if (results === undefined) this.#report(item, ['expression-failed'], expression.path);
    return results ?? [];
  }

  /** Answers a question with what fits it. @returns whether anything did */
  #put(
    item: FormItem,
    key: string,
    results: readonly unknown[],
    path: string,
    rows: readonly string[],
  ): boolean {
    const { answers, misfits } = fittingAnswers(item, results);
    this.#report(item, misfits, path);
    if (answers.length === 0) return false;
    if (!item.listed) {
      this.#set(key, answers);
      if (item.perAnswer) this.#layOut();
      return true;
    }
    const ids = this.#addRows(item, key, rows, answers.length);
    answers.slice(0, ids.length).forEach((answer: ValueAnswer, at) => {
      this.answers.set(keyOf(item.linkId, [...rows, ids[at] ?? '']), [answer]);
    });
    this.#layOut();
    return true;
  }

  /** A row for each result, as many as there must be at least; a group that does not repeat takes the first. */
  #rowsOf(item: FormItem, population: Expression, key: string, rows: readonly string[]): void {
    const results = this.#results(item, population, key);
    const { name } = population;
    if (!item.listed) {
      if (results.length > 1) this.#report(item, ['too-many-results'], population.path);
      if (name !== undefined && results.length > 0)
        this.#names.set(key, { name, value: results.slice(0, 1) });
      this.#run.forget();
      return;
    }
    if (results.length === 0) return;
    const ids = this.#addRows(item, key, rows, results.length);
    this.#layOut();
    if (name === undefined) return;
    ids.forEach((id, at) => {
      if (at >= results.length) return;
      this.#names.set(keyOf(item.linkId, [...rows, id]), { name, value: [results[at]] });
    });
  }

  /** Gives a list as many rows as it must have, each with what it starts with. @returns their ids */
  #addRows(item: FormItem, key: string, rows: readonly string[], wanted: number): readonly string[] {
    if (wanted > ROWS_MAX) this.#report(item, ['too-many-rows']);
    const count = Math.min(Math.max(wanted, item.minOccurs ?? 1), ROWS_MAX);
    const ids = Array.from({ length: count }, (_, at) => String(at + 1));
    this.answers.set(
      key,
      ids.map((id) => ({ type: 'row', id })),
    );
    for (const id of ids) {
      for (const [start, given] of startingAnswersOfRow(item, [...rows, id])) {
        this.answers.set(start, given);
      }
    }
    return ids;
  }

  #set(key: string, given: readonly Answer[]): void {
    if (sameAnswers(this.answers.get(key) ?? [], given)) return;
    this.answers.set(key, given);
    this.#run.forget();
  }

  /** The instances for the rows there are now. */
  #layOut(): void {
    this.tree = treeOf(this.form, this.answers);
    this.enabled = this.#seen();
    this.#run = new ExpressionRun(this, this.#with.context);
  }

  #seen(): ReadonlySet<string> {
    const { unasked = NOBODY } = this.#with;
    return new Set([...this.tree.byKey.keys()].filter((key) => !unasked.has(key)));
  }

  #report({ linkId }: FormItem, codes: Iterable<PopulationIssue['code']>, path?: string): void {
    for (const code of codes) {
      this.problems.push({ severity: 'warning', code, linkId, ...(path !== undefined && { path }) });
    }
  }
}
