import type { Outcome } from '../../contract/problem.ts';

/** The demo's data are constants: a refusal is a bug. */
export const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`demo data refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
};
