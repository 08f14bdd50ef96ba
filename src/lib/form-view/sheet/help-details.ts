import type { FormItem } from '../../forms/form.ts';
import type { FormView } from '../view.ts';
import { make } from './make.ts';

/** Longer help of a question, folded away, and where more can be read; nothing for questions without. */
export const helpDetails = (
  { captions, supportLinks }: FormItem,
  { form, words, density }: FormView,
): readonly Node[] => {
  const texts = [captions.help, captions.flyover].filter((text) => text !== undefined);
  if (texts.length === 0 && supportLinks.length === 0) return [];
  const link = (address: string): Node | string => {
    // Nothing leads out of a tablet that goes from hand to hand: the address is there to be noted.
    if (density === 'guardian') return address;
    const anchor = make('a', '', address);
    anchor.href = address;
    anchor.target = '_blank';
    anchor.rel = 'noopener noreferrer';
    return anchor;
  };
  const lines = [...texts.map((text) => form.text(text)), ...supportLinks.map(link)];
  return [
    make(
      'details',
      's-help',
      make('summary', '', words.form.showHelp),
      make('div', '', ...lines.map((line) => make('p', '', line))),
    ),
  ];
};
