/**
 * A line of the hub's log. Only what stands here can be logged: codes, ids of routes, counts. Names, health data,
 * request bodies, paths with ids and error messages have no field.
 */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly code: string;
  /** Name of the endpoint or command. */
  readonly where?: string;
  readonly status?: number;
  /** Class of an unexpected error and the place in the code, never its message. */
  readonly error?: string;
  readonly count?: number;
}

export type Log = (entry: LogEntry) => void;

/** One JSON line per entry. */
export const logTo =
  (write: (line: string) => void, now: () => number): Log =>
  (entry) => {
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), ...entry })}\n`);
  };

/** What may be logged of an unexpected error: its class and the frames of its stack, without the message. */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim().replace(/^at /, ''));
  const code = 'code' in error && typeof error.code === 'string' ? `(${error.code})` : '';
  return [`${error.name}${code}`, ...frames].join(' < ');
};
