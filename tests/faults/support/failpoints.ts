import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync, StatementSync } from 'node:sqlite';

const FILE_METHODS = [
  'openSync',
  'writeSync',
  'fsyncSync',
  'closeSync',
  'chmodSync',
  'linkSync',
  'renameSync',
  'unlinkSync',
] as const;

const write = fs.writeSync.bind(fs);

/**
 * Failpoints around every statement that the store's engine is given, and every operation on a file in the hub's data
 * folder. They live in the killed process only: the app knows nothing of them.
 */
export class Failpoints {
  #left = Infinity;
  #when: 'before' | 'after' = 'before';
  #of: 'every' | 'commits' = 'every';
  /** Boundaries passed since the process began. */
  passed = 0;

  /** @param folder the hub's data folder */
  constructor(folder: string) {
    const open = new Set<unknown>();
    const isOurs = ([file]: readonly unknown[]): boolean =>
      open.has(file) || (typeof file === 'string' && file.startsWith(folder));
    for (const method of ['run', 'all', 'get', 'iterate'] as const) {
      this.#wrap(StatementSync.prototype, method, (_args, self) => (self as StatementSync).sourceSQL);
    }
    this.#wrap(DatabaseSync.prototype, 'exec', ([sql]) => String(sql));
    for (const method of FILE_METHODS) this.#wrap(fs, method, () => `file ${method}`, isOurs, open);
    syncBuiltinESMExports();
  }

  /**
   * Ends the process without warning at the boundary with this number from now, from 1.
   * @param of which boundaries are counted: every one, or only commits
   */
  arm(boundary: number, when: 'before' | 'after', of: 'every' | 'commits'): void {
    this.#left = boundary;
    this.#when = when;
    this.#of = of;
  }

  #wrap(
    owner: object,
    method: string,
    name: (args: readonly unknown[], self: unknown) => string,
    concerns: (args: readonly unknown[]) => boolean = () => true,
    opened?: Set<unknown>,
  ): void {
    const real = Reflect.get(owner, method) as (...args: unknown[]) => unknown;
    const pass = this.#pass.bind(this);
    Reflect.set(owner, method, function (this: unknown, ...args: unknown[]): unknown {
      if (!concerns(args)) return real.apply(this, args);
      const result = pass(
        () => name(args, this),
        () => real.apply(this, args),
      );
      if (method === 'openSync') opened?.add(result);
      if (method === 'closeSync') opened?.delete(args[0]);
      return result;
    });
  }

  #pass(name: () => string, work: () => unknown): unknown {
    this.passed += 1;
    if (this.#of === 'every' || name() === 'commit') this.#left -= 1;
    else return work();
    if (this.#left !== 0) return work();
    if (this.#when === 'after') work();
    // the words of a statement hold no values: they are parameters
    write(1, `killed ${this.#when} ${name().replaceAll(/\s+/g, ' ').slice(0, 80)}\n`);
    process.kill(process.pid, 'SIGKILL');
    return undefined;
  }
}
