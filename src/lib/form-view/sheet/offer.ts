import type { ItemNode } from '../../forms/run/tree.ts';
import type { Choice } from '../../ui/choice.ts';
import { answersOf, choicesOf, chosenOf, type Offer } from '../items/choices.ts';
import { drawnText, optionName } from '../items/question-text.ts';
import type { Drawn, Pen } from './pen.ts';

const offerOf = ({ item }: ItemNode): Offer => ({ item, options: item.options });

/** The answers of a choice, as they are drawn. */
export const choicesAt = ({ view }: Pen, node: ItemNode): readonly Choice[] => {
  const isGuardian = view.density === 'guardian';
  return choicesOf(offerOf(node), {
    words: view.words.form,
    label: (option) => drawnText(view, option.text, option.rich, optionName(option, view)),
    absent: isGuardian,
    attention: !isGuardian,
  });
};

/** Values of the choices that are taken. */
export const chosenAt = ({ view }: Pen, node: ItemNode): readonly string[] =>
  chosenOf(offerOf(node), view.form.answersAt(node.key));

export const choose = ({ view }: Pen, { node }: Drawn, values: readonly string[]): void =>
  view.form.set(node.key, answersOf(offerOf(node), values));
