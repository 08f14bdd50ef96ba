import type { FrameReader } from './frame-reader.ts';

/** What is used of the Shape Detection API's BarcodeDetector, which lib.dom does not declare. */
interface Detected {
  readonly rawValue: string;
  readonly boundingBox: DOMRectReadOnly;
}
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly Detected[]>;
}
interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The code nearest to the picture's middle: that is where a ticket is held when another lies beside it. */
export const nearestToMiddle = (
  codes: readonly Detected[],
  width: number,
  height: number,
): string | undefined => {
  const distance = ({ boundingBox: box }: Detected): number =>
    Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2);
  return codes.toSorted((a, b) => distance(a) - distance(b))[0]?.rawValue;
};

/** The browser's own reader, or `undefined` where it has none that reads QR codes. */
export const nativeReader = async (scope: object = globalThis): Promise<FrameReader | undefined> => {
  const { BarcodeDetector: Class } = scope as { readonly BarcodeDetector?: DetectorClass };
  if (Class === undefined) return undefined;
  try {
    if (!(await Class.getSupportedFormats()).includes('qr_code')) return undefined;
    const detector = new Class({ formats: ['qr_code'] });
    return {
      read: async (video) =>
        nearestToMiddle(await detector.detect(video), video.videoWidth, video.videoHeight),
    };
  } catch {
    return undefined;
  }
};
