import { isSettled } from '../answer.ts';
import { isQuestionType } from '../codec/codecs.ts';
import type { Answers } from '../answer-types.ts';
import type { Evaluation } from './evaluation.ts';
import type { CompiledForm, FormItem } from '../form.ts';

/** One screen of the paged layout: one question, or the few of a group that asks to stand on one page. */
export interface FormPage {
  /** linkId of its group, else of its question, else of its text: the page's name in a saved position. */
  readonly linkId: string;
  /** The groups the page lies in, outermost first; not the one whose page it is. */
  readonly groups: readonly FormItem[];
  /** The group whose questions stand together here; `undefined` on a page of one question. */
  readonly group: FormItem | undefined;
  /** Texts without an answer that stand before the questions. */
  readonly intro: readonly FormItem[];
  /**
   * What is asked, in document order; on a group's page with the texts inside it; a group that repeats stands for all
   * in its rows. Empty on a page that only tells.
   */
  readonly questions: readonly FormItem[];
}

const isTogether = ({ control }: FormItem): boolean => control === 'page' || control === 'gtable';

/** Whether something can be answered in an item or below it. */
export const hasQuestions = ({ type, children }: FormItem): boolean =>
  isQuestionType(type) || children.some(hasQuestions);

/** A root that tells something above (`header`) or below (`footer`) every screen; it is on no page of its own. */
export const isFrame = (item: FormItem, at: 'header' | 'footer'): boolean =>
  item.control === at && item.parent === undefined && !hasQuestions(item);

const isTitled = ({ text, expressions }: FormItem): boolean =>
  text.ja !== '' || expressions?.text !== undefined;

const NO_GROUPS: readonly FormItem[] = [];

/**
 * The screens of a form in document order, for the items in `enabled`, or for all. A group with the control `page`
 * or `gtable` is one screen, so is anything that repeats, with all its rows; every other question is one of its own, and
 * so is each question under it, while the texts under a question stand on its screen. A text stands before the
 * question that follows it in its titled group, or alone where none follows. What is hidden is on no screen, nor
 * is a header or footer of all of them.
 */
export const pagesOf = (form: CompiledForm, enabled?: ReadonlySet<string>): readonly FormPage[] => {
  const pages: FormPage[] = [];
  let intro: FormItem[] = [];
  const isShown = ({ linkId }: FormItem): boolean => enabled === undefined || enabled.has(linkId);

  const add = (
    groups: readonly FormItem[],
    group: FormItem | undefined,
    questions: readonly FormItem[],
  ): void => {
    const linkId = (group ?? questions[0] ?? intro[0])?.linkId;
    if (linkId === undefined) return;
    pages.push({ linkId, groups, group, intro, questions });
    intro = [];
  };

  const inside = (group: FormItem): readonly FormItem[] =>
    group.children
      .filter((child) => isShown(child) && !child.hidden)
      .flatMap((child) => (child.type === 'group' && !child.listed ? inside(child) : [child]));

  const walk = (items: readonly FormItem[], groups: readonly FormItem[]): void => {
    for (const item of items) {
      if (!isShown(item) || item.hidden) continue;
      if (item.type === 'display') intro.push(item);
      else if (item.type !== 'group') walkQuestion(item, groups);
      else if (item.listed) add(groups, undefined, [item]);
      else if (!isTogether(item)) walkSection(item, [...groups, item]);
      else if (inside(item).length > 0) add(groups, item, inside(item));
    }
  };

  const walkQuestion = (item: FormItem, groups: readonly FormItem[]): void => {
    add(groups, undefined, [item]);
    if (item.listed || item.perAnswer) return;
    walk(
      item.children.filter(({ type }) => type !== 'display'),
      groups,
    );
  };

  const walkSection = (group: FormItem, groups: readonly FormItem[]): void => {
    walk(group.children, groups);
    if (isTitled(group)) add(groups, undefined, []);
  };

  walk(
    form.roots.filter((root) => !isFrame(root, 'header') && !isFrame(root, 'footer')),
    NO_GROUPS,
  );
  add(NO_GROUPS, undefined, []);
  return pages;
};

/** The screens with something to show now. */
export const visiblePages = (form: CompiledForm, { enabled }: Evaluation): readonly FormPage[] =>
  pagesOf(form, enabled);

const holds = (page: FormPage, linkId: string): boolean =>
  page.linkId === linkId || [...page.intro, ...page.questions].some((item) => item.linkId === linkId);

/** Index of the last page that begins at or before the item; -1 when there is none. */
const lastBefore = (form: CompiledForm, pages: readonly FormPage[], linkId: string): number => {
  const index = form.byLinkId.get(linkId)?.index ?? -1;
  return pages.findLastIndex((page) => (form.byLinkId.get(page.linkId)?.index ?? Infinity) <= index);
};

/** Index of the first page inside a group or below a question; -1 when there is none. */
const firstInside = (form: CompiledForm, pages: readonly FormPage[], linkId: string): number => {
  const item = form.byLinkId.get(linkId);
  if (item === undefined) return -1;
  return pages.findIndex((page) => {
    const index = form.byLinkId.get(page.linkId)?.index ?? -1;
    return index > item.index && index <= item.lastIndex;
  });
};

/**
 * Where a position stands among the pages of now: the page itself, of a group that has none the first page inside it,
 * or, when it is no longer asked, the last page before it in the form. 0 when there is none, or when the form does not
 * know the position.
 */
export const pageIndexOf = (
  form: CompiledForm,
  pages: readonly FormPage[],
  position: string | undefined,
): number => {
  if (position === undefined) return 0;
  const exact = pages.findIndex((page) => holds(page, position));
  if (exact >= 0) return exact;
  const inside = firstInside(form, pages, position);
  return inside >= 0 ? inside : Math.max(0, lastBefore(form, pages, position));
};

/** The page after a position; `undefined` after the last one. From a position no longer asked, the next one asked. */
export const nextPage = (
  form: CompiledForm,
  pages: readonly FormPage[],
  position: string,
): FormPage | undefined => {
  const exact = pages.findIndex((page) => holds(page, position));
  return pages[(exact >= 0 ? exact : lastBefore(form, pages, position)) + 1];
};

/** The page before a position; `undefined` before the first one. */
export const previousPage = (
  form: CompiledForm,
  pages: readonly FormPage[],
  position: string,
): FormPage | undefined => {
  const exact = pages.findIndex((page) => holds(page, position));
  return pages[exact >= 0 ? exact - 1 : lastBefore(form, pages, position)];
};

/**
 * How far the form is filled in, in pages that ask something. A page is done when each of its questions has a value
 * or a stated reason for having none.
 */
export const progress = (
  pages: readonly FormPage[],
  answers: Answers,
): { readonly done: number; readonly total: number } => {
  const asked = pages
    .map(({ questions }) => questions.filter(({ type }) => isQuestionType(type)))
    .filter((questions) => questions.length > 0);
  const done = asked.filter((questions) => questions.every(({ linkId }) => isSettled(answers.get(linkId))));
  return { done: done.length, total: asked.length };
};
