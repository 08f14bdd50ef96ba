/** Longest side tried first, then smaller ones: text on a photographed page stays readable for as long as it fits. */
const SIDES = [2400, 1800, 1350, 1000, 750, 560] as const;
const QUALITIES = [0.85, 0.7] as const;

const drawn = async (picture: ImageBitmap, side: number, quality: number): Promise<Blob> => {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
};

/**
 * A photo made small enough to be handed in, as JPEG; what the camera wrote beside the picture, such as the place, is
 * left behind. Undefined when it cannot be read as a picture or does not get small enough.
 */
export const shrinkPhoto = async (photo: Blob, maxBytes: number): Promise<Blob | undefined> => {
  try {
    const picture = await createImageBitmap(photo);
    try {
      for (const side of SIDES) {
        for (const quality of QUALITIES) {
          const smaller = await drawn(picture, side, quality);
          if (smaller.size <= maxBytes) return smaller;
        }
      }
      return undefined;
    } finally {
      picture.close();
    }
  } catch {
    return undefined;
  }
};
