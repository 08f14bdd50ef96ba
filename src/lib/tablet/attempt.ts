import { problem, type Outcome, type Problem, type ProblemCode } from '../contract/problem.ts';

/**
 * What comes of work that may throw. An error that nobody foresaw is a failure of this tablet (`storage-failed`), and
 * never a screen that waits for ever.
 */
export const attempt = async <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
  try {
    return await work();
  } catch (error) {
    return problem('storage-failed', { error: error instanceof Error ? error.name : 'unknown' });
  }
};

const STOPPING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'storage-unavailable',
  'storage-full',
  'storage-failed',
]);

/** Whether this tablet takes nothing in any more: the whole screen stops, and the form is kept in memory. */
export const stopsScreen = ({ code }: Problem): boolean => STOPPING.has(code);
