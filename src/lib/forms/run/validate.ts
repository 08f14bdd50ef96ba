import { answerKey, isSettled, isValue } from '../answer.ts';
import type { Answer, Answers, ValueAnswer } from '../answer-types.ts';
import { dayDefects, type KnownDays } from '../codec/day-bounds.ts';
import { codecOfAnswer, codecsOfItem, isChoiceType, isQuestionType } from '../codec/codecs.ts';
import type { Evaluation } from './evaluation.ts';
import { ExpressionRun } from '../expression/expression-run.ts';
import { filesWithoutRoom } from './file-room.ts';
import type { CompiledForm, Constraint, FormItem, FormOption } from '../form.ts';
import type { AnswerIssue } from '../issue.ts';
import { givenAt } from '../response/respond.ts';
import type { ItemNode } from './tree.ts';

/** A defect before it is said whose. */
type Finding = Omit<AnswerIssue, 'linkId' | 'key'>;

const error = (code: AnswerIssue['code'], bound?: number): Finding => ({
  code,
  severity: 'error',
  ...(bound !== undefined && { bound }),
});

/** Defects of the answers to one question as a set: how many, which together. */
const findingsTogether = (item: FormItem, given: readonly Answer[]): readonly Finding[] => {
  if (given.length < 2) return [];
  if (given.some(({ type }) => type === 'absent')) return [error('option-exclusive')];
  if (!item.repeats || item.listed) return [error('too-many')];
  const keys = given.map(answerKey);
  const findings: Finding[] = new Set(keys).size < keys.length ? [error('too-many')] : [];
  if (keys.some((key) => item.optionByKey.get(key)?.exclusive === true))
    findings.push(error('option-exclusive'));
  return findings;
};

const isSame = (one: Finding, other: Finding): boolean =>
  one.code === other.code &&
  one.severity === other.severity &&
  one.bound === other.bound &&
  one.constraint === other.constraint;

/** Two answers with the same defect, and a defect of each beside that of both, are told once. */
const eachOnce = (findings: readonly Finding[]): readonly Finding[] =>
  findings.length < 2
    ? findings
    : findings.filter((found, at) => findings.findIndex((other) => isSame(found, other)) === at);

/** How many answers a question that repeats may and must have, none at all aside. */
const findingsOfCount = ({ minOccurs, maxOccurs }: FormItem, count: number): readonly Finding[] => {
  if (count > 0 && minOccurs !== undefined && count < minOccurs) return [error('too-few', minOccurs)];
  return maxOccurs !== undefined && count > maxOccurs ? [error('too-many', maxOccurs)] : [];
};

/** Whether a choice takes the answer: one of its options, or its own words where it is open. */
const isOffered = (
  item: FormItem,
  answer: ValueAnswer,
  options: readonly FormOption[] | undefined,
): boolean => {
  if (item.type === 'open-choice' && answer.type === 'string') return true;
  const key = answerKey(answer);
  return options === undefined
    ? item.optionByKey.has(key)
    : options.some((option) => answerKey(option.answer) === key);
};

const findingsOfAnswer = (
  item: FormItem,
  answer: Answer,
  options: readonly FormOption[] | undefined,
  days: KnownDays | undefined,
): readonly Finding[] => {
  if (answer.type === 'absent') {
    return item.absentReasons.includes(answer.reason) ? [] : [error('option-unknown')];
  }
  const codec = codecOfAnswer(answer);
  if (answer.type === 'row' || codec === undefined) return [error('type')];
  if (!codecsOfItem(item.type).includes(codec)) return [error('type')];
  if (!codec.isValid(answer)) {
    if (answer.type === 'time') return [error('not-a-time')];
    return [error(answer.type === 'date' || answer.type === 'dateTime' ? 'not-a-date' : 'type')];
  }
  if (isChoiceType(item.type) && !isOffered(item, answer, options)) return [error('option-unknown')];
  return [...codec.defects(item, answer), ...dayDefects(item, answer, days)];
};

/**
 * Defects of the answers held at one node that is asked. A group, a display or a list has none of its own here.
 * @param options the options of now, where an expression decides over them
 * @param days what bounds by today and by the day of birth are held against
 */
export const validateItem = (
  node: Pick<ItemNode, 'item' | 'key' | 'role'>,
  given: readonly Answer[],
  options?: readonly FormOption[],
  days?: KnownDays,
): readonly AnswerIssue[] => {
  const { item, key, role } = node;
  const { linkId } = item;
  const of = (finding: Finding): AnswerIssue => ({ linkId, key, ...finding });
  if (role === 'list') return [];
  if (!isQuestionType(item.type)) return given.length === 0 ? [] : [of(error('type'))];
  const filled = given.filter((answer) => answer.type === 'absent' || isValue(answer));
  if (filled.length === 0) {
    const isDue = item.required && !item.hidden && role === 'single';
    return isDue ? [of(error('required'))] : [];
  }
  const values = filled.filter(({ type }) => type !== 'absent').length;
  return eachOnce([
    ...findingsTogether(item, filled),
    ...(item.repeats && !item.listed ? findingsOfCount(item, values) : []),
    ...filled.flatMap((answer) => findingsOfAnswer(item, answer, options, days)),
  ]).map(of);
};

/** One look through all answers of a form. */
class Inspection {
  readonly #form: CompiledForm;
  readonly #answers: Answers;
  readonly #evaluation: Evaluation;
  readonly #days: KnownDays | undefined;
  readonly #settled = new Set<ItemNode>();
  readonly #withoutRoom: ReadonlyMap<string, number>;
  readonly #run: ExpressionRun | undefined;

  constructor(form: CompiledForm, answers: Answers, evaluation: Evaluation, days: KnownDays | undefined) {
    this.#form = form;
    this.#answers = answers;
    this.#evaluation = evaluation;
    this.#days = days;
    const { tree, enabled, context } = evaluation;
    const of = { form, tree, enabled, given: (node: ItemNode) => this.#given(node) };
    this.#withoutRoom = filesWithoutRoom(of);
    this.#run = form.hasExpressions ? new ExpressionRun(of, context) : undefined;
    for (const node of tree.nodes)
      if (enabled.has(node.key) && isSettled(this.#given(node))) this.#settle(node);
  }

  #given(node: ItemNode): readonly Answer[] {
    return givenAt(node, this.#answers, this.#evaluation);
  }

  /** The node and everything around it has something inside that is answered. */
  #settle(node: ItemNode): void {
    for (let each: ItemNode | undefined = node; each !== undefined; each = each.parent) {
      if (this.#settled.has(each)) return;
      this.#settled.add(each);
    }
  }

  issues(): readonly AnswerIssue[] {
    const { tree, enabled } = this.#evaluation;
    const issues: AnswerIssue[] = [];
    for (const node of tree.nodes) if (enabled.has(node.key)) issues.push(...this.#issuesAt(node));
    for (const found of this.#broken(this.#form.constraints, undefined)) {
      issues.push({ linkId: '', key: '', ...found });
    }
    return issues;
  }

  #issuesAt(node: ItemNode): readonly AnswerIssue[] {
    const { item, key, role } = node;
    const { linkId } = item;
    const options = this.#evaluation.computed.get(key)?.options;
    const own = validateItem(node, this.#given(node), options, this.#days);
    const whole = [
      ...this.#roomless(node, own),
      ...this.#asWhole(node),
      ...(role === 'row' ? [] : this.#broken(item.constraints, node)),
    ];
    return whole.length === 0 ? own : [...whole.map((found) => ({ linkId, key, ...found })), ...own];
  }

  /** A file that fits by itself but not with those before it. */
  #roomless({ key }: ItemNode, own: readonly AnswerIssue[]): readonly Finding[] {
    const bytes = this.#withoutRoom.get(key);
    if (bytes === undefined || own.some(({ code }) => code === 'too-large')) return [];
    return [error('too-large', bytes === 0 ? undefined : bytes)];
  }

  /** What a group or a list must have inside. */
  #asWhole(node: ItemNode): readonly Finding[] {
    const { item, role, children } = node;
    const isGroup = item.type === 'group';
    if (role === 'row' || (role === 'single' && !isGroup)) return [];
    if (!this.#settled.has(node)) return item.required && !item.hidden ? [error('required')] : [];
    if (role !== 'list') return [];
    return findingsOfCount(item, children.filter((row) => this.#settled.has(row)).length);
  }

  /** Rules that say no. One that cannot be evaluated, or gives nothing, holds. */
  #broken(constraints: readonly Constraint[], node: ItemNode | undefined): readonly Finding[] {
    return constraints.flatMap(({ expression, severity }, constraint): readonly Finding[] =>
      this.#run?.results(expression, node)?.[0] === false
        ? [{ code: 'constraint', severity, constraint }]
        : [],
    );
  }
}

/**
 * Every defect of what is asked, in document order; at last those of the form as a whole, whose linkId is empty. What
 * is not asked has no defects, whatever was answered before.
 * @param days what bounds by today and by the day of birth are held against; without it they hold
 */
export const validate = (
  form: CompiledForm,
  answers: Answers,
  evaluation: Evaluation,
  days?: KnownDays,
): readonly AnswerIssue[] => new Inspection(form, answers, evaluation, days).issues();
