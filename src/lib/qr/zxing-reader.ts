// ZXing is imported module by module: its entry cannot be tree-shaken and is four times as large (88 kB brotli, with
// `@zxing/browser` 91 kB). The finding of the code is our own, see code-corners.ts and code-grid.ts.
import HybridBinarizer from '@zxing/library/esnext/core/common/HybridBinarizer.js';
import Decoder from '@zxing/library/esnext/core/qrcode/decoder/Decoder.js';
import RGBLuminanceSource from '@zxing/library/esnext/core/RGBLuminanceSource.js';
import { codeCorners } from './code-corners.ts';
import { codeGrids } from './code-grid.ts';
import type { FrameReader } from './frame-reader.ts';

/** A picture in grey: one byte per pixel, row by row. */
export interface GreyPicture {
  readonly luminance: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Longest side that is looked at, pixels; larger pictures are scaled down. */
const MAX_PIXELS = 1_280;

/** Grids between the same corners that are decoded. */
const GRIDS_MAX = 2;

/** ZXing says "there is none" by throwing. */
const orNothing = <T>(find: () => T): T | undefined => {
  try {
    return find();
  } catch {
    return undefined;
  }
};

/** The text of the QR code in a picture, or `undefined`. */
export const readPicture = ({ luminance, width, height }: GreyPicture): string | undefined => {
  const source = new RGBLuminanceSource(luminance, width, height);
  const picture = orNothing(() => new HybridBinarizer(source).getBlackMatrix());
  if (picture === undefined) return undefined;
  for (const corners of codeCorners(picture)) {
    for (const grid of codeGrids(picture, corners).slice(0, GRIDS_MAX)) {
      const text = orNothing(() => new Decoder().decodeBitMatrix(grid).getText());
      if (text !== undefined) return text;
    }
  }
  return undefined;
};

/** Luminance of RGBA pixels (ITU-R BT.601). */
export const toGrey = (rgba: Uint8ClampedArray, width: number, height: number): GreyPicture => {
  const luminance = new Uint8ClampedArray(width * height);
  for (let pixel = 0, at = 0; pixel < luminance.length; pixel += 1, at += 4) {
    luminance[pixel] = (306 * (rgba[at] ?? 0) + 601 * (rgba[at + 1] ?? 0) + 117 * (rgba[at + 2] ?? 0)) >> 10;
  }
  return { luminance, width, height };
};

/**
 * ZXing on the main thread. Every other picture is looked at in half size: that is quick, and takes the noise out of
 * large codes in poor light; the full size is for small codes.
 */
export class ZxingReader implements FrameReader {
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true });
  #halved = false;

  read(video: HTMLVideoElement): Promise<string | undefined> {
    if (this.#context === null) return Promise.reject(new TypeError('no 2d canvas'));
    this.#halved = !this.#halved;
    const longest = Math.max(video.videoWidth, video.videoHeight);
    const scale = Math.min(1, MAX_PIXELS / longest) / (this.#halved ? 2 : 1);
    const [width, height] = [Math.floor(video.videoWidth * scale), Math.floor(video.videoHeight * scale)];
    if (!(width > 0 && height > 0)) return Promise.resolve(undefined);
    if (this.#canvas.width < width) this.#canvas.width = width;
    if (this.#canvas.height < height) this.#canvas.height = height;
    this.#context.drawImage(video, 0, 0, width, height);
    const { data } = this.#context.getImageData(0, 0, width, height);
    return Promise.resolve(readPicture(toGrey(data, width, height)));
  }
}
