/** `undefined` is not known, which is neither yes nor no. */
export type Truth = boolean | undefined;

/** Whether one of them holds; open while that hangs on what is not known. */
export const either = (...truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;

/** Whether all of them hold; open while that hangs on what is not known. */
export const both = (...truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;

/** What `test` says of a value that is known. */
export const when = <T>(value: T | undefined, test: (known: T) => Truth): Truth =>
  value === undefined ? undefined : test(value);

/**
 * A number that can be: finite and within both bounds (inclusive). Any other is treated as not known, so that no
 * criterion is met or ruled out by a slip of typing. [CR3]
 */
export const credible = (value: number | undefined, min: number, max: number): number | undefined =>
  value !== undefined && Number.isFinite(value) && value >= min && value <= max ? value : undefined;

/** As {@link credible}, whole numbers only. */
export const credibleCount = (value: number | undefined, min: number, max: number): number | undefined =>
  Number.isInteger(value) ? credible(value, min, max) : undefined;

/** Takes the noise of binary fractions away: 62.1 − 50.1 is 12. */
export const tidy = (value: number): number => Number(value.toFixed(6));
