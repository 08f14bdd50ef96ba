import { isValue, sameAnswers } from '../answer.ts';
import type { Answer, Answers } from '../answer-types.ts';
import { isQuestionType } from '../codec/codecs.ts';
import { isConcern } from './concern.ts';
import { holdsOf } from './condition.ts';
import type { Computed, Evaluation, Reevaluation } from './evaluation.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { ExpressionRun } from '../expression/expression-run.ts';
import type { CompiledForm, EnableCondition, FormItem } from '../form.ts';
import { givenOf } from './given.ts';
import { NodeQueue } from './node-queue.ts';
import { answerNodesBeside, type ItemNode, type ItemTree, nodesBeside, rowIdOf, treeOf } from './tree.ts';

/** Passes over items that any answer may change, before a form that never settles is left as it is. */
const MAX_ROUNDS = 8;

const NO_ANSWERS: readonly Answer[] = [];
const NO_COMPUTED = new Map<string, Computed>();

/** One working out of what follows from the answers. */
class Working {
  readonly form: CompiledForm;
  readonly tree: ItemTree;
  readonly answers: Answers;
  readonly computed: Map<string, Computed>;
  /** Shared with the evaluation before until something flips. */
  #enabled: Set<string> | undefined;
  readonly #before: ReadonlySet<string>;
  readonly #run: ExpressionRun | undefined;

  constructor(
    form: CompiledForm,
    tree: ItemTree,
    answers: Answers,
    before: Pick<Evaluation, 'enabled' | 'computed' | 'context'>,
  ) {
    this.form = form;
    this.tree = tree;
    this.answers = answers;
    this.#before = before.enabled;
    this.computed = form.hasExpressions ? new Map(before.computed) : NO_COMPUTED;
    this.#run = form.hasExpressions ? new ExpressionRun(this, before.context) : undefined;
  }

  /** Keys of what is asked: the set of the evaluation before where nothing flipped. */
  get enabled(): ReadonlySet<string> {
    return this.#enabled ?? this.#before;
  }

  #flip(key: string, isEnabled: boolean): void {
    this.#enabled ??= new Set(this.#before);
    if (isEnabled) this.#enabled.add(key);
    else this.#enabled.delete(key);
  }

  /** Forgets instances that are no longer there. */
  dropGone(): void {
    for (const key of this.#before) if (!this.tree.byKey.has(key)) this.#flip(key, false);
    for (const key of this.computed.keys()) if (!this.tree.byKey.has(key)) this.computed.delete(key);
  }

  /** The answers that count at a node. */
  given(node: ItemNode): readonly Answer[] {
    return givenOf(node.item, this.answers.get(node.key), this.computed.get(node.key));
  }

  hasValue(node: ItemNode): boolean {
    return this.given(node).some(isValue);
  }

  /** Settles one node; its parent and everything it reads are settled. @returns whether others may see a change */
  settle(node: ItemNode): { readonly flipped: boolean; readonly changed: boolean } {
    const was = this.enabled.has(node.key);
    const now = this.#isEnabled(node);
    if (now !== was) {
      this.#flip(node.key, now);
      this.#run?.forget();
    }
    const changed = node.item.expressions !== undefined && this.#compute(node, now);
    return { flipped: now !== was, changed };
  }

  #isEnabled(node: ItemNode): boolean {
    const { item, parent } = node;
    if (parent !== undefined && !this.#opens(parent, node)) return false;
    if (node.role === 'row') return true;
    if (item.enableWhen.length > 0 && !this.#conditionsHold(node)) return false;
    const expression = item.expressions?.enableWhen;
    return expression === undefined || this.#run?.isTrue(expression, node) === true;
  }

  /** Whether what stands below a node is asked: R4 writes it inside an answer, so there must be one. */
  #opens(parent: ItemNode, node: ItemNode): boolean {
    if (!this.enabled.has(parent.key)) return false;
    if (node.role === 'row' || node.item.type === 'display') return true;
    const isQuestion = isQuestionType(parent.item.type) && !parent.item.perAnswer;
    return !isQuestion || this.hasValue(parent);
  }

  #conditionsHold(node: ItemNode): boolean {
    const { enableWhen, enableBehavior } = node.item;
    const holds = (condition: EnableCondition): boolean =>
      holdsOf(condition, this.#answersTo(condition, node));
    return enableBehavior === 'any' ? enableWhen.some(holds) : enableWhen.every(holds);
  }

  /** The answer to a question that is not asked counts as none: the response will not have it either. */
  #answersTo({ question }: EnableCondition, node: ItemNode): readonly Answer[] {
    const item = this.form.byLinkId.get(question);
    if (item === undefined) return NO_ANSWERS;
    const nodes = answerNodesBeside(this.tree, item, node);
    const [first] = nodes;
    if (first !== undefined && nodes.length === 1) {
      return this.enabled.has(first.key) ? ofOwnRow(item, node, this.given(first)) : NO_ANSWERS;
    }
    return nodes.filter(({ key }) => this.enabled.has(key)).flatMap((each) => this.given(each));
  }

  /** @returns whether the answers that count here are others now */
  #compute(node: ItemNode, isEnabled: boolean): boolean {
    const before = this.given(node);
    const computes = isEnabled && node.role !== 'list' && !(node.role === 'row' && node.item.perAnswer);
    const computed = computes ? this.#run?.computed(node) : undefined;
    if (computed === undefined) this.computed.delete(node.key);
    else this.computed.set(node.key, computed);
    const changed = !sameAnswers(before, this.given(node));
    if (changed) this.#run?.forget();
    return changed;
  }

  /** Settles everything from nothing. */
  settleAll(): void {
    for (const item of this.form.evaluationOrder) {
      for (const node of this.tree.byItem[item.index] ?? []) this.#settleWithRows(node);
    }
    for (let round = 1; round < MAX_ROUNDS && this.form.restless.length > 0; round += 1) {
      let isCalm = true;
      for (const item of this.form.evaluationOrder) {
        for (const node of this.tree.byItem[item.index] ?? []) {
          if (this.#settleWithRows(node)) isCalm = false;
        }
      }
      if (isCalm) return;
    }
  }

  #settleWithRows(node: ItemNode): boolean {
    const { flipped, changed } = this.settle(node);
    let isOther = flipped || changed;
    if (node.item.listed || node.item.perAnswer) {
      for (const row of node.children) {
        const of = this.settle(row);
        isOther ||= of.flipped || of.changed;
      }
    }
    return isOther;
  }

  concernsAmong(nodes: Iterable<ItemNode>): readonly string[] {
    const keys: string[] = [];
    for (const node of nodes) if (this.isConcern(node)) keys.push(node.key);
    return keys;
  }

  isConcern(node: ItemNode): boolean {
    const { item, role } = node;
    const holdsAnswers = isQuestionType(item.type) && role !== 'list' && !(role === 'row' && item.perAnswer);
    return holdsAnswers && this.enabled.has(node.key) && isConcern(item, this.given(node));
  }
}

/** Under one answer of a multi-select its question has that answer alone. */
const ofOwnRow = (item: FormItem, node: ItemNode, given: readonly Answer[]): readonly Answer[] => {
  const depth = item.rowOwners.length;
  if (!item.perAnswer || node.item.rowOwners[depth] !== item) return given;
  return given.filter((answer) => rowIdOf(answer) === node.rows[depth]);
};

const NOTHING: Pick<Evaluation, 'enabled' | 'computed'> = { enabled: new Set(), computed: new Map() };

const finished = (working: Working, context: EvaluationContext | undefined): Evaluation => ({
  tree: working.tree,
  enabled: working.enabled,
  computed: working.computed,
  concerns: working.concernsAmong(working.tree.nodes),
  context,
});

/**
 * What follows from the answers, from scratch: one pass in evaluation order.
 * @param context what expressions may read beside the answers; without it those that need it give nothing
 */
export const evaluate = (form: CompiledForm, answers: Answers, context?: EvaluationContext): Evaluation => {
  const working = new Working(form, treeOf(form, answers, context), answers, { ...NOTHING, context });
  working.settleAll();
  return finished(working, context);
};

const inOrder = (tree: ItemTree, keys: Iterable<string>): readonly string[] => {
  const orderOf = (key: string): number => tree.byKey.get(key)?.order ?? 0;
  return [...keys].sort((left, right) => orderOf(left) - orderOf(right));
};

/** The concerns after these nodes may have changed; the same array when none of them did. */
const concernsAfter = (
  working: Working,
  before: readonly string[],
  nodes: readonly ItemNode[],
): readonly string[] => {
  const concerns = new Set(before);
  let changed = false;
  for (const key of before) {
    if (working.tree.byKey.has(key)) continue;
    concerns.delete(key);
    changed = true;
  }
  for (const node of nodes) {
    const now = working.isConcern(node);
    if (now === concerns.has(node.key)) continue;
    changed = true;
    if (now) concerns.add(node.key);
    else concerns.delete(node.key);
  }
  return changed ? inOrder(working.tree, concerns) : before;
};

/** One re-evaluation: the nodes still to be looked at and those that may be a concern now. */
class Step {
  readonly #working: Working;
  readonly #queue: NodeQueue;
  readonly touched: string[] = [];
  readonly moved: ItemNode[] = [];
  computed = false;

  constructor(working: Working) {
    this.#working = working;
    this.#queue = new NodeQueue(working.form.evaluationRank);
  }

  /** The answers that count at this node are others now. */
  spread(node: ItemNode): void {
    const { form, tree } = this.#working;
    this.moved.push(node);
    for (const item of form.dependents.get(node.item.linkId) ?? []) {
      const readsAll = form.readsAllRows.has(item);
      this.#addAll(item, readsAll ? (tree.byItem[item.index] ?? []) : nodesBeside(tree, item, node));
    }
    if (isQuestionType(node.item.type)) this.addBelow(node);
  }

  add(node: ItemNode): void {
    this.#queue.add(node);
  }

  addBelow(node: ItemNode): void {
    for (const child of node.children) this.#queue.add(child);
  }

  /** The rows of this list are others now: whatever reads all of them. Inside a row only its own matter. */
  addReadersOfRows(list: ItemNode): void {
    const { form, tree } = this.#working;
    const { index, lastIndex } = list.item;
    for (const { linkId } of form.items.slice(index, lastIndex + 1)) {
      for (const item of form.dependents.get(linkId) ?? []) {
        const readsAll = form.readsAllRows.has(item);
        if (!readsAll && item.index > index && item.index <= lastIndex) continue;
        this.#addAll(item, readsAll ? (tree.byItem[item.index] ?? []) : nodesBeside(tree, item, list));
      }
    }
  }

  /** Instances of an item that may give something else now; of a list with expressions its rows as well. */
  #addAll(item: FormItem, nodes: readonly ItemNode[]): void {
    for (const node of nodes) {
      this.#queue.add(node);
      if (item.expressions !== undefined && node.role === 'list') this.addBelow(node);
    }
  }

  run(): void {
    for (let node = this.#queue.take(); node !== undefined; node = this.#queue.take()) {
      this.touched.push(node.key);
      const { flipped, changed } = this.#working.settle(node);
      if (node.item.expressions !== undefined) this.computed = true;
      if (!flipped && !changed) continue;
      if (flipped) {
        this.moved.push(node);
        this.addBelow(node);
      }
      if (changed || this.#working.given(node).length > 0) this.spread(node);
    }
  }
}

/** The evaluation after the rows of one item changed: rows that came are settled, what reads any row is looked at. */
const afterRows = (
  form: CompiledForm,
  before: Evaluation,
  answers: Answers,
  changedKey: string,
): Reevaluation => {
  const tree = treeOf(form, answers, before.context);
  const working = new Working(form, tree, answers, before);
  working.dropGone();
  const step = new Step(working);
  const list = tree.byKey.get(changedKey);
  if (list !== undefined) {
    step.addReadersOfRows(list);
    for (const row of list.children) if (!before.tree.byKey.has(row.key)) step.add(row);
  }
  step.run();
  return {
    ...finished(working, before.context),
    touched: step.touched,
  };
};

/**
 * The evaluation after the answers at one key changed: equal to {@link evaluate} of the same answers, but only
 * instances that depend on the change are looked at, each once. What did not change is the object of `before`.
 * @param before the evaluation of the same answers but for those at `changedKey`
 */
export const reevaluate = (
  form: CompiledForm,
  before: Evaluation,
  answers: Answers,
  changedKey: string,
): Reevaluation => {
  const node = before.tree.byKey.get(changedKey);
  if (node === undefined) return { ...before, touched: [] };
  if (form.restless.length > 0) {
    const after = evaluate(form, answers, before.context);
    return { ...after, touched: [...after.tree.byKey.keys()] };
  }
  const holdsRows = node.role === 'list' || node.item.perAnswer;
  if (holdsRows) return afterRows(form, before, answers, changedKey);
  if (!before.enabled.has(changedKey)) return { ...before, touched: [] };
  const working = new Working(form, before.tree, answers, before);
  const step = new Step(working);
  step.spread(node);
  step.run();
  return {
    tree: before.tree,
    enabled: working.enabled,
    computed: step.computed ? working.computed : before.computed,
    concerns: concernsAfter(working, before.concerns, step.moved),
    context: before.context,
    touched: step.touched,
  };
};
