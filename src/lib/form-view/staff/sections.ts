import type { FormItem } from '../../forms/form.ts';
import { isQuestionType } from '../../forms/codec/codecs.ts';
import type { ItemNode } from '../../forms/run/tree.ts';
import { rareKindOf } from '../rare/rare-kind.ts';

/** A part of a layout in one piece: a root group, or the roots between two of them. */
export interface FormSection {
  /** linkId of its first root. */
  readonly key: string;
  /** The group that names it; `undefined` for loose questions. */
  readonly group: FormItem | undefined;
  /** What is drawn, in order: what is in the group, or the group itself where it is drawn as a whole. */
  readonly nodes: readonly ItemNode[];
  /** linkIds of all questions in it, at every depth. */
  readonly questions: ReadonlySet<string>;
}

/** Whether the section's group is drawn as a whole: its component says all but its name. */
export const isDrawnWhole = ({ group, nodes }: FormSection): boolean =>
  group !== undefined && nodes[0]?.item === group;

const questionsIn = (items: readonly FormItem[]): readonly string[] =>
  items.flatMap(({ type, linkId, children }) => [
    ...(isQuestionType(type) ? [linkId] : []),
    ...questionsIn(children),
  ]);

/** The group is a list of rows, tabs or a table: its parts do not stand alone. */
const isWhole = (node: ItemNode): boolean => node.role === 'list' || rareKindOf(node) !== undefined;

/** The sections of a form in document order. What is hidden is in none. */
export const sectionsOf = (roots: readonly ItemNode[]): readonly FormSection[] => {
  const sections: FormSection[] = [];
  let loose: ItemNode[] = [];
  const add = (key: string, group: FormItem | undefined, nodes: readonly ItemNode[]): void => {
    sections.push({ key, group, nodes, questions: new Set(questionsIn(nodes.map(({ item }) => item))) });
  };
  const close = (): void => {
    const [first] = loose;
    if (first !== undefined) add(first.item.linkId, undefined, loose);
    loose = [];
  };
  for (const root of roots) {
    if (root.item.hidden) continue;
    if (root.item.type !== 'group') {
      loose.push(root);
      continue;
    }
    close();
    add(root.item.linkId, root.item, isWhole(root) ? [root] : root.children);
  }
  close();
  return sections;
};
