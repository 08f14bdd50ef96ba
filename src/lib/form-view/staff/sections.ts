import type { CompiledForm, FormItem } from '../../forms/form.ts';
import type { FormState } from '../FormState.svelte.ts';

/** A part of the staff layout: a root group, or the roots between two of them. */
export interface FormSection {
  /** linkId of its first root. */
  readonly key: string;
  /** The group that names it; `undefined` for loose questions. */
  readonly group: FormItem | undefined;
  /** What is drawn, in order. */
  readonly items: readonly FormItem[];
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
  items.flatMap((item) => [
    ...(item.type === 'group' || item.type === 'display' ? [] : [item.linkId]),
    ...questionsIn(item.children),
  ]);

/** The sections of a form in document order. */
export const sectionsOf = (form: CompiledForm): readonly FormSection[] => {
  const sections: FormSection[] = [];
  let loose: FormItem[] = [];
  const close = (): void => {
    const [first] = loose;
    if (first === undefined) return;
    sections.push({
      key: first.linkId,
      group: undefined,
      items: loose,
      questions: new Set(questionsIn(loose)),
    });
    loose = [];
  };
  for (const root of form.roots) {
    if (root.type !== 'group') {
      loose.push(root);
      continue;
    }
    close();
    const questions = new Set(questionsIn(root.children));
    sections.push({ key: root.linkId, group: root, items: root.children, questions });
  }
  close();
  return sections;
};

/** How far a section is. Reads only the cells of its own items. */
export const sectionStatus = (form: FormState, section: FormSection): SectionStatus => {
  let missing = 0;
  let checks = 0;
  let empty = true;
  for (const linkId of section.questions) {
    const cell = form.item(linkId);
    if (!cell.enabled) continue;
    if (cell.settled) empty = false;
    if (cell.missing) missing += 1;
    if (cell.issues.some((issue) => issue.code !== 'required')) checks += 1;
  }
  return { empty, missing, checks };
};
