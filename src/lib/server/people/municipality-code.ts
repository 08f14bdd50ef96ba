const WEIGHTS = [6, 5, 4, 3, 2] as const;

/**
 * Check digit of a local government code (全国地方公共団体コード): weights 6 5 4 3 2, the last digit of 11 minus the
 * sum's remainder by 11. Source: 総務省 全国地方公共団体コード仕様.
 */
export const municipalityCheckDigit = (fiveDigits: string): string => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(fiveDigits[index]), 0);
  return String((11 - (sum % 11)) % 10);
};

/** Whether a text is six digits whose last is the check digit of the others. */
export const isMunicipalityCode = (text: string): boolean =>
  /^\d{6}$/.test(text) && text.endsWith(municipalityCheckDigit(text));
