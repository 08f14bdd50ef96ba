import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphsOf, shortened } from './text-parts.ts';

describe('text parts', () => {
  it('leaves a text of usual length as it is', () => {
    expect(shortened('お子さまのようす')).toBe('お子さまのようす');
    expect(paragraphsOf('一つめ\n二つめ\r\n\n三つめ')).toEqual(['一つめ', '二つめ', '', '三つめ']);
  });

  it('cuts a label off visibly', () => {
    const label = shortened('あ'.repeat(2_000_000));
    expect(label.length).toBe(2_001);
    expect(label.endsWith('…')).toBe(true);
  });

  it('loses nothing of a long text', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 30_000 }), (text, times) => {
        const line = text.replaceAll(/[\n\r]/g, '') + 'い'.repeat(times);
        expect(paragraphsOf(line).join('')).toBe(line);
        expect(paragraphsOf(line).every((part) => part.length <= 10_000)).toBe(true);
      }),
    );
  });
});
