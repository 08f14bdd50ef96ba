import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase45 } from '../contract/base45.ts';
import { TICKET_PREFIX } from '../contract/ticket.ts';
import { ticketQr, type QrDrawing } from './draw.ts';
import { readPicture, toGrey, type GreyPicture } from './zxing-reader.ts';

const SIDE = 500;

interface Pose {
  /** Turn in degrees. */
  readonly turn: number;
  /** How much nearer the lower edge is than the middle: 0.1 is a tenth. */
  readonly tilt: number;
  /** Pixels per module in the middle. */
  readonly scale: number;
}

/** A ticket on a grey desk as a camera sees it. */
const pictureOf = ({ size, path }: QrDrawing, { turn, tilt, scale }: Pose): GreyPicture => {
  const modules = new Uint8Array(size * size).fill(230);
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    modules.fill(30, Number(y) * size + Number(x), Number(y) * size + Number(x) + Number(run));
  }
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const at = (x: number, y: number): number => {
    const [along, down] = [cos * x + sin * y, cos * y - sin * x];
    const depth = 1 - (tilt * down) / ((size * scale) / 2);
    const column = Math.floor((along * depth) / scale + size / 2);
    const row = Math.floor((down * depth) / scale + size / 2);
    const onPaper = column >= 0 && column < size && row >= 0 && row < size;
    return onPaper ? (modules[row * size + column] ?? 0) : 120;
  };
  const luminance = new Uint8ClampedArray(SIDE * SIDE);
  for (let pixel = 0; pixel < luminance.length; pixel += 1) {
    const [x, y] = [(pixel % SIDE) - SIDE / 2, Math.floor(pixel / SIDE) - SIDE / 2];
    luminance[pixel] = (at(x, y) + at(x + 0.5, y) + at(x, y + 0.5) + at(x + 0.5, y + 0.5)) / 4;
  }
  return { luminance, width: SIDE, height: SIDE };
};

/** Text of a ticket's length, the same in every run for the same seed. */
const aTicket = (seed: number): string => {
  const [bytes = new Uint8Array()] = fc.sample(fc.uint8Array({ minLength: 149, maxLength: 149 }), {
    seed,
    numRuns: 1,
  });
  return TICKET_PREFIX + toBase45(bytes);
};

describe('the ZXing reader', () => {
  it.each(Array.from({ length: 24 }, (_, step) => step * 15))('reads a ticket turned by %d°', (turn) => {
    const text = aTicket(turn);
    expect(readPicture(pictureOf(ticketQr(text), { turn, tilt: 0, scale: 5 }))).toBe(text);
  });

  it.each([-0.12, -0.06, 0.06, 0.12])(
    'reads nine of ten tickets tilted by %d in a single picture',
    (tilt) => {
      const texts = Array.from({ length: 10 }, (_, seed) => aTicket(seed));
      const read = texts.filter(
        (text) => readPicture(pictureOf(ticketQr(text), { turn: 4, tilt, scale: 5 })) === text,
      );
      expect(read.length).toBeGreaterThanOrEqual(9);
    },
  );

  it.each([3, 4, 5, 6, 7])('reads a ticket of %d pixels per module', (scale) => {
    const text = aTicket(scale);
    expect(readPicture(pictureOf(ticketQr(text), { turn: 2, tilt: 0, scale }))).toBe(text);
  });

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
