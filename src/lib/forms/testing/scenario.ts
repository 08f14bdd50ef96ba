import { compileForm } from '../compile.ts';
import { evaluate, reevaluate } from '../evaluate.ts';
import type { AbsentReason, Answer, AnswerIssue, Answers, CompiledForm, Evaluation } from '../form.ts';
import { respond } from '../respond.ts';
import { validate } from '../validate.ts';

/** What a test says an answer is; the item's type decides how it is held. */
export type Said = boolean | number | string;

/** The compiled form of a Questionnaire that must compile. */
export const compiled = (questionnaire: unknown): CompiledForm => {
  const { form, problems } = compileForm(questionnaire);
  if (form === undefined) throw new Error(`refused: ${JSON.stringify(problems)}`);
  return form;
};

/**
 * A client of the engine without a screen, in the language of tests: it answers as a person does, one question
 * after the other, and re-evaluates after each.
 */
export class Scenario {
  readonly form: CompiledForm;
  readonly #answers = new Map<string, readonly Answer[]>();
  #evaluation: Evaluation;
  /** linkIds looked at again by the last answer. */
  touched: readonly string[] = [];

  constructor(questionnaire: unknown) {
    this.form = compiled(questionnaire);
    this.#evaluation = evaluate(this.form, this.#answers);
  }

  get answers(): Answers {
    return this.#answers;
  }

  get evaluation(): Evaluation {
    return this.#evaluation;
  }

  /** Answers a question; several values for a multi-select, none to clear it. */
  answer(linkId: string, ...said: readonly Said[]): this {
    return this.set(
      linkId,
      said.map((value) => this.#toAnswer(linkId, value)),
    );
  }

  absent(linkId: string, reason: AbsentReason): this {
    return this.set(linkId, [{ type: 'absent', reason }]);
  }

  set(linkId: string, given: readonly Answer[]): this {
    if (given.length === 0) this.#answers.delete(linkId);
    else this.#answers.set(linkId, given);
    const after = reevaluate(this.form, this.#evaluation, this.#answers, linkId);
    this.#evaluation = after;
    this.touched = after.touched;
    return this;
  }

  isShown(linkId: string): boolean {
    return this.#evaluation.enabled.has(linkId);
  }

  get concerns(): readonly string[] {
    return this.#evaluation.concerns;
  }

  get issues(): readonly AnswerIssue[] {
    return validate(this.form, this.#answers, this.#evaluation);
  }

  response(status: 'in-progress' | 'completed' | 'amended' = 'completed'): Record<string, unknown> {
    return respond(this.form, this.#answers, this.#evaluation, {
      id: 'r1',
      status,
      authored: '2026-04-01T01:00:00.000Z',
      language: 'ja',
    });
  }

  #toAnswer(linkId: string, value: Said): Answer {
    const item = this.form.byLinkId.get(linkId);
    if (item === undefined) throw new Error('no such item');
    const fits = (type: string): boolean => typeof value === type;
    if (item.type === 'boolean' && fits('boolean')) return { type: 'boolean', value: value as boolean };
    if (item.type === 'integer' && fits('number')) return { type: 'integer', value: value as number };
    if (item.type === 'decimal' && fits('number')) return { type: 'decimal', value: value as number };
    if (item.type === 'quantity' && fits('number')) {
      return {
        type: 'quantity',
        value: value as number,
        unit: item.unit?.display ?? '',
        code: item.unit?.code ?? '',
      };
    }
    if (item.type === 'date' && fits('string')) return { type: 'date', value: value as string };
    if (item.type === 'choice') {
      const option = item.options.find(({ coding }) => coding.code === value);
      return { type: 'coding', value: option?.coding ?? { code: String(value) } };
    }
    return { type: 'string', value: String(value) };
  }
}
