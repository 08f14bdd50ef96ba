import { isQuestionType } from '../forms/codec/codecs.ts';
import type { FormItem } from '../forms/form.ts';
import type { ItemNode } from '../forms/run/tree.ts';
import type { FormState } from './FormState.svelte.ts';

/** Questions that belong together on the review. */
export interface ReviewSection {
  /** Its first question. */
  readonly key: string;
  readonly group: FormItem | undefined;
  readonly questions: readonly ItemNode[];
}

/** An empty field that cannot be filled in tells nothing. */
const isTold = ({ key, item, role }: ItemNode, form: FormState): boolean =>
  isQuestionType(item.type) &&
  role !== 'list' &&
  !(role === 'row' && item.perAnswer) &&
  (!item.readOnly || form.item(key).settled);

/**
 * Every question that is asked and seen, each row of a list with its own, in document order, by the outermost titled
 * group it lies in.
 */
export const reviewSections = (form: FormState): readonly ReviewSection[] => {
  const sections: { key: string; group: FormItem | undefined; questions: ItemNode[] }[] = [];
  const put = (node: ItemNode, group: FormItem | undefined): void => {
    const last = sections.at(-1);
    if (last !== undefined && last.group === group) last.questions.push(node);
    else sections.push({ key: node.key, group, questions: [node] });
  };
  const walk = (nodes: readonly ItemNode[], group: FormItem | undefined): void => {
    for (const node of nodes) {
      const { item, key, children } = node;
      if (item.hidden || !form.enabled.has(key)) continue;
      if (isTold(node, form)) put(node, group);
      const opens = group === undefined && item.type === 'group' && item.text.ja !== '';
      walk(children, opens ? item : group);
    }
  };
  walk(form.tree.roots, undefined);
  return sections;
};
