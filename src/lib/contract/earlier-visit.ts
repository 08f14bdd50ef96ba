import * as z from 'zod/mini';
import { PROGRAMS } from '../domain/program.ts';
import { CivilDate } from './ids.ts';

const Centimetres = z.number().check(z.gte(1), z.lte(250));
const UrineCode = z.enum(['negative', 'one-plus', 'two-plus', 'menses', 'not-done']);

/** What an earlier checkup of the same person measured, as far as the hub has it and later visits are compared with it. */
export const EarlierVisit = z.strictObject({
  date: CivilDate,
  program: z.enum(PROGRAMS),
  weightGrams: z.optional(z.number().check(z.gte(1), z.lte(300_000))),
  heightCm: z.optional(Centimetres),
  headCm: z.optional(Centimetres),
  chestCm: z.optional(Centimetres),
  urineProtein: z.optional(UrineCode),
  urineGlucose: z.optional(UrineCode),
});
export type EarlierVisit = z.infer<typeof EarlierVisit>;

/** Most earlier visits in a list: the newest ones. Fourteen of a pregnancy, or every checkup of a child. */
export const EARLIER_VISITS_MAX = 24;
