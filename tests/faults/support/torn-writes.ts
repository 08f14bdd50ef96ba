import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('torn-write.c', import.meta.url));

/** Which write of the browser's database engine is its last. */
export interface TornWrite {
  /** Counted from the moment it is ordered, from 1. */
  readonly writes: number;
  /** How much of its bytes still gets to the file. */
  readonly percent: number;
}

/**
 * Ends browsers within a write of their database engine, at the exact place that a kill at a random moment hits once in
 * hundreds. Needs Linux and a C compiler.
 */
export class TornWrites {
  readonly #folder: string;
  readonly #library: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#library = join(folder, 'torn-write.so');
  }

  /** @returns `undefined` where there is no C compiler */
  static compile(): TornWrites | undefined {
    const made = new TornWrites(mkdtempSync(join(tmpdir(), 'hagukumi-torn-')));
    const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', made.#library, SOURCE, '-ldl'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status === 0) return made;
    made.dispose();
    return undefined;
  }

  get #orders(): string {
    return join(this.#folder, 'orders');
  }

  /** What a browser must have in its environment, with no write ordered yet. */
  environment(): Readonly<Record<string, string>> {
    rmSync(this.#orders, { force: true });
    return { LD_PRELOAD: this.#library, TORN_WRITE: this.#orders };
  }

  /** From now on the browser that was started last ends within that write. */
  order({ writes, percent }: TornWrite): void {
    writeFileSync(this.#orders, `${String(writes)} ${String(percent)}\n`);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
