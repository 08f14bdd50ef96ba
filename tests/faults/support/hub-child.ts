import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('killed-hub.ts', import.meta.url));

/** A start that takes longer has failed, milliseconds. */
const START_TIMEOUT_MS = 60_000;

/** Where a hub is to end. `boundary` counts from 1; 0 means nowhere by itself. */
export interface KillPlan {
  readonly boundary: number;
  readonly from: 'start' | 'ready';
  readonly when: 'before' | 'after';
  /** Which boundaries are counted. */
  readonly of: 'every' | 'commits';
}

export const NO_KILL: KillPlan = { boundary: 0, from: 'ready', when: 'before', of: 'every' };

/** A hub in a process of its own that can be ended without warning. */
export class HubChild {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #output = '';
  #errors = '';

  /** @param cache folder in which the engine may keep what it has compiled */
  constructor(dataDir: string, cache: string, { boundary, from, when, of }: KillPlan) {
    this.#child = spawn(process.execPath, [ENTRY], {
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: cache,
        DATA_DIR: dataDir,
        KILL_AT: String(boundary),
        KILL_FROM: from,
        KILL_WHEN: when,
        KILL_OF: of,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#gone = new Promise((resolve) => {
      this.#child.on('close', () => {
        resolve();
      });
    });
  }

  /** Its origin, or `undefined` when it ended before it could serve. Rejects when it ended by itself. */
  async ready(): Promise<string | undefined> {
    const ready = new Promise<number>((resolve) => {
      this.#child.once('message', (message) => {
        resolve(Number(message));
      });
    });
    const late = AbortSignal.timeout(START_TIMEOUT_MS);
    const timeout = new Promise<never>((_resolve, reject) => {
      late.addEventListener('abort', () => {
        reject(new Error('the hub did not start in time'));
      });
    });
    const port = await Promise.race([ready, this.#gone.then(() => undefined), timeout]);
    if (port === undefined && this.#child.signalCode !== 'SIGKILL') {
      throw new Error(`the hub ended by itself: ${this.#errors.slice(0, 400)}`);
    }
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
  }

  /** Boundaries it has passed since its start. Only while it lives. */
  passed(): Promise<number> {
    return new Promise((resolve) => {
      this.#child.once('message', (message) => {
        resolve(Number(message));
      });
      this.#child.send('passed');
    });
  }

  /** Ends it without warning, if it still lives. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  /** The boundary it ended at by itself, in words. */
  get killedAt(): string | undefined {
    return /^killed (.+)$/m.exec(this.#output)?.[1];
  }
}
