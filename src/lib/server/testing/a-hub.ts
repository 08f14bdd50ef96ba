import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramId } from '../../domain/program.ts';
import { composeHub } from '../compose.ts';
import type { HubEnv } from '../env.ts';
import type { Hub } from '../hub.ts';
import type { LogEntry } from '../log.ts';

/** 21 November 2026, 10:00 in Japan. */
export const A_MORNING = Date.parse('2026-11-21T01:00:00.000Z');

const MEMORY_FOLDER = '/dev/shm';

export interface TestHub {
  readonly hub: Hub;
  readonly env: HubEnv;
  /** What the hub logged. */
  readonly log: LogEntry[];
  /** The hub's clock, milliseconds; tests move it. */
  readonly clock: { ms: number };
  readonly dispose: () => Promise<void>;
}

/** Where flushing is free, if there is such a place: these tests ask what is stored, not what a disk keeps. */
const parent = (): string => (existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir());

/**
 * A hub on a real SQLite file in a folder of its own, with a clock that stands still and cheap key stretching.
 * @param existing settings of a hub that is there already
 * @param pinMemoryKiB cost of PINs; 8,192 is the least that a bundle may hold
 * @param programs whose forms it publishes; one is enough for most tests
 */
export const aHub = async (
  existing?: HubEnv,
  pinMemoryKiB = 64,
  programs: readonly ProgramId[] = ['infant-3-4m'],
): Promise<TestHub> => {
  const dataDir = existing?.dataDir ?? mkdtempSync(join(parent(), 'hagukumi-hub-'));
  const env: HubEnv = existing ?? {
    port: 0,
    origin: undefined,
    dataDir,
    databaseFile: join(dataDir, 'hub.sqlite'),
    keyFile: join(dataDir, 'hub-keys.json'),
    demo: false,
    killSwitch: false,
  };
  const clock = { ms: A_MORNING };
  const log: LogEntry[] = [];
  const hub = await composeHub({
    env,
    version: 'test',
    now: () => clock.ms,
    log: (entry) => log.push(entry),
    pinCost: { memoryKiB: pinMemoryKiB, iterations: 1, parallelism: 1 },
    codeIterations: 10_000,
    programs,
  });
  return {
    hub,
    env,
    log,
    clock,
    dispose: async () => {
      await hub.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
