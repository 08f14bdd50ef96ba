import * as z from 'zod/mini';
import { SPANS_MAX, WINDOW_UNITS } from '../domain/own-windows.ts';
import { PROGRAMS } from '../domain/program.ts';

/** A text as typed; what it says is for the settings to judge. */
const Typed = z.string().check(z.maxLength(64));

/** What the page showed as set, so that nobody overwrites what they have not seen. */
const Seen = z.string().check(z.maxLength(4_000));

const RuleId = z.string().check(z.minLength(1), z.maxLength(64));

/** The console's form for the ages of one program: a line for every span. Without a unit it is the program's. */
export const WindowForm = z.strictObject({
  program: z.enum(PROGRAMS),
  spans: z
    .array(z.strictObject({ unit: z.optional(z.enum(WINDOW_UNITS)), from: Typed, end: Typed }))
    .check(z.minLength(1), z.maxLength(SPANS_MAX)),
  seen: Seen,
});

/** The console's form for going back to a program's own ages. */
export const WindowResetForm = z.strictObject({ program: z.enum(PROGRAMS), seen: Seen });

/** The console's form for one clinical rule. `values` holds every parameter of the rule by its name. */
export const RuleForm = z.strictObject({
  rule: RuleId,
  on: z.enum(['yes', 'no']),
  values: z.record(z.string().check(z.minLength(1), z.maxLength(64)), Typed),
  seen: Seen,
});

/** The console's form for taking a rule's settings away. */
export const RuleResetForm = z.strictObject({ rule: RuleId, seen: Seen });

/** The console's form for the order of a program's stations, with commas between them. */
export const StationsForm = z.strictObject({ program: z.enum(PROGRAMS), order: Seen, seen: Seen });

/** The console's form for going back to a program's usual order. */
export const StationsResetForm = z.strictObject({ program: z.enum(PROGRAMS), seen: Seen });
