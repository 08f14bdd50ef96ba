import type { ProblemCode } from '../contract/problem.ts';
import type { DamagedRow } from './schema.ts';

/** Why such a draft lies aside: it is sound, and of a shift whose keys nobody here has any more. */
export const DRAFT_ASIDE = 'draft-of-other-shift' satisfies ProblemCode;

/** Whether a row that lies aside is a draft in whose place a section was begun anew, and not a damaged one. */
export const isDraftAside = ({ table, reason }: Pick<DamagedRow, 'table' | 'reason'>): boolean =>
  table === 'drafts' && reason === DRAFT_ASIDE;
