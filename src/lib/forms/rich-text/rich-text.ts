/** How the author of a form wants a piece of text drawn. Only what {@link parseStyle} lets through. */
export interface RichStyle {
  /** `#rrggbb`, at least 4.5 : 1 against every surface it may stand on. */
  readonly color?: string;
  readonly backgroundColor?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  readonly align?: 'start' | 'center' | 'end' | 'justify';
  /** Percent of the size of the text around it, 80–200 with all sizes around it multiplied in. */
  readonly sizePercent?: number;
}

export interface RichLink {
  readonly kind: 'link';
  /** Absolute, normalised by the URL standard; its scheme is one of `https:`, `http:`, `mailto:`, `tel:`. */
  readonly href: string;
  /** Where the link leads, as a person checks it: host (Punycode), mail address or telephone number. */
  readonly host: string;
  readonly children: readonly RichInline[];
}

export interface RichStyled {
  readonly kind: 'styled';
  readonly style: RichStyle;
  readonly children: readonly RichInline[];
}

/** Kinds of inline that hold others and say no more than how these are drawn. */
export const RICH_EMPHASES = ['strong', 'em', 'underline', 'strike', 'sub', 'sup', 'code'] as const;
export type RichEmphasisKind = (typeof RICH_EMPHASES)[number];

export interface RichEmphasis {
  readonly kind: RichEmphasisKind;
  readonly children: readonly RichInline[];
}

export interface RichWords {
  readonly kind: 'text';
  readonly text: string;
}

/** Furigana (ふりがな): a base text with its reading above it. */
export interface RichRuby {
  readonly kind: 'ruby';
  readonly base: string;
  readonly reading: string;
}

export interface RichImage {
  readonly kind: 'image';
  /** A `data:` URL of a PNG, JPEG, WebP or GIF, at most 200 kB: nothing is ever loaded from a network. */
  readonly src: string;
  /** Empty when the author says that the picture tells nothing. */
  readonly alt: string;
}

export interface RichBreak {
  readonly kind: 'break';
}

/** What comes without others inside it. */
export type RichLeaf = RichWords | RichRuby | RichImage | RichBreak;

export type RichInline = RichLeaf | RichEmphasis | RichLink | RichStyled;

export interface RichParagraph {
  readonly kind: 'paragraph';
  readonly style?: RichStyle;
  readonly children: readonly RichInline[];
}

/** Drawn as emphasised text, never as a heading of the page: the outline belongs to the app. */
export interface RichHeading {
  readonly kind: 'heading';
  /** 1–6. */
  readonly level: number;
  readonly style?: RichStyle;
  readonly children: readonly RichInline[];
}

export interface RichList {
  readonly kind: 'list';
  readonly ordered: boolean;
  /** Number of the first item of an ordered list. */
  readonly start: number;
  readonly items: readonly (readonly RichBlock[])[];
}

export interface RichCell {
  readonly header: boolean;
  /** 1–100. */
  readonly columns: number;
  readonly rows: number;
  readonly blocks: readonly RichBlock[];
}

export interface RichTable {
  readonly kind: 'table';
  readonly rows: readonly (readonly RichCell[])[];
}

export interface RichQuote {
  readonly kind: 'quote';
  readonly blocks: readonly RichBlock[];
}

/** Text whose white space and line breaks stand as written. */
export interface RichCode {
  readonly kind: 'code';
  readonly text: string;
}

export interface RichRule {
  readonly kind: 'rule';
}

export type RichBlock = RichParagraph | RichHeading | RichList | RichTable | RichQuote | RichCode | RichRule;

/**
 * Text with form, as a tree of the kinds above and of nothing else. It is drawn by elements and text nodes made from
 * these kinds, so no markup of a form's author ever reaches a parser of HTML.
 */
export type RichText = readonly RichBlock[];

/** What a parser did not take over. `name` is a lower-case name without any text of the author, or `other`. */
export interface DroppedPart {
  readonly kind: 'element' | 'attribute' | 'style' | 'link' | 'image';
  readonly name: string;
}

export interface ParsedRichText {
  readonly text: RichText;
  /** Each part once, at most 50. */
  readonly dropped: readonly DroppedPart[];
}
