import type { Snippet } from 'svelte';

/** Words that are drawn with form, such as readings above kanji. */
export interface DrawnLabel {
  /** The same words plain: for names, lists and whoever cannot draw them. */
  readonly text: string;
  /** Draws phrasing content, given the label itself. */
  readonly draw: Snippet<[DrawnLabel]>;
}

/** What a label says: plain words, or drawn ones. */
export type Label = string | DrawnLabel;

export const labelText = (label: Label): string => (typeof label === 'string' ? label : label.text);
