/**
 * A typed number with half-width digits, point and minus sign. Japanese input gives ０–９, 。 for the point and 、 for
 * the comma. Commas before groups of three digits are taken out (６，２４０ is 6240); a single other comma is a
 * mistyped point (62、5 is 62.5). What is not a number comes back narrowed, for the person to put right.
 */
export const normaliseNumericText = (text: string): string => {
  const narrow = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll('。', '.')
    .replaceAll('、', ',')
    .replaceAll(/[‐‑–—―−ー]/g, '-');
  if (/^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(narrow)) return narrow.replaceAll(',', '');
  return /^-?\d+,\d+$/.test(narrow) ? narrow.replace(',', '.') : narrow;
};

/** The number a text stands for after {@link normaliseNumericText}; `undefined` when it is none or empty. */
export const parseNumericText = (text: string): number | undefined => {
  const narrow = normaliseNumericText(text);
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(narrow)) return undefined;
  const number = Number(narrow);
  return Number.isFinite(number) ? number : undefined;
};
