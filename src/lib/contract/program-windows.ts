import * as z from 'zod/mini';
import { SPANS_MAX, WINDOW_UNITS } from '../domain/own-windows.ts';
import { PROGRAMS } from '../domain/program.ts';
import { WINDOW_BOUND_MAX } from '../domain/window.ts';

/** As an upper age in months: that there is none. */
export const NO_UPPER_AGE = WINDOW_BOUND_MAX;

const Bound = z.int().check(z.gte(0), z.lte(WINDOW_BOUND_MAX));

/** Bounds of a program's window in its own unit; whether they make one is for the domain to say. */
const Bounds = z.strictObject({ from: Bound, end: Bound });

/** The programs whose ages a municipality set itself as one span in the program's unit, with its bounds. */
export const ProgramWindows = z.partialRecord(z.enum(PROGRAMS), Bounds);
export type ProgramWindows = z.infer<typeof ProgramWindows>;

/** One or several spans, each in a unit of its own; whether they make a window is for the domain to say. */
export const WindowSpans = z
  .array(z.strictObject({ unit: z.enum(WINDOW_UNITS), from: Bound, end: Bound }))
  .check(z.minLength(1), z.maxLength(SPANS_MAX));

/** The programs whose ages a municipality set itself in other units, or as several spans. */
export const ProgramSpans = z.partialRecord(z.enum(PROGRAMS), WindowSpans);
export type ProgramSpans = z.infer<typeof ProgramSpans>;

/** What a bundle says of a municipality's own ages. Of a program that both name, `spans` holds. */
export interface OwnAges {
  readonly windows?: ProgramWindows | undefined;
  readonly spans?: ProgramSpans | undefined;
}
