/** Revisions that no later one was made from: one, unless two tablets wrote without knowing each other. */
export const recordHeads = <
  Revision extends { readonly revisionId: string; readonly parents: readonly string[] },
>(
  revisions: readonly Revision[],
): readonly Revision[] => {
  const known = new Set(revisions.flatMap(({ parents }) => parents));
  return revisions.filter(({ revisionId }) => !known.has(revisionId));
};
