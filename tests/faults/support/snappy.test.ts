import { describe, expect, it } from 'vitest';
import { readVarint, unsnap } from './snappy.ts';

const text = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

const literal = (words: string): number[] => [(words.length - 1) << 2, ...new TextEncoder().encode(words)];

const block = (length: number, ...parts: number[]): Uint8Array => Uint8Array.from([length, ...parts]);

describe('undoing Snappy', () => {
  it('gives literal bytes as they are', () => {
    expect(text(unsnap(block(5, ...literal('hello'))))).toBe('hello');
  });

  it('copies from before, with offsets of one, two and four bytes', () => {
    const one = block(9, ...literal('abcde'), ((4 - 4) << 2) | 1, 5);
    const two = block(8, ...literal('abcde'), ((3 - 1) << 2) | 2, 4, 0);
    const four = block(8, ...literal('abcde'), ((3 - 1) << 2) | 3, 5, 0, 0, 0);
    expect(text(unsnap(one))).toBe('abcdeabcd');
    expect(text(unsnap(two))).toBe('abcdebcd');
    expect(text(unsnap(four))).toBe('abcdeabc');
  });

  it('repeats when a copy reaches into what it writes', () => {
    expect(text(unsnap(block(12, ...literal('ab'), ((10 - 4) << 2) | 1, 2)))).toBe('abababababab');
  });

  it('reads literals whose length stands in bytes of its own', () => {
    const words = 'x'.repeat(300);
    const bytes = [0xac, 0x02, 61 << 2, 0x2b, 0x01, ...new TextEncoder().encode(words)];
    expect(text(unsnap(Uint8Array.from(bytes)))).toBe(words);
  });

  it('refuses what is cut off, too long, or copies from before the beginning', () => {
    const good = block(9, ...literal('abcde'), 1, 5);
    for (let length = 0; length < good.length; length += 1) {
      expect(unsnap(good.slice(0, length))).toBeUndefined();
    }
    expect(unsnap(block(9, ...literal('abcde'), 1, 6))).toBeUndefined();
    expect(unsnap(block(9, ...literal('abcde'), 1, 0))).toBeUndefined();
    expect(unsnap(block(4, ...literal('abcde')))).toBeUndefined();
  });

  it('leaves bytes after the end alone only when it is told to', () => {
    const more = block(5, ...literal('hello'), 7, 7);
    expect(unsnap(more)).toBeUndefined();
    expect(text(unsnap(more, false))).toBe('hello');
  });

  it('reads varints of up to 32 bits', () => {
    expect(readVarint(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f), 0)).toEqual({
      value: 0xffff_ffff,
      next: 5,
    });
    expect(readVarint(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x1f), 0)).toBeUndefined();
    expect(readVarint(Uint8Array.of(0x80), 0)).toBeUndefined();
  });
});
