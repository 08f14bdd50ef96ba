import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { ProgramId } from '../../../src/lib/domain/program.ts';
import { HubProcess } from '../hub-process.ts';
import type { WalkFacts } from './walk-facts.ts';

const SEED = fileURLToPath(new URL('seed-walk.ts', import.meta.url));

/** One revision as it lies in the hub. */
export interface Stored {
  /** Its number, by which the console finds the checkup. */
  readonly hubSeq: number;
  readonly section: string;
  readonly status: string;
  readonly language: string;
  readonly item: unknown;
  readonly warnings: readonly unknown[];
}

/** Runs the seeding beside the hub, on the same data. The test runner itself cannot load the tables of the forms. */
const seed = (dataDir: string, programs: readonly ProgramId[]): Promise<WalkFacts> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SEED, ...programs], {
      env: { ...process.env, DEMO: '0', DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(out) as WalkFacts);
      else reject(new Error(`seeding failed:\n${error}`));
    });
  });

/** A hub with one session of today: one subject for every mode of every program named. */
export class WalkHub {
  readonly facts: WalkFacts;
  readonly #process: HubProcess;

  private constructor(process: HubProcess, facts: WalkFacts) {
    this.#process = process;
    this.facts = facts;
  }

  static async start(programs: readonly ProgramId[]): Promise<WalkHub> {
    const hub = await HubProcess.start({ DEMO: '0' });
    return new WalkHub(hub, await seed(hub.dataDir, programs));
  }

  get origin(): string {
    return this.#process.origin;
  }

  /** What it has received about somebody, in the order received. */
  received(subjectId: string, program: ProgramId): readonly Stored[] {
    const database = new DatabaseSync(join(this.#process.dataDir, 'hub.sqlite'), { readOnly: true });
    try {
      const rows = database
        .prepare(
          `SELECT hub_seq, section, status, content, warnings FROM revision
            WHERE subject_id = ? AND program = ? ORDER BY hub_seq`,
        )
        .all(subjectId, program);
      return rows.map((row) => {
        const content = JSON.parse(String(row['content'])) as {
          readonly language: string;
          readonly response: { readonly item: unknown };
        };
        return {
          hubSeq: Number(row['hub_seq']),
          section: String(row['section']),
          status: String(row['status']),
          language: content.language,
          item: content.response.item,
          warnings: JSON.parse(String(row['warnings'])) as readonly unknown[],
        };
      });
    } finally {
      database.close();
    }
  }

  async dispose(): Promise<void> {
    await this.#process.dispose();
  }
}
