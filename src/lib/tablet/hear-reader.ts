import { KeyboardWedge } from '../qr/keyboard-wedge.ts';

/** Longest time between two keys of a reader, milliseconds: a busy tablet takes cabled ones in with gaps, too. */
const MAX_GAP_MS = 250;

/** A reader that sends no Enter has finished when no key has come for so long, milliseconds. */
const QUIET_MS = 400;

/**
 * Listens for a barcode reader that types like a keyboard, whatever has the focus. What a person types is let
 * through.
 * @returns stops listening
 */
export const hearReader = (onText: (text: string) => void): (() => void) => {
  const wedge = new KeyboardWedge({ maxGapMs: MAX_GAP_MS });
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const onKey = (event: KeyboardEvent): void => {
    const heard = wedge.press(event);
    if (heard.kind === 'other') return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(quiet);
    if (heard.kind === 'text') onText(heard.text);
    else quiet = setTimeout(onQuiet, QUIET_MS);
  };
  const onQuiet = (): void => {
    const heard = wedge.idle(performance.now());
    if (heard.kind === 'text') onText(heard.text);
  };
  addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(quiet);
    removeEventListener('keydown', onKey, { capture: true });
  };
};
