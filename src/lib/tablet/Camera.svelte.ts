import type { Problem } from '../contract/problem.ts';
import { Scanner } from '../qr/scanner.ts';
import { hearReader } from './hear-reader.ts';

/** Nothing read for so long, and the screen says what helps, milliseconds. */
const SLOW_AFTER_MS = 8_000;

/**
 * A screen's eye: the tablet's camera, and a barcode reader that types.
 *
 *     off ──show──▶ starting ──▶ looking ──8 s──▶ slow
 *                      └──problem (refused, missing, failed): the typed code is always there
 */
export class Camera {
  state: 'off' | 'starting' | 'looking' | 'slow' = $state('off');
  problem: Problem | undefined = $state.raw(undefined);

  readonly #scanner: Scanner;
  readonly #onText: (text: string) => void;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(onText: (text: string) => void) {
    this.#onText = onText;
    this.#scanner = new Scanner({
      onText,
      onLost: (problem) => {
        this.problem = problem;
        this.state = 'off';
      },
    });
  }

  /** Shows the camera in a video element for as long as this is on screen; use as an attachment. */
  readonly show = (video: HTMLVideoElement): (() => void) => {
    void this.#start(video);
    const deaf = hearReader(this.#onText);
    return () => {
      deaf();
      clearTimeout(this.#slowTimer);
      this.#scanner.stop();
      this.state = 'off';
    };
  };

  async #start(video: HTMLVideoElement): Promise<void> {
    this.state = 'starting';
    this.problem = undefined;
    const started = await this.#scanner.start(video);
    if (!started.ok) {
      this.problem = started.error;
      this.state = 'off';
      return;
    }
    this.state = 'looking';
    this.#slowTimer = setTimeout(() => {
      this.state = 'slow';
    }, SLOW_AFTER_MS);
  }
}
