/** Reads the QR code in a video's present picture. */
export interface FrameReader {
  /** The text of the code, or `undefined` when none can be read. Rejects when the engine itself fails. */
  read(video: HTMLVideoElement): Promise<string | undefined>;
}
