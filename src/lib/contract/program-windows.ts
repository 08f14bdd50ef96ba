import * as z from 'zod/mini';
import { PROGRAMS } from '../domain/program.ts';
import { WINDOW_BOUND_MAX } from '../domain/window.ts';

/** As an upper age in months: that there is none. */
export const NO_UPPER_AGE = WINDOW_BOUND_MAX;

/** Bounds of a program's window in its own unit; whether they make one is for `domain/window.ts` to say. */
const Bounds = z.strictObject({
  from: z.int().check(z.gte(0), z.lte(WINDOW_BOUND_MAX)),
  end: z.int().check(z.gte(0), z.lte(WINDOW_BOUND_MAX)),
});

/** The programs whose ages a municipality set itself, with their bounds. */
export const ProgramWindows = z.partialRecord(z.enum(PROGRAMS), Bounds);
export type ProgramWindows = z.infer<typeof ProgramWindows>;
