import { PROBLEMS, retryRule, type Outcome, type Problem, type ProblemCode } from '../contract/problem.ts';
import type { OutboxRow } from '../store/schema.ts';
import { backoffMs } from './backoff.ts';
import { deliver, hold, park, postpone, RETRY_AFTER_MAX_MS } from './outbox.ts';
import type { VerifiedReceipt } from './transport.ts';

/** What an answer to one row means for the row and for the run that sends the others. */
export interface Decision {
  readonly row: OutboxRow;
  /** The line for the audit log, if the answer is worth one. */
  readonly audit: 'delivered' | 'set-aside' | 'parked' | undefined;
  /**
   * - `go-on` with other records
   * - `pause` the way to the hub is at fault, not this row: the others would fare alike
   * - `stop` this device is not welcome: nothing is sent until a person has acted
   */
  readonly run: 'go-on' | 'pause' | 'stop';
  readonly problem: Problem | undefined;
  /** What the hub asked to wait for, milliseconds, 0 when it did not. */
  readonly retryAfterMs: number;
}

/** Problems that may be those of one row alone, though the same bytes may succeed later. */
const OF_THE_ROW: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'hub-error',
  'digest-mismatch',
  'revision-in-progress',
  'signature-replayed',
]);

/** Refusals that concern the device and not the bytes. */
const REFUSING_STATUS: ReadonlySet<number> = new Set([401, 403, 410]);

const retryAfterMs = ({ detail }: Problem): number => {
  const seconds = detail?.['retryAfterSeconds'];
  return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds * 1_000, RETRY_AFTER_MAX_MS) : 0;
};

/** The hub keeps what it refuses as unfit for a record (隔離); the rest of what is parked lies here only. */
const parkedAs = (code: ProblemCode): 'set-aside' | 'parked' =>
  PROBLEMS[code].status === 422 ? 'set-aside' : 'parked';

type Effect = 'retry' | 'park' | 'stop';

const effectOf = (code: ProblemCode): Effect => {
  const rule = retryRule(code);
  if (rule === 'retry') return 'retry';
  if (REFUSING_STATUS.has(PROBLEMS[code].status)) return 'stop';
  // damaged bytes stay where they are, and the others go on
  if (rule === 'park' || code === 'stored-data-damaged') return 'park';
  return 'stop';
};

/** Whether a problem may be that of one row alone, so that a batch that met it is sent again in parts. */
export const mayBeOneRow = (code: ProblemCode): boolean => effectOf(code) === 'park' || OF_THE_ROW.has(code);

/**
 * The next state of a row after one try.
 * @param now milliseconds since 1970
 * @param random draws from [0, 1)
 */
export const decide = (
  row: OutboxRow,
  answer: Outcome<VerifiedReceipt>,
  { now, random }: { readonly now: number; readonly random: () => number },
): Decision => {
  if (answer.ok) {
    const delivered = deliver(row, answer.value, now);
    return { row: delivered, audit: 'delivered', run: 'go-on', problem: undefined, retryAfterMs: 0 };
  }
  const problem = answer.error;
  const asked = retryAfterMs(problem);
  const common = { problem, retryAfterMs: asked };
  switch (effectOf(problem.code)) {
    case 'park':
      return { row: park(row, problem, now), audit: parkedAs(problem.code), run: 'go-on', ...common };
    case 'stop':
      return { row: hold(row, problem, now), audit: undefined, run: 'stop', ...common };
    case 'retry': {
      const waitMs = Math.max(backoffMs(row.attempts, random), asked);
      const run = OF_THE_ROW.has(problem.code) ? 'go-on' : 'pause';
      return { row: postpone(row, problem, now, waitMs), audit: undefined, run, ...common };
    }
  }
};
