const HIRAGANA_TO_KATAKANA = 0x60;
const SMALL = 'ァィゥェォッャュョヮヵヶ';
const LARGE = 'アイウエオツヤユヨワカケ';

/**
 * A name reading as search key: NFKC (half-width kana become full-width), hiragana become katakana, small kana
 * large (older rosters hold ジヨウ for ジョウ), every kind of dash the long-vowel mark, no spaces or dots.
 * Latin letters become lower case, full-width digits ASCII.
 */
export const kanaKey = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + HIRAGANA_TO_KATAKANA))
    .replaceAll(/[ァィゥェォッャュョヮヵヶ]/g, (kana) => LARGE[SMALL.indexOf(kana)] ?? kana)
    .replaceAll(/[‐‑–—―−〜~-]/g, 'ー')
    .replaceAll(/[\s・･=＝.．,，'’]/g, '')
    .toLowerCase();

/** Whether a reading holds what was typed, by {@link kanaKey}. An empty search matches everything. */
export const kanaMatches = (reading: string, typed: string): boolean =>
  kanaKey(reading).includes(kanaKey(typed));
