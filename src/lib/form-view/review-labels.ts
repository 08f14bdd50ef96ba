import type { FormItem } from '../forms/form.ts';
import type { ItemNode } from '../forms/run/tree.ts';
import { loadedGuardianMessages, type GuardianMessages } from '../i18n/guardian-messages.ts';
import type { Label } from '../ui/label.ts';
import { answerWords } from './answer-words.ts';
import type { FormState } from './FormState.svelte.ts';
import { besideOf } from './label/beside.ts';
import { plainWords, wordsIn, wordsText, type Words } from './label/readings.ts';
import { wordsLabel } from './label/words-label.svelte.ts';
import { placeWords, rowsWords } from './place-text.ts';

/** What the review says of a form, in the language shown; with the Japanese beneath where it is wanted. */
export interface ReviewLabels {
  section(group: FormItem): Label;
  /** The question, or a group that has a defect, within its section. */
  question(node: ItemNode, section: FormItem | undefined): Label;
  answers(node: ItemNode): Label;
}

/** The names of the groups between a section and what is in it: two questions of the same name are told apart. */
const groupsWithin = (
  form: FormState,
  node: ItemNode,
  section: FormItem | undefined,
  language: string,
): readonly Words[] => {
  const groups: Words[] = [];
  for (let each = node.parent; each !== undefined && each.item !== section; each = each.parent) {
    if (each.item.type !== 'group') continue;
    const { text, computed } = form.item(each.key);
    groups.unshift(wordsIn(text, computed?.text === undefined ? each.item.rich : undefined, language));
  }
  return groups.filter((name) => wordsText(name) !== '');
};

/** A row of the section's own list needs only its number. */
const placeIn = (form: FormState, node: ItemNode, section: FormItem | undefined, language: string): Words => {
  const own = node.parent;
  if (own?.role !== 'row' || own.item !== section || node.rows.length > 1) {
    // Rows say their lists themselves.
    const around = node.rows.length > 0 ? [] : groupsWithin(form, node, section, language);
    const way = around.flatMap((name) => [...name, ...plainWords('：')]);
    return [...way, ...placeWords(form, node, language)];
  }
  const name = wordsIn(form.item(node.key).text, node.item.rich, language);
  return [...rowsWords(form, own, language), ...plainWords('：'), ...name];
};

const answersOf = (form: FormState, node: ItemNode, language: string, words: GuardianMessages): Words => {
  const separator = plainWords(language.startsWith('ja') ? '、' : ', ');
  return form
    .item(node.key)
    .answers.map((answer) => answerWords(node.item, answer, language, words))
    .flatMap((given, at) => (at === 0 ? given : [...separator, ...given]));
};

export const reviewLabels = (form: FormState, words: GuardianMessages, beside: boolean): ReviewLabels => {
  const { language } = form;
  const shown = (said: (language: string, words: GuardianMessages) => Words): Label => {
    const own = said(language, words);
    if (!beside || language === 'ja') return wordsLabel(own);
    const japanese = wordsText(said('ja', loadedGuardianMessages('ja')));
    return wordsLabel(own, japanese === wordsText(own) ? undefined : japanese);
  };
  return {
    section: ({ text, rich }) =>
      wordsLabel(wordsIn(text, rich, language), besideOf(text, { language, beside })),
    question: (node, section) => shown((tag) => placeIn(form, node, section, tag)),
    answers: (node) => shown((tag, spoken) => answersOf(form, node, tag, spoken)),
  };
};
