import { describe, expect, it } from 'vitest';
import { closeCamera, openCamera } from './camera.ts';

interface FakeCamera {
  readonly devices: MediaDevices;
  readonly asked: MediaStreamConstraints[];
  readonly applied: MediaTrackConstraints[];
  readonly stream: MediaStream;
  stopped: number;
}

/** Cameras that answer with these errors in turn, then open. */
const aCamera = (errors: readonly string[], focusModes?: readonly string[]): FakeCamera => {
  const track = {
    getCapabilities: () => ({ focusMode: focusModes }),
    applyConstraints: (constraints: MediaTrackConstraints) => {
      camera.applied.push(constraints);
      return Promise.reject(new DOMException('', 'OverconstrainedError'));
    },
    stop: () => {
      camera.stopped += 1;
    },
  };
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream;
  const asked: MediaStreamConstraints[] = [];
  const devices = {
    getUserMedia: (constraints: MediaStreamConstraints) => {
      const name = errors[asked.push(constraints) - 1];
      return name === undefined ? Promise.resolve(stream) : Promise.reject(new DOMException('', name));
    },
  } as MediaDevices;
  const camera: FakeCamera = { devices, asked, applied: [], stream, stopped: 0 };
  return camera;
};

const codeOf = async (devices: MediaDevices | undefined): Promise<string> => {
  const outcome = await openCamera(devices);
  return outcome.ok ? 'opened' : outcome.error.code;
};

describe('opening the camera', () => {
  it('asks for the rear camera, for pictures only', async () => {
    const camera = aCamera([]);
    expect(await openCamera(camera.devices)).toEqual({ ok: true, value: camera.stream });
    expect(camera.asked).toHaveLength(1);
    expect(camera.asked[0]).toMatchObject({ audio: false, video: { facingMode: { ideal: 'environment' } } });
  });

  it.each([
    ['NotAllowedError', 'camera-refused'],
    ['SecurityError', 'camera-refused'],
    ['NotFoundError', 'camera-missing'],
    ['TypeError', 'camera-failed'],
    ['InvalidStateError', 'camera-failed'],
  ])('that ends in %s is %s at once', async (name, code) => {
    const camera = aCamera([name]);
    expect(await codeOf(camera.devices)).toBe(code);
    expect(camera.asked).toHaveLength(1);
  });

  it.each(['OverconstrainedError', 'NotReadableError', 'AbortError'])(
    'is tried with any camera after %s',
    async (name) => {
      const camera = aCamera([name]);
      expect(await codeOf(camera.devices)).toBe('opened');
      expect(camera.asked[1]).toEqual({ audio: false, video: true });
    },
  );

  it.each([
    ['OverconstrainedError', 'camera-missing'],
    ['NotReadableError', 'camera-failed'],
    ['NotAllowedError', 'camera-refused'],
  ])('that ends in %s with any camera too is %s', async (name, code) => {
    expect(await codeOf(aCamera(['AbortError', name]).devices)).toBe(code);
  });

  it('is refused where the browser offers none', async () => {
    expect(await codeOf(undefined)).toBe('camera-refused');
  });

  it('asks for continuous focus only where the camera can, and lives without', async () => {
    const able = aCamera([], ['manual', 'continuous']);
    expect(await codeOf(able.devices)).toBe('opened');
    expect(able.applied).toEqual([{ advanced: [{ focusMode: 'continuous' }] }]);
    const unable = aCamera([], ['manual']);
    expect(await codeOf(unable.devices)).toBe('opened');
    expect(unable.applied).toEqual([]);
  });

  it('is undone by closing every track', () => {
    const camera = aCamera([]);
    closeCamera(camera.stream);
    expect(camera.stopped).toBe(1);
  });
});
