/** The value that so great a share of the samples does not exceed (nearest rank). @throws RangeError without samples */
const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((left, right) => left - right);
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  if (value === undefined) throw new RangeError('no samples');
  return value;
};

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export const p95 = (samples: readonly number[]): number => quantile(samples, 0.95);

export const p99 = (samples: readonly number[]): number => quantile(samples, 0.99);
