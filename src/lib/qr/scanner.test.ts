import { describe, expect, it } from 'vitest';
import type { FrameReader } from './frame-reader.ts';
import { Scanner, type ScannerParts } from './scanner.ts';

/** One camera track, as far as the scanner looks. */
class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  stop(): void {
    this.readyState = 'ended';
  }
}

/** A video element whose pictures the test shows one by one. */
class FakeVideo {
  muted = false;
  playsInline = false;
  readyState = 4;
  srcObject: unknown = null;
  playing: Promise<void> = Promise.resolve();
  #waiting: (() => void)[] = [];

  play(): Promise<void> {
    return this.playing;
  }

  requestVideoFrameCallback(then: () => void): number {
    this.#waiting.push(then);
    return 0;
  }

  /** Shows one picture and lets everything that follows from it happen. */
  async show(): Promise<void> {
    for (const then of this.#waiting.splice(0)) then();
    await settled();
  }

  get isWatched(): boolean {
    return this.#waiting.length > 0;
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

interface Setup {
  readonly scanner: Scanner;
  readonly video: FakeVideo;
  readonly element: HTMLVideoElement;
  readonly tracks: FakeTrack[];
  readonly texts: string[];
  readonly lost: string[];
  /** What the reader sees in the next pictures; an Error makes it fail. */
  readonly pictures: (string | Error | undefined)[];
}

const aScanner = (change: Partial<ScannerParts> = {}): Setup => {
  const video = new FakeVideo();
  const tracks: FakeTrack[] = [];
  const texts: string[] = [];
  const lost: string[] = [];
  const pictures: (string | Error | undefined)[] = [];
  const reader: FrameReader = {
    read: () => {
      const picture = pictures.shift();
      if (picture instanceof TypeError) throw picture;
      return picture instanceof Error ? Promise.reject(picture) : Promise.resolve(picture);
    },
  };
  const devices = {
    getUserMedia: () => {
      const track = new FakeTrack();
      tracks.push(track);
      return Promise.resolve({ getVideoTracks: () => [track], getTracks: () => [track] });
    },
  } as unknown as MediaDevices;
  const scanner = new Scanner({
    onText: (text) => texts.push(text),
    onLost: ({ code }) => lost.push(code),
    devices,
    loadReader: () => Promise.resolve(reader),
    ...change,
  });
  return { scanner, video, element: video as unknown as HTMLVideoElement, tracks, texts, lost, pictures };
};

describe('the scanner', () => {
  it('shows the camera and reports what comes into view, once', async () => {
    const { scanner, video, element, texts, pictures } = aScanner();
    expect(await scanner.start(element)).toEqual({ ok: true, value: undefined });
    expect([video.muted, video.playsInline, video.srcObject !== null]).toEqual([true, true, true]);
    pictures.push(undefined, 'a', 'a', undefined, 'a', 'b');
    for (let count = 0; count < 6; count += 1) await video.show();
    expect(texts).toEqual(['a', 'b']);
  });

  it('goes on after a picture that its reader could not take', async () => {
    const { scanner, video, element, texts, pictures } = aScanner();
    await scanner.start(element);
    pictures.push(new Error('rejected'), new TypeError('thrown'), 'a');
    await video.show();
    await video.show();
    await video.show();
    expect(texts).toEqual(['a']);
  });

  it('waits for the first picture before it reads', async () => {
    const { scanner, video, element, texts, pictures } = aScanner();
    video.readyState = 1;
    await scanner.start(element);
    pictures.push('a');
    await video.show();
    expect(pictures).toHaveLength(1);
    video.readyState = 2;
    await video.show();
    expect(texts).toEqual(['a']);
  });

  it('takes an empty code for none', async () => {
    const { scanner, video, element, texts, pictures } = aScanner();
    await scanner.start(element);
    pictures.push('');
    await video.show();
    expect(texts).toEqual([]);
  });

  it('remembers nothing of an earlier scan', async () => {
    const { scanner, video, element, texts, pictures } = aScanner();
    await scanner.start(element);
    pictures.push('a', 'a');
    await video.show();
    await scanner.start(element);
    await video.show();
    expect(texts).toEqual(['a', 'a']);
  });

  it('switches the camera off when stopped, and reads no more', async () => {
    const { scanner, video, element, tracks, texts, pictures } = aScanner();
    await scanner.start(element);
    scanner.stop();
    pictures.push('a');
    await video.show();
    expect(tracks.map((track) => track.readyState)).toEqual(['ended']);
    expect([video.srcObject, video.isWatched, texts]).toEqual([null, false, []]);
  });

  it('does not report what it was reading when stopped', async () => {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const { scanner, video, element, texts } = aScanner({
      loadReader: () => Promise.resolve({ read: () => promise }),
    });
    await scanner.start(element);
    await video.show();
    scanner.stop();
    resolve('a');
    await settled();
    expect([texts, video.isWatched]).toEqual([[], false]);
  });

  it('may be stopped while it reports', async () => {
    const { scanner, video, element, tracks, pictures } = aScanner({ onText: () => scanner.stop() });
    await scanner.start(element);
    pictures.push('a');
    await video.show();
    expect([video.isWatched, tracks[0]?.readyState]).toEqual([false, 'ended']);
  });

  it('keeps one camera through pause and start', async () => {
    const { scanner, video, element, tracks, texts, pictures } = aScanner();
    await scanner.start(element);
    scanner.pause();
    expect([video.srcObject, tracks[0]?.readyState]).toEqual([null, 'live']);
    await scanner.start(element);
    pictures.push('a');
    await video.show();
    expect([tracks.length, texts]).toEqual([1, ['a']]);
  });

  it('opens the camera anew when the held one has ended', async () => {
    const { scanner, element, tracks } = aScanner();
    await scanner.start(element);
    scanner.pause();
    tracks[0]?.stop();
    await scanner.start(element);
    expect(tracks).toHaveLength(2);
  });

  it('reads in one loop however often it is started', async () => {
    const { scanner, video, element, pictures } = aScanner();
    await Promise.all([scanner.start(element), scanner.start(element), scanner.start(element)]);
    pictures.push('a', 'b', 'c');
    await video.show();
    expect(pictures).toEqual(['b', 'c']);
  });

  it('leaves no camera on when stopped before it opened', async () => {
    const { scanner, video, element, tracks } = aScanner();
    const starting = scanner.start(element);
    scanner.stop();
    expect((await starting).ok).toBe(true);
    expect(tracks.map((track) => track.readyState)).toEqual(['ended']);
    expect([video.srcObject, video.isWatched]).toEqual([null, false]);
  });

  it('leaves one camera on when started twice at once', async () => {
    const { scanner, element, tracks } = aScanner();
    await Promise.all([scanner.start(element), scanner.start(element)]);
    expect(tracks.filter((track) => track.readyState === 'live')).toHaveLength(1);
  });

  it.each([
    ['NotAllowedError', 'camera-refused'],
    ['NotFoundError', 'camera-missing'],
    ['NotReadableError', 'camera-failed'],
  ])('says %s as %s', async (name, code) => {
    const devices = {
      getUserMedia: () => Promise.reject(new DOMException('', name)),
    } as unknown as MediaDevices;
    const { scanner, element } = aScanner({ devices });
    expect(await scanner.start(element)).toEqual({ ok: false, error: { code } });
  });

  it('says a camera that does not play as failed, and lets go of it', async () => {
    const { scanner, video, element, tracks } = aScanner();
    video.playing = Promise.reject(new DOMException('', 'NotSupportedError'));
    expect(await scanner.start(element)).toEqual({ ok: false, error: { code: 'camera-failed' } });
    expect(tracks[0]?.readyState).toBe('ended');
  });

  it('loads its reader again at the next start when that failed', async () => {
    let loads = 0;
    const { scanner, element, tracks } = aScanner({
      loadReader: () => {
        loads += 1;
        return loads === 1
          ? Promise.reject(new TypeError('offline'))
          : Promise.resolve({ read: () => Promise.resolve(undefined) });
      },
    });
    expect(await scanner.start(element)).toEqual({ ok: false, error: { code: 'camera-failed' } });
    expect(tracks[0]?.readyState).toBe('ended');
    expect((await scanner.start(element)).ok).toBe(true);
  });

  it('says when the camera goes away, once, and can be started again', async () => {
    const { scanner, video, element, tracks, lost } = aScanner();
    await scanner.start(element);
    tracks[0]?.stop();
    tracks[0]?.dispatchEvent(new Event('ended'));
    expect([lost, video.srcObject]).toEqual([['camera-failed'], null]);
    expect((await scanner.start(element)).ok).toBe(true);
    expect(tracks).toHaveLength(2);
  });

  it('says nothing of an earlier camera', async () => {
    const { scanner, element, tracks, lost } = aScanner();
    await scanner.start(element);
    scanner.stop();
    await scanner.start(element);
    tracks[0]?.dispatchEvent(new Event('ended'));
    expect(lost).toEqual([]);
  });
});
