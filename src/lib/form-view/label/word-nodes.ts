import './words.css';
import type { Words } from './readings.ts';

const element = (
  tag: 'ruby' | 'rt' | 'rp' | 'span',
  ...children: readonly (Node | string)[]
): HTMLElement => {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
};

const ruby = (base: string, reading: string): HTMLElement => {
  const over = element('rt', reading);
  // Who listens hears the word once.
  over.ariaHidden = 'true';
  return element('ruby', base, element('rp', '（'), over, element('rp', '）'));
};

/** Words as nodes: texts, and `<ruby>` where they have readings. No markup is ever parsed. */
export const wordNodes = (words: Words): readonly (Node | string)[] =>
  words.map((each) => (each.kind === 'text' ? each.text : ruby(each.base, each.reading)));

/** The Japanese of a text, to stand smaller beneath it. */
export const besideNode = (japanese: string): HTMLElement => {
  const beside = element('span', japanese);
  beside.className = 'in-japanese';
  beside.lang = 'ja';
  return beside;
};
