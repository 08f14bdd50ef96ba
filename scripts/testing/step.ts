import { spawn } from 'node:child_process';
import type { Tally } from './tally.ts';

/** One thing that `npm test` runs. */
export interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Its output goes to the terminal while it runs, instead of only after a failure. */
  readonly live?: boolean;
  /** Reads what happened, from the exit code and from files that the program wrote. */
  readonly tally: (exitCode: number) => Tally;
}

export interface StepResult extends Tally {
  readonly name: string;
  readonly seconds: number;
  readonly output: string;
}

/** Longest time one step may take before it is stopped and counts as failed. */
const STEP_TIMEOUT_MS = 40 * 60_000;

/** Lines of output shown after a failure; the end of it, where summaries stand. */
const SHOWN_LINES = 200;

/** Runs the program to its end. Never rejects: a program that cannot be started ends with code 127. */
export const runStep = (step: Step): Promise<StepResult> =>
  new Promise((resolve) => {
    const started = performance.now();
    const [program, ...args] = step.command;
    const child = spawn(program, args, {
      env: { ...process.env, ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => {
      output += `\nstopped after ${STEP_TIMEOUT_MS / 60_000} minutes\n`;
      child.kill('SIGKILL');
    }, STEP_TIMEOUT_MS);
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      if (step.live === true) process.stdout.write(chunk);
    };
    const end = (code: number): void => {
      clearTimeout(timer);
      const seconds = (performance.now() - started) / 1000;
      resolve({ name: step.name, seconds, output, ...step.tally(code) });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });

/** The end of a failed step's output. */
export const shownOutput = ({ output }: StepResult): string => {
  const lines = output.trimEnd().split('\n');
  const left = lines.length - SHOWN_LINES;
  return left > 0 ? [`(${left} lines left out)`, ...lines.slice(-SHOWN_LINES)].join('\n') : lines.join('\n');
};
