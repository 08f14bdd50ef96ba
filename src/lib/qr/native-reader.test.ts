import { describe, expect, it } from 'vitest';
import { nativeReader, nearestToMiddle } from './native-reader.ts';

const code = (rawValue: string, x: number, y: number): Parameters<typeof nearestToMiddle>[0][number] => ({
  rawValue,
  boundingBox: { x, y, width: 10, height: 10 } as DOMRectReadOnly,
});

/** A scope whose BarcodeDetector lists these formats and finds these codes. */
const aScope = (formats: readonly string[], codes: ReturnType<typeof code>[]): object => ({
  BarcodeDetector: class {
    static getSupportedFormats(): Promise<readonly string[]> {
      return Promise.resolve(formats);
    }
    detect(): Promise<ReturnType<typeof code>[]> {
      return Promise.resolve(codes);
    }
  },
});

const video = { videoWidth: 100, videoHeight: 100 } as HTMLVideoElement;

describe('the native reader', () => {
  it('is there when the browser reads QR codes', async () => {
    const reader = await nativeReader(aScope(['ean_13', 'qr_code'], [code('text', 0, 0)]));
    expect(await reader?.read(video)).toBe('text');
  });

  it('is not there without BarcodeDetector, without QR codes, or when it breaks', async () => {
    expect(await nativeReader({})).toBeUndefined();
    expect(await nativeReader(aScope(['ean_13'], []))).toBeUndefined();
    expect(await nativeReader(aScope([], []))).toBeUndefined();
    const broken = {
      BarcodeDetector: { getSupportedFormats: () => Promise.reject(new Error('no service')) },
    };
    expect(await nativeReader(broken)).toBeUndefined();
  });

  it('takes of several codes the one in the middle', () => {
    expect(nearestToMiddle([code('edge', 0, 0), code('middle', 40, 50), code('low', 45, 90)], 100, 100)).toBe(
      'middle',
    );
    expect(nearestToMiddle([], 100, 100)).toBeUndefined();
  });
});
