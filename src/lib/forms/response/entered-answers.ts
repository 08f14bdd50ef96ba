import { readValue, sameAnswers, writeValue } from '../answer.ts';
import type { Answer, Answers } from '../answer-types.ts';
import { evaluate } from '../run/evaluate.ts';
import type { EvaluationContext } from '../run/evaluation-context.ts';
import type { CompiledForm } from '../form.ts';

/** The answer as a response holds it. */
const asWritten = (answer: Answer): Answer => {
  const json = writeValue(answer);
  return (json && readValue(json)) ?? answer;
};

/**
 * The answers of a response without those that the form calculates to the same value: they go on following what they
 * are calculated from. Any other value in their place was put there by a person and stays.
 */
export const enteredAnswers = (
  form: CompiledForm,
  answers: Map<string, readonly Answer[]>,
  context?: EvaluationContext,
): Answers => {
  if (!form.items.some(({ overtypable }) => overtypable)) return answers;
  const { tree, computed } = evaluate(form, answers, context);
  for (const [key, { answers: calculated }] of computed) {
    const given = answers.get(key);
    if (tree.byKey.get(key)?.item.overtypable !== true || given === undefined) continue;
    if (calculated !== undefined && sameAnswers(calculated.map(asWritten), given)) answers.delete(key);
  }
  return answers;
};
