import type { FrameReader } from './frame-reader.ts';
import { nativeReader } from './native-reader.ts';

/** Failures in a row after which the native engine is given up. Some devices list it and cannot run it. */
const NATIVE_FAILURES_MAX = 3;

const readWithZxing = async (): Promise<FrameReader> => {
  const { ZxingReader } = await import('./zxing-reader.ts');
  return new ZxingReader();
};

/** The first engine until it has failed {@link NATIVE_FAILURES_MAX} times in a row, then the second for good. */
export const withFallback = (first: FrameReader, second: () => Promise<FrameReader>): FrameReader => {
  let current = first;
  let failures = 0;
  return {
    async read(video) {
      try {
        const text = await current.read(video);
        failures = 0;
        return text;
      } catch (error) {
        if (current !== first) throw error;
        failures += 1;
        if (failures >= NATIVE_FAILURES_MAX) current = await second();
        return undefined;
      }
    },
  };
};

/** The browser's own BarcodeDetector where it reads QR codes, else ZXing, whose code is loaded only then. */
export const loadFrameReader = async (): Promise<FrameReader> => {
  const native = await nativeReader();
  return native === undefined ? readWithZxing() : withFallback(native, readWithZxing);
};
