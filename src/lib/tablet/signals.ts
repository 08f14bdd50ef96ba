import { evaluate } from '../forms/run/evaluate.ts';
import type { Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { Signals } from './board-line.ts';

/** How many answers are a reason to look, and how many questions the guardian leaves to staff. */
export const signalsOf = (form: CompiledForm, answers: Answers): Signals => {
  const { enabled, concerns } = evaluate(form, answers);
  const asks = [...answers].filter(
    ([linkId, given]) =>
      enabled.has(linkId) &&
      given.some((answer) => answer.type === 'absent' && answer.reason === 'temp-unknown'),
  );
  return { concerns: concerns.length, asks: asks.length };
};
