import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPicture, toGrey } from './zxing-reader.ts';

describe('the ZXing reader', () => {
  it('reads nothing, without an error, where there is no code', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }))
      .chain(([width, height]) =>
        fc.uint8ClampedArray({ minLength: width * height, maxLength: width * height }).map((luminance) => ({
          luminance,
          width,
          height,
        })),
      );
    fc.assert(
      fc.property(picture, (noise) => {
        expect(readPicture(noise)).toBeUndefined();
      }),
    );
  });

  it('sees colours in grey', () => {
    const rgba = Uint8ClampedArray.of(
      255,
      255,
      255,
      255,
      0,
      0,
      0,
      255,
      255,
      0,
      0,
      255,
      0,
      255,
      0,
      255,
      0,
      0,
      255,
      255,
    );
    expect(toGrey(rgba, 5, 1)).toEqual({
      luminance: Uint8ClampedArray.of(255, 0, 76, 149, 29),
      width: 5,
      height: 1,
    });
  });
});
