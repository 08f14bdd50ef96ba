import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { killAtOnce, treeOf } from './process-tree.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 45_000;
const POLL_MS = 50;

const isHealthy = async (origin: string): Promise<boolean> => {
  try {
    return (await fetch(`${origin}/api/v1/health`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/**
 * The app and the hub as `npm start` runs them, in a process of their own with a data folder of its own. Killed and
 * restarted, it comes back at the same address with the same data.
 */
export class HubProcess {
  readonly origin: string;
  readonly dataDir: string;
  readonly #port: number;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, dataDir: string, env: Readonly<Record<string, string>>, host: string) {
    this.#port = port;
    this.#env = env;
    this.dataDir = dataDir;
    this.origin = `http://${host}:${port}`;
  }

  /**
   * Starts a hub on a free port with an empty data folder; it seeds its demo unless `env` says `DEMO: '0'`.
   * @param host as browsers address it: passkeys want a name
   */
  static async start(
    env: Readonly<Record<string, string>> = {},
    host: '127.0.0.1' | 'localhost' = '127.0.0.1',
  ): Promise<HubProcess> {
    const dataDir = await mkdtemp(join(tmpdir(), 'hagukumi-hub-'));
    const hub = new HubProcess(await freePort(), dataDir, env, host);
    await hub.restart();
    return hub;
  }

  /** Everything it has printed since the first start. */
  get output(): string {
    return this.#output;
  }

  /** Starts it (again). Resolves when it answers its health check. */
  async restart(): Promise<void> {
    await this.kill();
    const child = spawn(process.execPath, ['scripts/serve.ts'], {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(this.#port),
        ORIGIN: this.origin,
        DATA_DIR: this.dataDir,
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const take = (chunk: Buffer): void => {
      this.#output += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await isHealthy(this.origin))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the hub did not start (exit code ${child.exitCode ?? 'none'}):\n${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Ends it without warning, as a power cut would. */
  async kill(): Promise<void> {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid !== undefined) await killAtOnce(treeOf(pid));
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
