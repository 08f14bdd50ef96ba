/** Full-width digits (０–９) as ASCII digits; everything else stays as it is. */
export const normaliseDigits = (text: string): string =>
  text.replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
