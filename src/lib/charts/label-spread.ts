/**
 * Moves labels apart so that neighbours keep a distance and all stay inside the bounds, as little as possible in sum of
 * squares. `wanted` ascends, and so do the answers. Where there is no room for the gap, it shrinks.
 */
export const spreadLabels = (
  wanted: readonly number[],
  { min, max, gap }: { readonly min: number; readonly max: number; readonly gap: number },
): readonly number[] => {
  const step = wanted.length > 1 ? Math.min(gap, (max - min) / (wanted.length - 1)) : 0;
  // Without the gaps the task is to find the nearest row of numbers that does not descend.
  const pools: { sum: number; count: number }[] = [];
  wanted.forEach((position, index) => {
    let pool = { sum: position - index * step, count: 1 };
    for (let last = pools.at(-1); last !== undefined && mean(last) > mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  const highest = max - (wanted.length - 1) * step;
  return pools
    .flatMap((pool) => Array.from({ length: pool.count }, () => Math.min(Math.max(mean(pool), min), highest)))
    .map((position, index) => position + index * step);
};

const mean = ({ sum, count }: { readonly sum: number; readonly count: number }): number => sum / count;
