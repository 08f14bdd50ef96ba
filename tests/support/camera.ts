import { writeFile } from 'node:fs/promises';

/** A QR code as modules, without quiet zone. */
export interface Modules {
  /** Modules per side. */
  readonly size: number;
  readonly isDark: (row: number, column: number) => boolean;
}

export const FRAME_WIDTH = 1280;
export const FRAME_HEIGHT = 720;
export const FRAMES_PER_SECOND = 10;

/** Quiet zone of ISO/IEC 18004, in modules. */
const QUIET = 4;
/** Side of the code with its quiet zone as a share of the frame's height: a sheet held at arm's length. */
const SHARE_OF_HEIGHT = 0.66;
/** Nobody holds a sheet straight. */
const TILT_RADIANS = 0.1;
/** Luminance of ink, paper and table; a hall is not a studio. */
const INK = 38;
const PAPER = 214;
const TABLE = 92;
const NOISE = 10;

/** A small generator of repeatable noise (xorshift32), 0 to 1. */
const noiseFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/**
 * Luminance of one frame of a camera that sees a sheet of paper with the code on it, slightly turned, with sensor
 * noise. `shake` moves the sheet by pixels. Without modules the sheet is empty.
 */
export const luminanceOf = (
  modules: Modules | undefined,
  shake: number,
  seed: number,
): Uint8Array<ArrayBuffer> => {
  const noise = noiseFrom(seed);
  const frame = new Uint8Array(FRAME_WIDTH * FRAME_HEIGHT);
  const side = (modules?.size ?? 45) + 2 * QUIET;
  const pixelsPerModule = (FRAME_HEIGHT * SHARE_OF_HEIGHT) / side;
  const cos = Math.cos(TILT_RADIANS) / pixelsPerModule;
  const sin = Math.sin(TILT_RADIANS) / pixelsPerModule;
  const at = (x: number, y: number): number => {
    const dx = x - FRAME_WIDTH / 2 - shake;
    const dy = y - FRAME_HEIGHT / 2 + shake / 2;
    const column = Math.floor(dx * cos + dy * sin + side / 2) - QUIET;
    const row = Math.floor(dy * cos - dx * sin + side / 2) - QUIET;
    const margin = Math.max(-column, -row, column - side, row - side);
    if (margin > 2 * QUIET + 6) return TABLE;
    const inside =
      modules !== undefined && row >= 0 && column >= 0 && row < modules.size && column < modules.size;
    return inside && modules.isDark(row, column) ? INK : PAPER;
  };
  for (let y = 0; y < FRAME_HEIGHT; y++) {
    for (let x = 0; x < FRAME_WIDTH; x++) {
      // Four samples a pixel: edges are grey, as behind a lens.
      const light = (at(x, y) + at(x + 0.5, y) + at(x, y + 0.5) + at(x + 0.5, y + 0.5)) / 4;
      frame[y * FRAME_WIDTH + x] = light + (noise() - 0.5) * NOISE;
    }
  }
  return frame;
};

/**
 * Writes a short film (YUV4MPEG2, I420, grey) that Chromium plays in a loop as its camera:
 * {@link cameraArgs}. About 1.4 MB a frame.
 */
export const writeCameraFilm = async (
  path: string,
  modules: Modules | undefined,
  frames = 6,
): Promise<void> => {
  const header = `YUV4MPEG2 W${FRAME_WIDTH} H${FRAME_HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`;
  const chroma = Buffer.alloc((FRAME_WIDTH * FRAME_HEIGHT) / 2, 128);
  const parts = Array.from({ length: frames }, (_, frame) => [
    Buffer.from('FRAME\n'),
    Buffer.from(luminanceOf(modules, (frame % 3) - 1, frame + 1)),
    chroma,
  ]);
  await writeFile(path, Buffer.concat([Buffer.from(header), ...parts.flat()]));
};

/** Chromium's switches for a camera that plays this film, with the permission given beforehand. */
export const cameraArgs = (film: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];
