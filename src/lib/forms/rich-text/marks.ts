import type { RichEmphasisKind, RichInline, RichLeaf, RichStyle } from './rich-text.ts';

/** One layer of form around a run of text. */
export type Mark =
  | { readonly kind: RichEmphasisKind }
  | { readonly kind: 'link'; readonly href: string; readonly host: string }
  | { readonly kind: 'styled'; readonly style: RichStyle };

/** The layers around a place in a text, outermost first. */
export type Marks = readonly Mark[];

/** A leaf with the layers around it. */
export interface MarkedLeaf {
  readonly marks: Marks;
  readonly leaf: RichLeaf;
}

/**
 * One layer more. A link within a link and the same emphasis once more change nothing, so that only styles nest deeply;
 * the parsers bound these.
 */
export const withMark = (marks: Marks, mark: Mark): Marks => {
  if (mark.kind !== 'styled' && marks.some(({ kind }) => kind === mark.kind)) return marks;
  return [...marks, mark];
};

const wrapped = (mark: Mark, children: readonly RichInline[]): RichInline => ({ ...mark, children });

/** Leaves with their layers as a tree. Neighbours share a layer when it is the same object. */
export const nested = (leaves: readonly MarkedLeaf[]): readonly RichInline[] => {
  const root: RichInline[] = [];
  const open: { readonly mark: Mark; readonly children: RichInline[] }[] = [];
  const closeTo = (depth: number): void => {
    while (open.length > depth) {
      const layer = open.pop();
      if (layer) (open.at(-1)?.children ?? root).push(wrapped(layer.mark, layer.children));
    }
  };
  for (const { marks, leaf } of leaves) {
    let shared = 0;
    while (shared < open.length && shared < marks.length && open[shared]?.mark === marks[shared]) shared++;
    closeTo(shared);
    for (const mark of marks.slice(shared)) open.push({ mark, children: [] });
    (open.at(-1)?.children ?? root).push(leaf);
  }
  closeTo(0);
  return root;
};
