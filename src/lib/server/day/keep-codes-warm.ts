import type { Hub } from '../hub.ts';
import { describeError } from '../log.ts';
import { warmCodes } from './warm-codes.ts';

const EVERY_MS = 15 * 60_000;

/**
 * Derives typed-code entries in the background, at once and every quarter of an hour, one run at a time.
 * @returns how to stop
 */
export const keepCodesWarm = (hub: Hub): (() => void) => {
  let running = false;
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      await warmCodes(hub);
    } catch (error) {
      hub.log({ level: 'warn', code: 'hub-error', where: 'keep-codes-warm', error: describeError(error) });
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void run(), EVERY_MS);
  timer.unref();
  void run();
  return () => {
    clearInterval(timer);
  };
};
