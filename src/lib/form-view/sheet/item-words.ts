import type { LocalText } from '../../forms/form.ts';
import type { ItemNode } from '../../forms/run/tree.ts';
import { wordsIn, wordsWithin, type Words } from '../label/readings.ts';
import { textLanguage } from '../label/text-language.ts';
import type { FormView } from '../view.ts';

/** The words of a question that stay as they are whatever is answered. */
export interface ItemWords {
  readonly name: string;
  /** The name with its readings. */
  readonly label: Words;
  readonly hint: string | undefined;
  readonly requirement: 'required' | 'optional' | 'none';
}

const shown = (
  texts: readonly (LocalText | undefined)[],
  { form }: FormView,
  between: string,
): string | undefined => {
  const there = texts
    .flatMap((text) => (text === undefined ? [] : form.text(text)))
    .filter((text) => text !== '');
  return there.length === 0 ? undefined : there.join(between);
};

/** Words around an item of a plain text in the language shown; those of `questionText` for the same item. */
export const itemWords = ({ item }: ItemNode, view: FormView): ItemWords => {
  const { captions, prefix } = item;
  const name = [prefix, view.form.text(item.text)]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
  return {
    name,
    label: wordsWithin(name, wordsIn(item.text, item.rich, view.form.language)),
    hint: shown([captions.prompt, item.hint, item.entryFormat], view, '\n'),
    // On a staff page nearly everything is expected; the sections count what is missing.
    requirement: item.readOnly
      ? 'none'
      : !item.required
        ? 'optional'
        : view.density === 'staff'
          ? 'none'
          : 'required',
  };
};

/** A question without a text in the language shown stands there in Japanese. */
export const itemLanguage = ({ item }: ItemNode, { form }: FormView): string =>
  textLanguage(item.text, form.language);
