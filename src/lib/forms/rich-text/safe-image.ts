/** Bytes of a picture that a text may carry; base64 takes a third more characters. */
export const IMAGE_MOST_BYTES = 200_000;

const DATA_URL = /^data:image\/(?:png|jpeg|webp|gif);base64,([A-Za-z0-9+/]+={0,2})$/;
const MOST_CHARACTERS = Math.ceil(IMAGE_MOST_BYTES / 3) * 4;

/**
 * Whether a picture may be shown: it comes with the text and is a bitmap. SVG is a document that can hold script and
 * is refused, as is everything that would be fetched.
 */
export const isSafeImage = (src: string): boolean => {
  if (src.length > MOST_CHARACTERS + 30) return false;
  const [, data] = DATA_URL.exec(src) ?? [];
  return data !== undefined && data.length % 4 === 0 && data.length <= MOST_CHARACTERS;
};
