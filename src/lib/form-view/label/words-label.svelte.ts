import { createRawSnippet } from 'svelte';
import type { DrawnLabel, Label } from '../../ui/label.ts';
import { hasReadings, plainWords, wordsText, type Words } from './readings.ts';
import { besideNode, wordNodes } from './word-nodes.ts';

interface WordsLabel extends DrawnLabel {
  readonly words: Words;
  /** The same in Japanese, beneath. */
  readonly beside: string | undefined;
}

const isWordsLabel = (label: Label): label is WordsLabel => typeof label !== 'string' && 'words' in label;

/** What stands in an element that shows a label. Labels that take a parser are shown as their text. */
export const labelNodes = (label: Label): readonly (Node | string)[] => {
  if (!isWordsLabel(label)) return [typeof label === 'string' ? label : label.text];
  const { words, beside } = label;
  return [...wordNodes(words), ...(beside === undefined ? [] : [' ', besideNode(beside)])];
};

const draw = createRawSnippet<[DrawnLabel]>((label) => ({
  render: () => '<span></span>',
  setup: (element) => {
    $effect(() => element.replaceChildren(...labelNodes(label())));
  },
}));

/** Words as a label: their text alone where nothing more is to be drawn. */
export const wordsLabel = (words: Words, beside?: string): Label => {
  const text = wordsText(words);
  if (beside === undefined && !hasReadings(words)) return text;
  const label: WordsLabel = { text, words, beside, draw };
  return label;
};

/** A word of the screens with its Japanese beneath, where that is another one. */
export const spokenLabel = (text: string, japanese: string | undefined): Label =>
  wordsLabel(plainWords(text), japanese === text ? undefined : japanese);
