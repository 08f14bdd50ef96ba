/** A multiple of three, so that the pieces' base64 can be joined without padding between. */
const PIECE_BYTES = 3 * 256 * 1024;

const base64Of = (piece: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('a file could not be read'));
    reader.readAsDataURL(piece);
  });

/**
 * The bytes of a file as base64, piece by piece, so that the screen goes on. Rejects when the file cannot be read any
 * more: it was moved, or the permission has ended.
 * @param onprogress told of the part that is read, 0–1
 */
export const readBase64 = async (file: Blob, onprogress: (done: number) => void): Promise<string> => {
  const pieces: string[] = [];
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    pieces.push(await base64Of(file.slice(at, at + PIECE_BYTES)));
    onprogress(Math.min(1, (at + PIECE_BYTES) / file.size));
  }
  return pieces.join('');
};
