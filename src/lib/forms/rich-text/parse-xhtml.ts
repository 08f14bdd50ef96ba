import { DroppedParts } from './dropped-parts.ts';
import { FlowBuilder } from './flow-builder.ts';
import { withMark, type Marks } from './marks.ts';
import { readMarkup, type MarkupReader } from './markup/read-markup.ts';
import type { ParagraphShape } from './paragraph-builder.ts';
import { inherit, parseStyle } from './parse-style.ts';
import type { ParsedRichText, RichStyle } from './rich-text.ts';
import { RubyCollector } from './ruby-collector.ts';
import { isSafeImage } from './safe-image.ts';
import { safeLink, schemeOf } from './safe-link.ts';
import * as elements from './xhtml-elements.ts';

/** Elements in elements beyond this contribute their text alone. */
const MOST_LEVELS = 32;

type Attributes = ReadonlyMap<string, string>;

/** What an open element goes back to when it ends. */
interface Frame {
  readonly name: string;
  readonly depth: number;
  readonly marks: Marks;
  readonly shape: ParagraphShape;
  readonly style: RichStyle;
  readonly around: RichStyle;
  readonly isBlock: boolean;
}

/** A whole number of an attribute, brought into its bounds. */
const count = (written: string | undefined, least: number, most: number): number => {
  const value = /^\s*(-?\d{1,9})\s*$/.exec(written ?? '')?.[1];
  return value === undefined ? 1 : Math.min(most, Math.max(least, Number(value)));
};

class XhtmlReader implements MarkupReader {
  readonly builder = new FlowBuilder();
  readonly dropped = new DroppedParts();
  readonly #ruby = new RubyCollector((leaf) => {
    if (leaf.kind === 'text') this.builder.text(leaf.text);
    else this.builder.leaf(leaf);
  });
  readonly #frames: Frame[] = [];
  /** How many elements of a name are open. */
  readonly #open = new Map<string, number>();
  /** The element that is being passed over, and how many of its name are open in it. */
  #silent: { readonly name: string; levels: number } | undefined;
  /** Style of the blocks around, merged. */
  #style: RichStyle = {};
  /** Style of all elements around, merged: what colours and sizes are judged by. */
  #around: RichStyle = {};

  text(text: string): void {
    if (this.#silent === undefined && !this.#ruby.text(text)) this.builder.text(text);
  }

  open(name: string, attributes: Attributes, closed: boolean): void {
    const isEmpty = closed || elements.VOID_ELEMENTS.has(name);
    if (this.#silent !== undefined) {
      if (name === this.#silent.name && !isEmpty) this.#silent.levels += 1;
      return;
    }
    for (const key of attributes.keys()) if (key.startsWith('on')) this.dropped.add('attribute', key);
    if (elements.SILENT_ELEMENTS.has(name)) {
      this.dropped.add('element', name);
      if (!isEmpty) this.#silent = { name, levels: 1 };
      return;
    }
    for (const ended of elements.ENDED_BY.get(name) ?? []) {
      if (this.#frames.at(-1)?.name === ended) this.#closeLast();
    }
    if (elements.VOID_ELEMENTS.has(name)) {
      this.#void(name, attributes);
    } else {
      this.#element(name, attributes);
      if (closed) this.#closeLast();
    }
  }

  close(name: string): void {
    if (this.#silent !== undefined) {
      if (name === this.#silent.name && --this.#silent.levels === 0) this.#silent = undefined;
      return;
    }
    if ((this.#open.get(name) ?? 0) === 0) return;
    while (this.#closeLast() !== name);
  }

  finish(): ParsedRichText {
    while (this.#frames.length > 0) this.#closeLast();
    return { text: this.builder.finish(), dropped: this.dropped.list };
  }

  #void(name: string, attributes: Attributes): void {
    this.#ruby.settle();
    if (name === 'br') {
      if (this.builder.shape.kind === 'code') this.builder.text('\n');
      else this.builder.leaf({ kind: 'break' });
    } else if (name === 'hr') this.builder.rule();
    else if (name === 'img') this.#image(attributes.get('src') ?? '', attributes.get('alt') ?? '');
    else if (!elements.isKnownElement(name)) this.dropped.add('element', name);
  }

  #image(src: string, alt: string): void {
    const text = alt.trim();
    if (isSafeImage(src)) {
      this.builder.leaf({ kind: 'image', src, alt: text });
      return;
    }
    this.dropped.add('image', schemeOf(src));
    if (text !== '') this.builder.text(text);
  }

  #element(name: string, attributes: Attributes): void {
    const { builder } = this;
    const isBlock = elements.isBlockElement(name);
    this.#frames.push({
      name,
      depth: builder.depth,
      marks: builder.marks,
      shape: builder.shape,
      style: this.#style,
      around: this.#around,
      isBlock,
    });
    this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
    if (isBlock) {
      this.#ruby.settle();
      builder.endParagraph();
    }
    if (this.#frames.length > MOST_LEVELS) {
      this.dropped.add('element', 'too-deep');
      return;
    }
    if (!elements.isKnownElement(name)) this.dropped.add('element', name);
    this.#container(name, attributes);
    this.#form(name, attributes, isBlock);
    this.#ruby.open(name);
    if (name === 'q') builder.text('“');
  }

  /** Lists, tables and quotes: what holds other blocks. */
  #container(name: string, attributes: Attributes): void {
    const { builder } = this;
    if (name === 'ul' || name === 'menu') builder.openList(false, 1);
    else if (name === 'ol') builder.openList(true, count(attributes.get('start'), 0, 99_999));
    else if (name === 'li') builder.openItem();
    else if (name === 'blockquote') builder.openQuote();
    else if (name === 'table') builder.openTable();
    else if (name === 'tr') builder.openRow();
    else if (name === 'td' || name === 'th') {
      const [columns, rows] = ['colspan', 'rowspan'].map((key) => count(attributes.get(key), 1, 100));
      builder.openCell(name === 'th', columns, rows);
    }
  }

  /** How the text inside is drawn. */
  #form(name: string, attributes: Attributes, isBlock: boolean): void {
    const { builder } = this;
    const mark = elements.MARK_ELEMENTS.get(name);
    if (mark) builder.marks = withMark(builder.marks, mark);
    if (name === 'dt') builder.marks = withMark(builder.marks, { kind: 'strong' });
    const href = attributes.get('href');
    if (name === 'a' && href !== undefined) {
      const link = safeLink(href);
      if (link) builder.marks = withMark(builder.marks, { kind: 'link', ...link });
      else this.dropped.add('link', schemeOf(href));
    }
    for (const css of [elements.STYLE_ELEMENTS.get(name), attributes.get('style')]) {
      if (css !== undefined) this.#styled(css, isBlock);
    }
    const level = elements.HEADING_ELEMENT.exec(name)?.[1];
    if (level !== undefined)
      builder.shape = { kind: 'heading', level: Number(level), style: this.#shapeStyle };
    else if (name === 'pre') builder.shape = { kind: 'code', level: 0, style: undefined };
    else if (isBlock) builder.shape = { ...builder.shape, style: this.#shapeStyle };
  }

  #styled(css: string, isBlock: boolean): void {
    const { style, dropped } = parseStyle(css, this.#around);
    for (const part of dropped) this.dropped.add(part.kind, part.name);
    this.#around = inherit(this.#around, style);
    if (isBlock) {
      this.#style = inherit(this.#style, style);
      return;
    }
    // Only a block has lines to align.
    const { align: _align, ...inline } = style;
    if (Object.keys(inline).length === 0) return;
    this.builder.marks = withMark(this.builder.marks, { kind: 'styled', style: inline });
  }

  get #shapeStyle(): RichStyle | undefined {
    return Object.keys(this.#style).length === 0 ? undefined : this.#style;
  }

  /** Ends the innermost element and gives its name. */
  #closeLast(): string | undefined {
    const frame = this.#frames.pop();
    if (frame === undefined) return undefined;
    const { builder } = this;
    const { name, depth, marks, shape, isBlock } = frame;
    const isShallow = this.#frames.length < MOST_LEVELS;
    if (isShallow) this.#ruby.close(name);
    if (name === 'q' && isShallow) builder.text('”');
    if (isBlock) builder.endParagraph();
    builder.closeTo(depth);
    builder.marks = marks;
    builder.shape = shape;
    this.#style = frame.style;
    this.#around = frame.around;
    this.#open.set(name, (this.#open.get(name) ?? 1) - 1);
    return name;
  }
}

/**
 * FHIR XHTML (`<div xmlns="http://www.w3.org/1999/xhtml">…`, or any fragment of XML or HTML) as a tree. Lists of
 * allowed elements, attributes, styles and schemes decide; every other element contributes its text, those that hold
 * no text for a reader (script, style, svg, …) nothing. Never throws; time is linear in the length.
 */
export const parseXhtml = (source: string): ParsedRichText => {
  const reader = new XhtmlReader();
  readMarkup(source, reader);
  return reader.finish();
};
