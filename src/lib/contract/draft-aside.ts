import type { ProblemCode } from './problem.ts';

/** Why such a draft lies aside: it is sound, and of a shift whose keys nobody here has any more. */
export const DRAFT_ASIDE = 'draft-of-other-shift' satisfies ProblemCode;

/**
 * Whether what lies aside on a tablet is a draft in whose place a section was begun anew, and not a damaged row.
 * @param aside the table it came from, and why it was taken out of the way
 */
export const isDraftAside = ({
  table,
  reason,
}: {
  readonly table: string;
  readonly reason: ProblemCode;
}): boolean => table === 'drafts' && reason === DRAFT_ASIDE;
