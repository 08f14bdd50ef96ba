/** A text without surrounding space, in composed form; `undefined` when it is empty, too long or holds controls. */
export const plainText = (text: string, maxLength: number): string | undefined => {
  const trimmed = text.normalize('NFC').trim();
  const isPlain = !/[\p{Cc}\p{Co}\p{Cs}\u202A-\u202E\u2066-\u2069]/u.test(trimmed);
  return trimmed.length >= 1 && trimmed.length <= maxLength && isPlain ? trimmed : undefined;
};

/** A reading in hiragana or katakana, with spaces and middle dots; half-width kana become full-width. */
export const kanaText = (text: string, maxLength: number): string | undefined => {
  const reading = plainText(text.normalize('NFKC'), maxLength);
  return reading !== undefined && /^[\p{Script=Hiragana}\p{Script=Katakana}ー・ ]+$/u.test(reading)
    ? reading
    : undefined;
};
