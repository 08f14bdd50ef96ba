import { readdirSync, readFileSync } from 'node:fs';

interface ProcessStat {
  /** `Z` for one that has ended and that nobody has asked about yet. */
  readonly state: string;
  readonly parent: number;
}

/** What Linux says about a process; `undefined` when it is gone. */
const statOf = (pid: number): ProcessStat | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command stands in parentheses and may hold anything.
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
};

const allPids = (): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid));

const isAlive = (pid: number): boolean => {
  const stat = statOf(pid);
  return stat !== undefined && stat.state !== 'Z';
};

/** The process and everything it started, as it is now. Linux only, as all of this file. */
export const treeOf = (root: number): readonly number[] => {
  const parents = allPids().map((pid) => [pid, statOf(pid)?.parent] as const);
  const tree = [root];
  for (const member of tree) for (const [pid, parent] of parents) if (parent === member) tree.push(pid);
  return tree;
};

/** Ends the processes as a power cut would: SIGKILL, no goodbye. Resolves when all are gone. */
export const killAtOnce = async (pids: readonly number[]): Promise<void> => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
  while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
};
