import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesInParts } from './lines-in-parts.ts';

describe('linesInParts', () => {
  it('leaves a short text in one part', () => {
    expect(linesInParts('{\n}')).toEqual(['{\n}']);
    expect(linesInParts('')).toEqual(['']);
  });

  it('loses nothing, and no part has more lines than can be laid out at once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{', '  "a": 1,', '', '}'), { maxLength: 1_000 }), (lines) => {
        const text = lines.join('\n');
        const parts = linesInParts(text);
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.split('\n').length <= 121)).toBe(true);
      }),
    );
  });
});
