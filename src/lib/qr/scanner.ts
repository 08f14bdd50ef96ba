import { problem, type Outcome, type Problem } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { closeCamera, openCamera } from './camera.ts';
import type { FrameReader } from './frame-reader.ts';
import { loadFrameReader } from './load-frame-reader.ts';
import { RepeatFilter } from './repeat-filter.ts';

export interface ScannerParts {
  /** A text came into view. Not called again for it before it has been out of view for two seconds. */
  readonly onText: (text: string) => void;
  /** The camera went away while scanning; the scanner has stopped. */
  readonly onLost?: (problem: Problem) => void;
  readonly devices?: MediaDevices | undefined;
  readonly loadReader?: () => Promise<FrameReader>;
}

/** Below HTMLMediaElement.HAVE_CURRENT_DATA a video has no picture. */
const HAVE_CURRENT_DATA = 2;

/** One unreadable picture is no failure: the next follows, and the typed code is always offered beside the camera. */
const readNow = async (reader: FrameReader, video: HTMLVideoElement): Promise<string | undefined> => {
  if (video.readyState < HAVE_CURRENT_DATA) return undefined;
  try {
    return await reader.read(video);
  } catch {
    return undefined;
  }
};

/** Calls back when the video has a new picture, or at the next repaint where the browser cannot tell. */
const onNextPicture = (video: HTMLVideoElement, then: () => void): void => {
  // Missing in Firefox before 132 and in old web views, whatever lib.dom says.
  if (typeof (video as Partial<HTMLVideoElement>).requestVideoFrameCallback === 'function') {
    video.requestVideoFrameCallback(then);
  } else requestAnimationFrame(then);
};

/**
 * Reads QR codes from the tablet's camera.
 *
 *     idle ──start──▶ opening ──▶ scanning ──track ended──▶ idle, onLost
 *      ▲                 │           │
 *      └──────stop───────┴───────────┘      pause: idle, the camera stays open for the next start
 *
 * Each start and stop is a new run; whatever an earlier run still awaits finds itself outdated and undoes its part.
 */
export class Scanner {
  readonly #parts: ScannerParts;
  readonly #repeats = new RepeatFilter();
  #run = 0;
  #stream: MediaStream | undefined;
  #reader: Promise<FrameReader> | undefined;
  #video: HTMLVideoElement | undefined;

  constructor(parts: ScannerParts) {
    this.#parts = parts;
  }

  /**
   * Shows the camera in the video element and reports what comes into view, beginning with nothing remembered.
   * Codes: `camera-refused`, `camera-missing`, `camera-failed`. A start that is overtaken by another start, pause or
   * stop is ok and does nothing.
   */
  async start(video: HTMLVideoElement): Promise<Outcome<void>> {
    this.pause();
    const run = this.#run;
    this.#repeats.clear();
    const [opened, reader] = await Promise.all([this.#open(run), this.#loadReader()]);
    if (run !== this.#run) return ok(undefined);
    if (!opened.ok) return opened;
    if (reader === undefined) return this.#fail();
    this.#video = video;
    video.muted = true;
    video.playsInline = true;
    video.srcObject = opened.value;
    try {
      await video.play();
    } catch {
      return run === this.#run ? this.#fail() : ok(undefined);
    }
    if (run === this.#run) this.#loop(run, video, reader);
    return ok(undefined);
  }

  /** Stops reading and shows nothing, but keeps the camera: browsers may ask again for each opening. */
  pause(): void {
    this.#run += 1;
    if (this.#video !== undefined) this.#video.srcObject = null;
    this.#video = undefined;
  }

  /** Stops reading and switches the camera off. */
  stop(): void {
    this.pause();
    if (this.#stream !== undefined) closeCamera(this.#stream);
    this.#stream = undefined;
  }

  #fail(): Outcome<never> {
    this.stop();
    return problem('camera-failed');
  }

  async #open(run: number): Promise<Outcome<MediaStream>> {
    const held = this.#stream;
    if (held?.getVideoTracks().some((track) => track.readyState === 'live') === true) return ok(held);
    const devices = 'devices' in this.#parts ? this.#parts.devices : navigator.mediaDevices;
    const opened = await openCamera(devices);
    if (!opened.ok) return opened;
    if (run !== this.#run) {
      closeCamera(opened.value);
      return opened;
    }
    this.#stream = opened.value;
    for (const track of opened.value.getVideoTracks()) {
      track.addEventListener('ended', () => this.#lose(opened.value), { once: true });
    }
    return opened;
  }

  #lose(stream: MediaStream): void {
    if (stream !== this.#stream) return;
    const wasScanning = this.#video !== undefined;
    this.stop();
    if (wasScanning) this.#parts.onLost?.({ code: 'camera-failed' });
  }

  /** Loaded once; a failed load (offline, not cached) is tried again at the next start. */
  async #loadReader(): Promise<FrameReader | undefined> {
    this.#reader ??= (this.#parts.loadReader ?? loadFrameReader)();
    try {
      return await this.#reader;
    } catch {
      this.#reader = undefined;
      return undefined;
    }
  }

  #loop(run: number, video: HTMLVideoElement, reader: FrameReader): void {
    const look = async (): Promise<void> => {
      if (run !== this.#run) return;
      const text = await readNow(reader, video);
      if (run !== this.#run) return;
      if (text !== undefined && text !== '' && this.#repeats.isNew(text, performance.now())) {
        this.#parts.onText(text);
      }
      if (run === this.#run) onNextPicture(video, () => void look());
    };
    onNextPicture(video, () => void look());
  }
}
