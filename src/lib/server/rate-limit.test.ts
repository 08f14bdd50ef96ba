import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

describe('RateLimit', () => {
  it('closes at the limit, for that key only, until the window ends', () => {
    let now = 0;
    const limit = new RateLimit(2, 1000, () => now);
    limit.countFailure('a');
    expect(limit.isOpen('a')).toBe(true);
    now = 999;
    limit.countFailure('a');
    expect(limit.isOpen('a')).toBe(false);
    expect(limit.isOpen('b')).toBe(true);
    now = 1000;
    expect(limit.isOpen('a')).toBe(true);
    limit.countFailure('a');
    expect(limit.isOpen('a')).toBe(true);
  });
});
