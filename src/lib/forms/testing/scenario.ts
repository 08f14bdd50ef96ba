import { expect } from 'vitest';
import type { AbsentReason, Answer, Answers, ValueAnswer } from '../answer-types.ts';
import { quantityIn } from '../codec/quantity.ts';
import { codecOf, codecsOfItem } from '../codec/codecs.ts';
import { compileForm, type CompileTools } from '../compile.ts';
import { evaluate, reevaluate } from '../run/evaluate.ts';
import type { Evaluation } from '../run/evaluation.ts';
import type { EvaluationContext } from '../run/evaluation-context.ts';
import type { CompiledForm, FormItem, FormOption } from '../form.ts';
import { givenOf } from '../run/given.ts';
import type { AnswerIssue } from '../issue.ts';
import { keyOf } from '../run/key.ts';
import { respond } from '../response/respond.ts';
import { restore } from '../response/restore.ts';
import { FormRows } from '../run/rows.ts';
import { startingAnswers } from '../run/starting-answers.ts';
import { validate } from '../run/validate.ts';
import { aQuestionnaire } from './questionnaire.ts';

/** What a test says an answer is; the item's type decides how it is held. */
export type Said = boolean | number | string | ValueAnswer;

/** An item, or one in a row: `['child-name', 1]` is the one in the first row, `['dose', 1, 2]` in the second of the first. */
export type At = string | readonly [linkId: string, ...rows: number[]];

/** The compiled form of a Questionnaire that must compile. */
export const compiled = (questionnaire: unknown, tools?: CompileTools): CompiledForm => {
  const { form, problems } = compileForm(questionnaire, tools);
  if (form === undefined) throw new Error(`refused: ${JSON.stringify(problems)}`);
  return form;
};

/**
 * A client of the engine without a screen, in the language of tests: it answers as a person does, one question
 * after the other, and re-evaluates after each.
 */
export class Scenario {
  readonly form: CompiledForm;
  readonly #answers: Map<string, readonly Answer[]>;
  #evaluation: Evaluation;
  /** Keys looked at again by the last answer. */
  touched: readonly string[] = [];

  /** @param answers what stands there already; else what the form starts with */
  constructor(questionnaire: unknown, tools?: CompileTools, context?: EvaluationContext, answers?: Answers) {
    this.form = compiled(questionnaire, tools);
    this.#answers = new Map(answers ?? startingAnswers(this.form));
    this.#evaluation = evaluate(this.form, this.#answers, context);
  }

  get answers(): Answers {
    return this.#answers;
  }

  get evaluation(): Evaluation {
    return this.#evaluation;
  }

  /** Answers a question; several values for a multi-select, none to clear it. */
  answer(at: At, ...said: readonly Said[]): this {
    const item = this.item(at);
    return this.set(
      at,
      said.map((value) => toAnswer(item, value)),
    );
  }

  absent(at: At, reason: AbsentReason): this {
    return this.set(at, [{ type: 'absent', reason }]);
  }

  set(at: At, given: readonly Answer[]): this {
    const key = this.key(at);
    if (given.length === 0) this.#answers.delete(key);
    else this.#answers.set(key, given);
    this.#step(key);
    return this;
  }

  /** Adds a row at the end of a list. */
  addRow(at: At): this {
    for (const [key, given] of new FormRows(this.#evaluation.tree, this.#answers).added(this.key(at))) {
      this.#answers.set(key, given);
      this.#step(key);
    }
    return this;
  }

  /** Takes away a row of a list, counted from 1. */
  removeRow(at: At, row: number): this {
    const rows = new FormRows(this.#evaluation.tree, this.#answers);
    const list = this.key(at);
    for (const key of rows.keysInRow(list, row - 1)) this.#answers.delete(key);
    this.#answers.set(list, rows.without(list, row - 1));
    this.#step(list);
    return this;
  }

  item(at: At): FormItem {
    const item = this.form.byLinkId.get(typeof at === 'string' ? at : at[0]);
    if (item === undefined) throw new Error('no such item');
    return item;
  }

  /** The key of an item in the rows counted from 1. */
  key(at: At): string {
    if (typeof at === 'string') return at;
    const [linkId, ...counts] = at;
    const item = this.item(at);
    const owners =
      item.listed && counts.length > item.rowOwners.length ? [...item.rowOwners, item] : item.rowOwners;
    const ids: string[] = [];
    counts.forEach((count, depth) => {
      const owner = owners[depth];
      const list = owner && this.#evaluation.tree.byKey.get(keyOf(owner.linkId, ids));
      const id = list?.children[count - 1]?.rows.at(-1);
      if (id === undefined) throw new Error('no such row');
      ids.push(id);
    });
    return keyOf(linkId, ids);
  }

  /** How many rows a list has. */
  rowCount(at: At): number {
    return this.#evaluation.tree.byKey.get(this.key(at))?.children.length ?? 0;
  }

  canAdd(at: At): boolean {
    return new FormRows(this.#evaluation.tree, this.#answers).canAdd(this.key(at));
  }

  canRemove(at: At): boolean {
    return new FormRows(this.#evaluation.tree, this.#answers).canRemove(this.key(at));
  }

  /** linkIds of what is not asked, in document order; those in rows as often as there are rows. */
  get hidden(): readonly string[] {
    const { tree, enabled } = this.#evaluation;
    return tree.nodes.filter(({ key }) => !enabled.has(key)).map(({ item }) => item.linkId);
  }

  isShown(at: At): boolean {
    return this.#evaluation.enabled.has(this.key(at));
  }

  /** The answers that count. */
  given(at: At): readonly Answer[] {
    const key = this.key(at);
    return givenOf(this.item(at), this.#answers.get(key), this.#evaluation.computed.get(key));
  }

  /** The values that count, as a test says them. */
  values(at: At): readonly unknown[] {
    return this.given(at).flatMap((answer) => {
      if (answer.type === 'coding') return answer.value.code;
      return 'value' in answer ? [answer.value] : [];
    });
  }

  /** The options of now. */
  options(at: At): readonly FormOption[] {
    return this.#evaluation.computed.get(this.key(at))?.options ?? this.item(at).options;
  }

  get concerns(): readonly string[] {
    return this.#evaluation.concerns;
  }

  get issues(): readonly AnswerIssue[] {
    return validate(this.form, this.#answers, this.#evaluation);
  }

  /** Issues as `linkId code bound`, warnings with a question mark. */
  get issueLines(): readonly string[] {
    return this.issues.map(
      ({ linkId, code, severity, bound }) =>
        `${linkId} ${code}${severity === 'warning' ? '?' : ''}${bound === undefined ? '' : ` ${bound}`}`,
    );
  }

  /** All of these are asked. */
  expectShown(...ats: readonly At[]): this {
    expect(ats.filter((at) => !this.isShown(at))).toEqual([]);
    return this;
  }

  /** None of these is asked. */
  expectHidden(...ats: readonly At[]): this {
    expect(ats.filter((at) => this.isShown(at))).toEqual([]);
    return this;
  }

  /** The values that count, in order; none for a question without an answer. */
  expectValue(at: At, ...values: readonly unknown[]): this {
    expect(this.values(at), `the answer to ${String(at)}`).toEqual(values);
    return this;
  }

  /** Each of these is missing: completing is held back until it is answered. */
  expectRequired(...ats: readonly At[]): this {
    for (const at of ats) this.expectProblem(at, 'required');
    return this;
  }

  /** @param bound of the limit that is crossed, where the problem has one */
  expectProblem(at: At, code: AnswerIssue['code'], bound?: AnswerIssue['bound']): this {
    const key = this.key(at);
    const found = this.issues.filter((issue) => issue.key === key && issue.code === code);
    expect(found, `${code} at ${String(at)}, among ${this.issueLines.join(', ')}`).toHaveLength(1);
    if (bound !== undefined) expect(found[0]?.bound).toBe(bound);
    return this;
  }

  /** None of these has a problem or a warning; nothing in the form where none is named. */
  expectNoProblem(...ats: readonly At[]): this {
    const keys = new Set(ats.map((at) => this.key(at)));
    const meant = this.issues.filter(({ key }) => ats.length === 0 || keys.has(key));
    expect(meant).toEqual([]);
    return this;
  }

  /** These, and no others, are a reason to look. */
  expectConcerns(...ats: readonly At[]): this {
    expect(this.concerns).toEqual(ats.map((at) => this.key(at)));
    return this;
  }

  /** The items of the response. */
  get responseItems(): unknown {
    return this.response()['item'];
  }

  /** Takes over the answers of a response that must hold no problem. */
  reopen(response: unknown): this {
    const { answers, problems } = restore(
      this.form,
      JSON.parse(JSON.stringify(response)),
      this.#evaluation.context,
    );
    if (problems.length > 0) throw new Error(`not taken: ${JSON.stringify(problems)}`);
    this.#answers.clear();
    for (const [key, given] of answers) this.#answers.set(key, given);
    this.#evaluation = evaluate(this.form, this.#answers, this.#evaluation.context);
    return this;
  }

  response(status: 'in-progress' | 'completed' | 'amended' = 'completed'): Record<string, unknown> {
    return respond(this.form, this.#answers, this.#evaluation, {
      id: 'r1',
      status,
      authored: '2026-04-01T01:00:00.000Z',
      language: 'ja',
    });
  }

  #step(key: string): void {
    const after = reevaluate(this.form, this.#evaluation, this.#answers, key);
    this.#evaluation = after;
    this.touched = after.touched;
  }
}

/** A form of these items that is being filled in. */
export const scenarioOf = (...items: readonly object[]): Scenario => new Scenario(aQuestionnaire(items));

/** What was said as an answer to the item. What it cannot hold is said as a text. */
const toAnswer = (item: FormItem, said: Said): ValueAnswer => {
  if (typeof said === 'object') return said;
  if (item.type === 'quantity' && typeof said === 'number') return quantityIn(item.unit, said);
  const named = item.options.find(
    ({ answer }) =>
      (answer.type === 'coding' && answer.value.code === said) ||
      ('value' in answer && answer.value === said),
  );
  if (named !== undefined) return named.answer;
  if (item.type === 'choice') return { type: 'coding', value: { code: String(said) } };
  const fitting = codecsOfItem(item.type)
    .map((codec) => codec.read(said))
    .find((answer) => answer !== undefined && answer.type !== 'coding' && answer.type !== 'reference');
  return fitting ?? codecOf('string').read(String(said)) ?? { type: 'string', value: String(said) };
};
