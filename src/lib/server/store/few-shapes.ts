/** Most rows of one insert: an engine binds a limited number of values (SQLite 32,766, PostgreSQL 65,535). */
const SLICE_MAX = 64;

/*
 * A statement is prepared once per text, and its text tells how many rows or values it takes. In powers of two there
 * are seven texts of a statement instead of one for every number.
 */

/** The rows in order, in slices of 64, 32, 16, 8, 4, 2 or 1. */
export const slicesOf = <T>(rows: readonly T[]): readonly (readonly T[])[] => {
  const slices: (readonly T[])[] = [];
  for (let first = 0, size = SLICE_MAX; first < rows.length; size /= 2) {
    while (rows.length - first >= size) {
      slices.push(rows.slice(first, first + size));
      first += size;
    }
  }
  return slices;
};

/** The values of an `in (…)`, the last one repeated until their number is a power of two. */
export const paddedList = <T>(values: readonly T[]): T[] => {
  const [last] = values.slice(-1);
  if (last === undefined) return [];
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...Array.from({ length: length - values.length }, () => last)];
};
