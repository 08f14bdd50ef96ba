import { nested, type MarkedLeaf, type Marks } from './marks.ts';
import type { RichBlock, RichLeaf, RichStyle } from './rich-text.ts';
import { WIDE_CHARACTER } from './wide-character.ts';

/** What the text that comes next is a part of. */
export interface ParagraphShape {
  readonly kind: 'paragraph' | 'heading' | 'code';
  /** Of a heading, 1–6. */
  readonly level: number;
  readonly style: RichStyle | undefined;
}

/** White space that shows only when something follows it in the same line. */
interface PendingSpace {
  readonly marks: Marks;
  readonly isLineBreak: boolean;
}

/** Engines lay this many characters out in milliseconds, forty times as many in seconds. */
const RUN_MOST_CHARACTERS = 10_000;

const HIGH_SURROGATE = /[\ud800-\udbff]/;
const WHITE_SPACE = /[ \t\n\r\f]+/g;
/** Characters that FHIR strings and XML cannot hold and that no font draws. */
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g;

/** A line break in the source between two Japanese characters is no space (CSS Text 3, segment breaks). */
const isGap = (isLineBreak: boolean, before: string, after: string): boolean =>
  !(isLineBreak && WIDE_CHARACTER.test(before) && WIDE_CHARACTER.test(after));

/** The text that stands for a leaf where there are only characters. */
const wordsOf = (leaf: RichLeaf): string => {
  switch (leaf.kind) {
    case 'text':
      return leaf.text;
    case 'ruby':
      return leaf.base;
    case 'image':
      return leaf.alt;
    case 'break':
      return '\n';
  }
};

/** Makes one paragraph after the other out of runs of text and form. */
export class ParagraphBuilder {
  #leaves: MarkedLeaf[] = [];
  #length = 0;
  /** The last character of this line; empty at its start. */
  #last = '';
  #space: PendingSpace | undefined;
  readonly #add: (block: RichBlock) => void;

  constructor(add: (block: RichBlock) => void) {
    this.#add = add;
  }

  /** Outside of code white space flows: any of it is one space, none at the ends of a line. */
  text(written: string, marks: Marks, shape: ParagraphShape): void {
    const text = written.replace(CONTROLS, '');
    if (shape.kind === 'code') {
      this.#put(text, marks, shape);
      return;
    }
    const flowing = text.replace(WHITE_SPACE, (space, at: number) => {
      const after = text[at + space.length];
      // At the ends the neighbours decide: `#space`.
      if (at === 0 || after === undefined) return ' ';
      return isGap(/[\n\r]/.test(space), text[at - 1] ?? '', after) ? ' ' : '';
    });
    const begins = flowing.startsWith(' ') ? 1 : 0;
    const ends = flowing.endsWith(' ') ? 1 : 0;
    if (begins > 0) this.#space ??= { marks, isLineBreak: /^\s*[\n\r]/.test(text) };
    const words = flowing.slice(begins, flowing.length - ends);
    if (words === '') return;
    this.#putSpace(words[0] ?? '', shape);
    this.#put(words, marks, shape);
    if (ends > 0) this.#space = { marks, isLineBreak: /[\n\r]/.test(text.slice(-8)) };
  }

  leaf(leaf: RichLeaf, marks: Marks, shape: ParagraphShape): void {
    if (leaf.kind === 'break') this.#space = undefined;
    else this.#putSpace(wordsOf(leaf)[0] ?? '', shape);
    this.#leaves.push({ marks, leaf });
    this.#last = leaf.kind === 'break' ? '' : wordsOf(leaf).slice(-1) || ' ';
  }

  /** Ends the paragraph; one without anything in it is none. */
  end(shape: ParagraphShape): void {
    const leaves = this.#leaves;
    this.#leaves = [];
    this.#length = 0;
    this.#last = '';
    this.#space = undefined;
    while (leaves.at(-1)?.leaf.kind === 'break') leaves.pop();
    if (leaves.length === 0) return;
    if (shape.kind === 'code') {
      const text = leaves.map(({ leaf }) => wordsOf(leaf)).join('');
      this.#add({ kind: 'code', text: text.replace(/^\r?\n/, '').replace(/\r?\n$/, '') });
      return;
    }
    const style = shape.style && { style: shape.style };
    const children = nested(leaves);
    if (shape.kind === 'heading') this.#add({ kind: 'heading', level: shape.level, ...style, children });
    else this.#add({ kind: 'paragraph', ...style, children });
  }

  #putSpace(after: string, shape: ParagraphShape): void {
    const space = this.#space;
    this.#space = undefined;
    if (space && this.#last !== '' && isGap(space.isLineBreak, this.#last, after)) {
      this.#put(' ', space.marks, shape);
    }
  }

  #put(text: string, marks: Marks, shape: ParagraphShape): void {
    for (let at = 0; at < text.length;) {
      if (this.#length >= RUN_MOST_CHARACTERS) this.end(shape);
      const cut = at + RUN_MOST_CHARACTERS - this.#length;
      // Never between the two halves of a character.
      const part = text.slice(at, HIGH_SURROGATE.test(text[cut - 1] ?? '') ? cut + 1 : cut);
      at += part.length;
      this.#length += part.length;
      const before = this.#leaves.at(-1);
      if (before?.leaf.kind === 'text' && before.marks === marks) {
        const leaf = { kind: 'text', text: before.leaf.text + part } as const;
        this.#leaves[this.#leaves.length - 1] = { marks, leaf };
      } else {
        this.#leaves.push({ marks, leaf: { kind: 'text', text: part } });
      }
    }
    if (text !== '') this.#last = text.slice(-1);
  }
}
