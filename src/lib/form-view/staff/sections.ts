import type { FormItem } from '../../forms/form.ts';
import { isQuestionType } from '../../forms/codec/codecs.ts';
import type { ItemNode } from '../../forms/tree.ts';
import type { FormState } from '../FormState.svelte.ts';
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

export interface SectionStatus {
  /** Nothing is answered. */
  readonly empty: boolean;
  /** Expected answers that are not there. */
  readonly missing: number;
  /** Answers that are wrong or asked back. */
  readonly checks: number;
}

const questionsIn = (items: readonly FormItem[]): readonly string[] =>
  items.flatMap(({ type, linkId, children }) => [
    ...(isQuestionType(type) ? [linkId] : []),
    ...questionsIn(children),
  ]);

/** The group is a list of rows, tabs or a table: its parts do not stand alone. */
const isDrawnWhole = (node: ItemNode): boolean => node.role === 'list' || rareKindOf(node) !== undefined;

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
    add(root.item.linkId, root.item, isDrawnWhole(root) ? [root] : root.children);
  }
  close();
  return sections;
};

/** How far a section is. Reads only the cells of its own items. */
export const sectionStatus = (form: FormState, { nodes }: Pick<FormSection, 'nodes'>): SectionStatus => {
  let missing = 0;
  let checks = 0;
  let empty = true;
  const look = ({ key, item, role, children }: ItemNode): void => {
    if (item.hidden) return;
    const cell = form.item(key);
    if (!cell.enabled) return;
    if (isQuestionType(item.type) && role !== 'list') {
      if (cell.settled) empty = false;
      if (cell.missing && role === 'single') missing += 1;
      if (cell.issues.some((issue) => issue.code !== 'required')) checks += 1;
    }
    for (const child of children) look(child);
  };
  for (const node of nodes) look(node);
  return { empty, missing, checks };
};
