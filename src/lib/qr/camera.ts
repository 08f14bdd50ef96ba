import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';

/** Rear camera where there is one; enough pixels for a version 11 code a third of the picture high. */
const PREFERRED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
};
const ANY: MediaStreamConstraints = { audio: false, video: true };

/** Names of DOMException (Media Capture and Streams §10.2) after which simpler wishes may still succeed. */
const WORTH_ANOTHER_TRY: ReadonlySet<string> = new Set([
  'OverconstrainedError',
  'NotReadableError',
  'AbortError',
]);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

const problemOf = (error: unknown): Outcome<never> => {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return problem('camera-refused');
    case 'NotFoundError':
    case 'OverconstrainedError':
      return problem('camera-missing');
    default:
      return problem('camera-failed');
  }
};

/** Asks for continuous focus where the camera can: fixed tablets otherwise stay blurred (field-lessons, VRS). */
const keepFocused = async (stream: MediaStream): Promise<void> => {
  // Neither in every browser nor, for the focus, in lib.dom: Image Capture §5.
  const [track] = stream.getVideoTracks();
  const focus = (track as Partial<MediaStreamTrack> | undefined)?.getCapabilities?.() as
    { readonly focusMode?: readonly string[] } | undefined;
  if (track === undefined || focus?.focusMode?.includes('continuous') !== true) return;
  const continuous = { focusMode: 'continuous' } as MediaTrackConstraintSet;
  await track.applyConstraints({ advanced: [continuous] }).catch(() => undefined);
};

/**
 * Opens the rear camera, or any there is.
 *
 * Codes: `camera-refused` by person, policy or insecure origin; `camera-missing`; `camera-failed` when another
 * program holds it or the device does not answer.
 *
 * @param devices `navigator.mediaDevices`, which is absent on an insecure origin
 */
export const openCamera = async (devices: MediaDevices | undefined): Promise<Outcome<MediaStream>> => {
  if (devices === undefined) return problem('camera-refused');
  try {
    const stream = await devices.getUserMedia(PREFERRED).catch((error: unknown) => {
      if (WORTH_ANOTHER_TRY.has(nameOf(error))) return devices.getUserMedia(ANY);
      throw error;
    });
    void keepFocused(stream);
    return ok(stream);
  } catch (error) {
    return problemOf(error);
  }
};

/** Switches the camera off. */
export const closeCamera = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};
