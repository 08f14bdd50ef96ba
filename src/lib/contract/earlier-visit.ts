import * as z from 'zod/mini';
import { PROGRAMS } from '../domain/program.ts';
import { CivilDate } from './ids.ts';

/** Most doses of one visit: two records of five, each in two versions. */
export const DOSES_MAX = 20;

const Centimetres = z.number().check(z.gte(1), z.lte(250));
const UrineCode = z.enum(['negative', 'one-plus', 'two-plus', 'menses', 'not-done']);

/** A vaccine that was given at an earlier visit. Codes are those of the form; which of them count is for the check to say. */
const EarlierDose = z.strictObject({
  vaccine: z.string().check(z.minLength(1), z.maxLength(40)),
  date: CivilDate,
  /** Number of the dose as it was written down. */
  dose: z.optional(z.int().check(z.gte(1), z.lte(20))),
  product: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  /** Only one of two versions of the record that do not know each other has it so. */
  conflict: z.optional(z.literal(true)),
});

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
  /** Of a pregnancy: due date, number of the visit, weight before it, more than one child. */
  dueDate: z.optional(CivilDate),
  visitNumber: z.optional(z.int().check(z.gte(1), z.lte(40))),
  weightBeforeGrams: z.optional(z.number().check(z.gte(1), z.lte(300_000))),
  multiple: z.optional(z.boolean()),
  /** Vaccines given. */
  doses: z.optional(z.array(EarlierDose).check(z.maxLength(DOSES_MAX))),
});
export type EarlierVisit = z.infer<typeof EarlierVisit>;

/** Most earlier visits in a list: the newest ones. Fourteen of a pregnancy, or every checkup and vaccination of a child. */
export const EARLIER_VISITS_MAX = 80;
