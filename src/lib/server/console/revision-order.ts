/** What the order of revisions is decided by. */
interface Ordered {
  readonly revisionId: string;
  readonly parents: readonly string[];
  /** Stamp of the hybrid logical clock as text that sorts. */
  readonly hlc: string;
  readonly hubSeq: number;
}

const earlierFirst = (left: Ordered, right: Ordered): number =>
  left.hlc === right.hlc ? left.hubSeq - right.hubSeq : left.hlc < right.hlc ? -1 : 1;

/**
 * Revisions, the earliest first: each after those it was made from, else by the logical clocks of their tablets, else
 * by arrival.
 */
export const inOrderMade = <Revision extends Ordered>(
  revisions: readonly Revision[],
): readonly Revision[] => {
  const waiting = new Map(revisions.toSorted(earlierFirst).map((each) => [each.revisionId, each]));
  const ordered: Revision[] = [];
  const nextOf = (): Revision | undefined =>
    [...waiting.values()].find(({ parents }) => !parents.some((parent) => waiting.has(parent)));
  for (let next = nextOf(); next !== undefined; next = nextOf()) {
    waiting.delete(next.revisionId);
    ordered.push(next);
  }
  // Revisions that name each other as parents were forged: they are shown all the same.
  return [...ordered, ...waiting.values()];
};
