/** Box-Cox power L, median M (in the measure's unit) and coefficient of variation S of one class of a survey. */
export type LmsRow = readonly [l: number, m: number, s: number];

/** Under this size L is as good as 0, and the logarithm is the more precise form. */
const L_IS_ZERO = 1e-7;

/**
 * Standard deviation score of a value. `undefined` for a value that is no finite number above 0, and where the score
 * is too large to be a number. Source: T. J. Cole, P. J. Green, Smoothing reference centile curves, 1992.
 */
export const zOfValue = ([l, m, s]: LmsRow, value: number): number | undefined => {
  if (!(value > 0 && value < Infinity)) return undefined;
  const z = Math.abs(l) < L_IS_ZERO ? Math.log(value / m) / s : ((value / m) ** l - 1) / (l * s);
  return Number.isFinite(z) ? z : undefined;
};

/** Value at a standard deviation score, the inverse of {@link zOfValue}; `undefined` where no value has that score. */
export const valueOfZ = ([l, m, s]: LmsRow, z: number): number | undefined => {
  const base = 1 + l * s * z;
  const value = Math.abs(l) < L_IS_ZERO ? m * Math.exp(s * z) : base > 0 ? m * base ** (1 / l) : Number.NaN;
  return value > 0 && value < Infinity ? value : undefined;
};
