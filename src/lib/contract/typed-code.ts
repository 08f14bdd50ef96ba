/** Digits in a typed ticket code: eleven random and one check digit. */
export const TYPED_CODE_DIGITS = 12;

const luhnSum = (digits: string, doubleFrom: 0 | 1): number =>
  Array.from(digits)
    .reverse()
    .reduce((sum, character, index) => {
      const digit = Number(character) * (index % 2 === doubleFrom ? 2 : 1);
      return sum + (digit > 9 ? digit - 9 : digit);
    }, 0);

/** Check digit (Luhn, mod 10) of a run of digits. */
export const luhnCheckDigit = (digits: string): string => String((10 - (luhnSum(digits, 0) % 10)) % 10);

/** Whether the last digit is the Luhn check digit of the others. */
export const hasValidLuhn = (digits: string): boolean =>
  /^\d{2,}$/.test(digits) && luhnSum(digits, 1) % 10 === 0;

/**
 * A typed code as digits only: full-width digits, spaces and hyphens of every kind are accepted.
 * @returns `undefined` when anything else stands in it or the length is not {@link TYPED_CODE_DIGITS}
 */
export const normaliseTypedCode = (text: string): string | undefined => {
  const digits = text.normalize('NFKC').replaceAll(/[\s\-‐‑–—−ーｰ]/g, '');
  return /^\d+$/.test(digits) && digits.length === TYPED_CODE_DIGITS ? digits : undefined;
};

/** `123456789012` as `1234-5678-9012`, the way it is printed and shown. */
export const formatTypedCode = (digits: string): string => digits.match(/.{1,4}/g)?.join('-') ?? digits;
