import type { FormPage } from '../forms/run/pages.ts';
import type { ItemNode, ItemTree } from '../forms/run/tree.ts';

/** A node and everything below it. */
export const nodesBelow = (node: ItemNode): readonly ItemNode[] => [
  node,
  ...node.children.flatMap(nodesBelow),
];

/** What a page draws at its top level: what is in its group, or its question. */
export const drawnOn = ({ group, questions }: FormPage, tree: ItemTree): readonly ItemNode[] => {
  const named = group && tree.byKey.get(group.linkId);
  if (named !== undefined && named.role !== 'list') return named.children;
  return questions.flatMap(({ linkId }) => tree.byKey.get(linkId) ?? []);
};

/**
 * Everything that is answered on a page: a question alone, as what is asked below it has pages of its own; of a list
 * and of what stands for each answer all that is in it; of a group's page all of the group.
 */
export const answeredOn = (page: FormPage, tree: ItemTree): readonly ItemNode[] => {
  const named = page.group && tree.byKey.get(page.group.linkId);
  if (named !== undefined) return nodesBelow(named);
  return drawnOn(page, tree).flatMap((node) =>
    node.role === 'list' || node.item.perAnswer ? nodesBelow(node) : [node],
  );
};
