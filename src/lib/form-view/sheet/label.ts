import type { FormItem } from '../../forms/form.ts';
import type { UiWords } from '../../ui/words.ts';
import type { ItemWords } from './item-words.ts';
import { wordNodes } from '../label/word-nodes.ts';
import { make } from './make.ts';

/** Fills a label or legend: the words, whether an answer is needed, and the hint every reader needs. */
export const fillLabel = (
  into: HTMLElement,
  { readOnly }: FormItem,
  { label: words, hint, requirement }: ItemWords,
  ui: UiWords,
): void => {
  const label = make('span', 's-label', make('span', '', ...wordNodes(words)));
  // Spaces stand between the words for whoever hears them.
  if (requirement !== 'none') label.append(' ', make('span', `s-mark ${requirement}`, ui[requirement]));
  if (readOnly) label.append(' ', make('span', 's-mark', ui.readOnly));
  into.append(label);
  if (hint !== undefined) into.append(' ', make('span', 's-hint', hint));
};
