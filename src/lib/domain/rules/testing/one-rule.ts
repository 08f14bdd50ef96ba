import { parseCivilDate, type CivilDate } from '../../civil-date.ts';
import type { RuleFacts } from '../facts.ts';
import { RULES } from '../rules.ts';
import { runRules, type Criterion } from '../run-rules.ts';

export const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

export const TODAY = day('2026-11-21');

/** What one rule says, in the first of its programs unless another is given, switched on whatever its default. */
export const oneRule = (
  id: string,
  facts: Partial<RuleFacts>,
  parameters: Readonly<Record<string, unknown>> = {},
): Criterion => {
  const program = RULES.find((rule) => rule.id === id)?.programs[0];
  if (program === undefined) throw new Error(`there is no rule ${id}`);
  const settings = { [id]: { on: true, parameters } };
  const found = runRules({ program, today: TODAY, ...facts }, settings).find(({ rule }) => rule === id);
  if (found === undefined) throw new Error(`${id} does not belong to ${facts.program ?? program}`);
  return found;
};
