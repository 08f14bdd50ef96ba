/** The digits of a text in half-width, as many as fit; everything else is left out. */
export const keptDigits = (text: string, length: number): string =>
  text.normalize('NFKC').replaceAll(/\D/g, '').slice(0, length);

/** Digits in groups with hyphens between: 123456789012 by 4 as 1234-5678-9012. */
export const grouped = (digits: string, groups: readonly number[]): string => {
  const parts: string[] = [];
  let rest = digits;
  for (const size of groups) {
    if (rest === '') break;
    parts.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  if (rest !== '') parts.push(rest);
  return parts.join('-');
};
