import type { ProblemCode } from '../contract/problem.ts';
import type { Messages } from './messages.ts';

/** Who reads the sentence. */
export type ProblemAudience = 'guardian' | 'staff';

/**
 * The sentence for a problem: for guardians plain and with what to do next, for staff what happened and what
 * to do. Never holds the code, a name or a value. Screens that only guardians see take
 * `guardianMessages.problems[code]` and load no staff texts.
 */
export const problemText = (code: ProblemCode, audience: ProblemAudience, messages: Messages): string =>
  audience === 'guardian' ? messages.problems[code] : messages.problemsStaff[code];
