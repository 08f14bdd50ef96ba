import { describe, expect, it } from 'vitest';
import { REPEAT_AFTER_MS, RepeatFilter } from './repeat-filter.ts';

describe('the repeat filter', () => {
  it('lets a text through once while it stays in view', () => {
    const filter = new RepeatFilter();
    const news = Array.from({ length: 300 }, (_, frame) => filter.isNew('a', frame * 33));
    expect(news.filter(Boolean)).toHaveLength(1);
    expect(news[0]).toBe(true);
  });

  it.each([
    [REPEAT_AFTER_MS - 1, false],
    [REPEAT_AFTER_MS, true],
  ])('takes a text out of view for %d ms as new: %j', (gap, expected) => {
    const filter = new RepeatFilter();
    filter.isNew('a', 1_000);
    expect(filter.isNew('a', 1_000 + gap)).toBe(expected);
  });

  it('lets another text through at once', () => {
    const filter = new RepeatFilter();
    expect([filter.isNew('a', 0), filter.isNew('b', 1), filter.isNew('b', 2)]).toEqual([true, true, false]);
  });

  it('remembers nothing after being cleared', () => {
    const filter = new RepeatFilter();
    filter.isNew('a', 0);
    filter.clear();
    expect(filter.isNew('a', 1)).toBe(true);
  });
});
