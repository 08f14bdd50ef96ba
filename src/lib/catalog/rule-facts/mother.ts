import type { CivilDate } from '../../domain/civil-date.ts';
import type { MotherReadings } from '../../domain/pregnancy/mother-slip.ts';
import type { Bonding, Epds, MotherUrine, MotherUrineResult, Pregnancy } from '../../domain/rules/facts.ts';
import { subjectOf } from '../../domain/program.ts';
import { lastBefore } from './earlier-size.ts';
import { thisPregnancy } from './this-pregnancy.ts';
import type { RuleSubject } from './rule-subject.ts';
import type { Told } from './told.ts';

/** Where each reading of the mother stands, in every measurement form of hers, and its UCUM unit. */
export const MOTHER_ITEMS = {
  systolicMmHg: ['bp-systolic', 'mm[Hg]'],
  diastolicMmHg: ['bp-diastolic', 'mm[Hg]'],
  weightKg: ['weight', 'kg'],
  haemoglobinGramsPerDl: ['haemoglobin', 'g/dL'],
} as const satisfies Record<keyof MotherReadings, readonly [linkId: string, unit: string]>;

/** What was measured of the mother. */
export const motherReadings = (told: Told): Required<MotherReadings> => ({
  systolicMmHg: told.quantity(...MOTHER_ITEMS.systolicMmHg),
  diastolicMmHg: told.quantity(...MOTHER_ITEMS.diastolicMmHg),
  weightKg: told.quantity(...MOTHER_ITEMS.weightKg),
  haemoglobinGramsPerDl: told.quantity(...MOTHER_ITEMS.haemoglobinGramsPerDl),
});

/** The forms' scale −, +, ++ in that of the rules. ± is not on it. */
const URINE = {
  negative: 'negative',
  'one-plus': '1+',
  'two-plus': '2+',
  menses: 'menses',
  'not-done': 'not-done',
} as const satisfies Record<string, MotherUrineResult>;

const URINE_CODES = Object.keys(URINE) as readonly (keyof typeof URINE)[];

const urineOf = (told: Told, linkId: string): MotherUrineResult | undefined => {
  const code = told.oneOf(linkId, URINE_CODES);
  return code && URINE[code];
};

/** The forms' codes of the mother's urine, as far as they were entered. */
export const urineCodes = (
  told: Told,
): { urineProtein?: keyof typeof URINE; urineGlucose?: keyof typeof URINE } => {
  const protein = told.oneOf('urine-protein', URINE_CODES);
  const glucose = told.oneOf('urine-glucose', URINE_CODES);
  return {
    ...(protein === undefined ? {} : { urineProtein: protein }),
    ...(glucose === undefined ? {} : { urineGlucose: glucose }),
  };
};

const GRAMS_PER_KG = 1000;

/** What a prenatal visit tells of its pregnancy that later visits go on with, as far as it was entered. */
export const pregnancyTold = (
  told: Told,
): { dueDate?: CivilDate; visitNumber?: number; weightBeforeGrams?: number; multiple?: boolean } => {
  const dueDate = told.day('due-date');
  const visitNumber = told.count('visit-number');
  const weightBefore = told.quantity('weight-before', 'kg');
  const multiple = told.is('multiple-pregnancy', 'yes', 'no');
  return {
    ...(dueDate === undefined ? {} : { dueDate }),
    ...(visitNumber === undefined ? {} : { visitNumber }),
    ...(weightBefore === undefined
      ? {}
      : { weightBeforeGrams: Number((weightBefore * GRAMS_PER_KG).toFixed(3)) }),
    ...(multiple === undefined ? {} : { multiple }),
  };
};

/** The forms' code of a mother's urine in the scale of the rules. */
export const urineResult = (code: keyof typeof URINE | undefined): MotherUrineResult | undefined =>
  code && URINE[code];

const motherUrine = (told: Told): MotherUrine => ({
  protein: urineOf(told, 'urine-protein'),
  glucose: urineOf(told, 'urine-glucose'),
});

/**
 * The urine of the visit before: what the hub has of it; else not known, except that the first visit has none before.
 */
const urineBefore = (
  told: Told,
  { earlier }: RuleSubject,
  visits: readonly CivilDate[],
  today: CivilDate,
): Pregnancy['urineBefore'] => {
  const known = lastBefore(
    earlier,
    today,
    ({ program, on }) => program === 'prenatal' && visits.includes(on),
  );
  if (known !== undefined) return known.urine;
  return told.count('visit-number') === 1 ? 'none' : undefined;
};

export const pregnancy = (told: Told, subject: RuleSubject, today: CivilDate): Pregnancy => {
  const before = thisPregnancy(subject.earlier, told.day('due-date') ?? subject.due, today);
  const multiple = told.is('multiple-pregnancy', 'yes', 'no');
  const weightBeforeKg = told.quantity('weight-before', 'kg');
  const heightCm = told.quantity('height', 'cm');
  const fromEarlier = [
    ...(multiple === undefined && before.multiple !== undefined ? (['multiple'] as const) : []),
    ...(weightBeforeKg === undefined && before.weightBeforeKg !== undefined
      ? (['weightBefore'] as const)
      : []),
    ...(heightCm === undefined && before.heightCm !== undefined ? (['height'] as const) : []),
  ];
  const readings = motherReadings(told);
  return {
    due: before.due,
    multiple: multiple ?? before.multiple?.value,
    weightBeforeKg: weightBeforeKg ?? before.weightBeforeKg?.value,
    heightCm: heightCm ?? before.heightCm?.value,
    ...(fromEarlier.length > 0 && { fromEarlier }),
    weightKg: readings.weightKg,
    systolic: readings.systolicMmHg,
    diastolic: readings.diastolicMmHg,
    haemoglobin: readings.haemoglobinGramsPerDl,
    urine: motherUrine(told),
    urineBefore: urineBefore(told, subject, before.visits, today),
  };
};

/**
 * EPDS by score. A mother's own form asks which language version it was; in the forms of a child, which do not ask, the
 * score is that of the Japanese version.
 */
export const epds = (told: Told, { program }: RuleSubject): Epds => {
  const total = told.count('epds-total');
  const byForm = subjectOf(program) === 'child' && total !== undefined ? 'ja' : undefined;
  return {
    total,
    item10: told.count('epds-item10'),
    language: told.code('epds-language') ?? byForm,
  };
};

/** 赤ちゃんへの気持ち質問票, items 3 and 5, where a municipality asks for them in items of its own with these linkIds. */
export const bonding = (told: Told): Bonding => ({
  item3: told.count('bonding-item3'),
  item5: told.count('bonding-item5'),
});
