import type { RichRuby, RichWords } from './rich-text.ts';

export interface Furigana {
  readonly inlines: readonly (RichWords | RichRuby)[];
  /**
   * Whether the annotated text is the text it annotates. Otherwise `inlines` is the text alone: furigana never makes a
   * form ask something else.
   */
  readonly fits: boolean;
}

const MOST_BASE = 50;
const MOST_READING = 100;

/** The base when no ｜ marks its start: kanji with 々, 〆, 〇, and ヶ or ヵ among them. */
const KANJI_BEFORE = /[\p{Script=Han}ヶヵ]+$/u;
/** Kana, also half-width, with long and middle marks; Latin letters for readings in rōmaji; spaces. */
const READING = /^[\p{Script=Hiragana}\p{Script=Katakana}ー・゛゜\p{Script=Latin}' 　-]+$/u;

/** Where the base of a reading starts in the text before it; undefined when there is none. */
const baseOf = (before: string): { readonly lead: string; readonly base: string } | undefined => {
  const mark = before.lastIndexOf('｜');
  if (mark >= 0) {
    const base = before.slice(mark + 1);
    return base === '' || base.includes('\n') ? undefined : { lead: before.slice(0, mark), base };
  }
  const base = KANJI_BEFORE.exec(before)?.[0];
  return base === undefined ? undefined : { lead: before.slice(0, before.length - base.length), base };
};

/**
 * Reads the value of our extension `ruby`, in the notation of 青空文庫: `漢字《かんじ》`, with `｜` before a base that is not all kanji (`｜お子さん《おこさん》`).
 * `｜《` is a 《 that stands for itself. What is not furigana stays text; no character is lost but the marks.
 */
export const parseFurigana = (annotated: string): readonly (RichWords | RichRuby)[] => {
  const inlines: (RichWords | RichRuby)[] = [];
  let words = '';
  const settle = (text: string): void => {
    words += text;
    if (words !== '') inlines.push({ kind: 'text', text: words });
    words = '';
  };
  let from = 0;
  for (let open = annotated.indexOf('《'); open >= 0; open = annotated.indexOf('《', open + 1)) {
    if (annotated[open - 1] === '｜' && open > from) {
      words += `${annotated.slice(from, open - 1)}《`;
      from = open + 1;
      continue;
    }
    const near = Math.max(from, open - MOST_BASE - 1);
    const found = baseOf(annotated.slice(near, open));
    const written = annotated.slice(open + 1, open + 2 + MOST_READING);
    const close = written.indexOf('》');
    const reading = close < 0 ? '' : written.slice(0, close);
    if (found && READING.test(reading) && reading.trim() !== '') {
      settle(annotated.slice(from, near) + found.lead);
      inlines.push({ kind: 'ruby', base: found.base, reading: reading.trim() });
      from = open + close + 2;
    }
  }
  settle(annotated.slice(from));
  return inlines;
};

/** The furigana of a text, where it says the same text. */
export const furiganaFor = (text: string, annotated: string): Furigana => {
  const inlines = parseFurigana(annotated);
  const said = inlines.map((inline) => (inline.kind === 'text' ? inline.text : inline.base)).join('');
  return said === text
    ? { inlines, fits: true }
    : { inlines: text === '' ? [] : [{ kind: 'text', text }], fits: false };
};
