import {
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { FRAME_HEIGHT, FRAME_WIDTH, luminanceOf, type Modules } from './camera.ts';

/** As long as a ticket gets: version 11 at level Q. */
const TICKET_LIKE = `HGK1:${'ABC123XYZ$%*+-./: '.repeat(12)}`.slice(0, 220);

const modulesOf = (text: string): Modules => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'Q' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) !== 0 };
};

const read = (frame: Uint8Array): string => {
  const source = new RGBLuminanceSource(new Uint8ClampedArray(frame), FRAME_WIDTH, FRAME_HEIGHT);
  return new QRCodeReader()
    .decode(new BinaryBitmap(new HybridBinarizer(source)), new Map([[DecodeHintType.TRY_HARDER, true]]))
    .getText();
};

describe('the film for the camera', () => {
  it.each([-1, 0, 1])('shows a ticket that a scanner reads, shaken by %i pixels', (shake) => {
    expect(read(luminanceOf(modulesOf(TICKET_LIKE), shake, 7))).toBe(TICKET_LIKE);
  });

  it('shows an empty sheet when there is no code', () => {
    expect(() => read(luminanceOf(undefined, 0, 7))).toThrow();
  });
});
