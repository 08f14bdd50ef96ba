/** Characters that are written without spaces between them: kanji, kana, Japanese punctuation, full-width forms. */
export const WIDE_CHARACTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
