/** From and to, both inclusive. */
export type NumberRange = readonly [number, number];

export const isRange = (value: unknown): value is NumberRange =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((each) => Number.isSafeInteger(each) && each > 0) &&
  value[0] <= value[1];

/** Whole numbers as ascending ranges without gaps inside: 1, 2, 3, 7 becomes 1–3, 7–7. */
export const toRanges = (numbers: Iterable<number>): readonly NumberRange[] => {
  const ranges: [number, number][] = [];
  for (const number of [...new Set(numbers)].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
};

export const countOf = (ranges: readonly NumberRange[]): number =>
  ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);

/** As people write it: `1–3、7`. */
export const rangesText = (ranges: readonly NumberRange[]): string =>
  ranges.map(([from, to]) => (from === to ? String(from) : `${String(from)}–${String(to)}`)).join('、');
