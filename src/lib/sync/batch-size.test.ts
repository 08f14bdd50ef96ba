import { describe, expect, it } from 'vitest';
import { BATCH_MAX_ROWS, BatchSize, SLOW_BATCH_MS } from './batch-size.ts';

describe('how many rows a request may carry', () => {
  it('is the most at first, and half of what failed, down to one', () => {
    const size = new BatchSize();
    const limits = [size.limit];
    while (size.limit > 1) {
      size.failed(size.limit);
      limits.push(size.limit);
    }
    expect(limits).toEqual([BATCH_MAX_ROWS, 8, 4, 2, 1]);
    size.failed(1);
    expect(size.limit).toBe(1);
  });

  it('halves once when several that were under way together fail', () => {
    const size = new BatchSize();
    for (let request = 0; request < 4; request += 1) size.failed(16);
    expect(size.limit).toBe(8);
  });

  it('halves after what took more than ten seconds, and not after exactly ten', () => {
    const size = new BatchSize();
    size.answered(16, SLOW_BATCH_MS);
    expect(size.limit).toBe(16);
    size.answered(16, SLOW_BATCH_MS + 1);
    expect(size.limit).toBe(8);
  });

  it('doubles after four full requests in good time, one failure starts the count anew', () => {
    const size = new BatchSize();
    size.failed(4);
    expect(size.limit).toBe(2);
    for (let good = 0; good < 3; good += 1) size.answered(2, 100);
    expect(size.limit).toBe(2);
    size.answered(2, 100);
    expect(size.limit).toBe(4);
    size.answered(3, 100);
    for (let good = 0; good < 3; good += 1) size.answered(4, 100);
    expect(size.limit).toBe(4);
    size.failed(8);
    for (let good = 0; good < 3; good += 1) size.answered(4, 100);
    expect(size.limit).toBe(4);
  });

  it('comes back from one row at a time to the most, and never beyond', () => {
    const size = new BatchSize();
    size.failed(2);
    for (let good = 0; good < 40; good += 1) size.answered(size.limit, 50);
    expect(size.limit).toBe(BATCH_MAX_ROWS);
  });
});
