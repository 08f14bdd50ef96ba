import { sameAnswers } from './answer.ts';
import type { Answer, Answers, ValueAnswer } from './answer-types.ts';
import { isQuestionType } from './codec/codecs.ts';
import type { EvaluationContext } from './evaluation.ts';
import { ExpressionRun, type Surroundings } from './expression/expression-run.ts';
import { toAnswers } from './expression/to-answers.ts';
import { isOfOtherSubject, type SourceItems, sourceItems } from './extract/source-items.ts';
import type { Expression } from './expression/expression.ts';
import type { CompiledForm, FormItem } from './form.ts';
import { keyOf } from './key.ts';
import { fittingAnswers } from './populate/fitting-answers.ts';
import { type Measured, valueOf } from './populate/observations.ts';
import { type OpenedWith, openedWith, type Sources } from './populate/opened-with.ts';
import type { PopulationIssue } from './populate/population-issue.ts';
import { startingAnswers, startingAnswersOfRow } from './starting-answers.ts';
import { type ItemNode, type ItemTree, ROWS_MAX, treeOf } from './tree.ts';

/** Where the walk is. */
interface Place {
  readonly rows: readonly string[];
  /** How old an Observation may be here, in milliseconds. */
  readonly period: number | undefined;
  /** Parts of the Observation that an item above stands for: only these fill what lies below it. */
  readonly within: readonly Measured[] | undefined;
}

/** One filling in of one form, before anybody has seen it. Expressions see everything filled in so far, asked or not. */
class Population implements Surroundings {
  readonly form: CompiledForm;
  readonly answers: Map<string, readonly Answer[]>;
  readonly problems: PopulationIssue[] = [];
  tree: ItemTree;
  enabled: ReadonlySet<string>;
  readonly #now: Date;
  readonly #with: OpenedWith;
  readonly #sources: SourceItems;
  readonly #context: EvaluationContext;
  #run: ExpressionRun;
  /** Of a row, or of a group: the name its population context has below. */
  readonly #names = new Map<string, { readonly name: string; readonly value: unknown }>();
  readonly #calculating = new Set<ItemNode>();

  constructor(form: CompiledForm, now: Date, sources: Sources) {
    this.form = form;
    this.#now = now;
    this.#with = openedWith(form, sources, (issue) => this.problems.push(issue));
    this.#sources = sourceItems(form);
    this.#context = { now, resources: this.#with.resources };
    this.answers = new Map(startingAnswers(form));
    this.tree = treeOf(form, this.answers);
    this.enabled = new Set(this.tree.byKey.keys());
    this.#run = new ExpressionRun(this, this.#context);
  }

  given(node: ItemNode): readonly Answer[] {
    const calculated = node.item.expressions?.calculated;
    if (calculated === undefined || this.#calculating.has(node)) return this.answers.get(node.key) ?? [];
    this.#calculating.add(node);
    const results = this.#run.results(calculated, node);
    this.#calculating.delete(node);
    return results === undefined ? (this.answers.get(node.key) ?? []) : toAnswers(node.item, results);
  }

  named(name: string, from: ItemNode | undefined): { readonly value: unknown } | undefined {
    for (let node = from; node !== undefined; node = node.parent) {
      const known = this.#names.get(node.key);
      if (known?.name === name) return known;
    }
    return undefined;
  }

  fill(): void {
    const period = this.form.extraction?.linkPeriodMs;
    this.#items(this.form.roots, { rows: [], period, within: undefined });
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
    if (item.initial.length > 0) return undefined;
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
    if (period === undefined || item.code.length === 0) return [];
    const now = this.#now.getTime();
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
    this.enabled = new Set(this.tree.byKey.keys());
    this.#run = new ExpressionRun(this, this.#context);
  }

  #report({ linkId }: FormItem, codes: Iterable<PopulationIssue['code']>, path?: string): void {
    for (const code of codes) {
      this.problems.push({ severity: 'warning', code, linkId, ...(path !== undefined && { path }) });
    }
  }
}

/**
 * The answers a form starts with when it is opened for somebody: its initial values; where there are none, in document
 * order, what `initialExpression` gives and the latest Observation that `observationLinkPeriod` allows; and a row for
 * each result of `itemPopulationContext`. What cannot be filled in is left to the person, and reported. Never throws.
 * Source: SDC, form population (http://hl7.org/fhir/uv/sdc/populate.html).
 * @param sources.resources by the name of a launch context or of a variable whose query is not run here
 * @param sources.bundle launch contexts that are not named are taken from it by their type, where only one is there
 */
export const populate = (
  form: CompiledForm,
  { now, ...sources }: Sources & { readonly now: Date },
): { readonly answers: Answers; readonly problems: readonly PopulationIssue[] } => {
  const population = new Population(form, now, sources);
  population.fill();
  const { answers, problems } = population;
  return { answers, problems };
};
