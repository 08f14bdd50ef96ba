import { brotliCompressSync } from 'node:zlib';
import { PROGRAM_TABLE } from '../../src/lib/catalog/programs.ts';
import { questionnaireOf } from '../../src/lib/catalog/questionnaire-of.ts';
import { ageOn } from '../../src/lib/domain/age.ts';
import { parseCivilDate, type CivilDate } from '../../src/lib/domain/civil-date.ts';
import { growthAgeOn } from '../../src/lib/domain/growth/growth-age.ts';
import { percentileOf, zScore } from '../../src/lib/domain/growth/growth-curve.ts';
import { PROGRAMS } from '../../src/lib/domain/program.ts';
import { runRules } from '../../src/lib/domain/rules/run-rules.ts';
import { eligibilityToday } from '../../src/lib/domain/vaccination/eligibility.ts';
import { eligibilityOn } from '../../src/lib/domain/window.ts';
import { compileForm } from '../../src/lib/forms/compile.ts';
import { atMost, ratioAtMost, type Bench, type BenchRow } from './bench.ts';

const ROUNDS = 31;
const WARM_UP_ROUNDS = 5;

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

/** Median time of one call, ms, once the engine has compiled what is called. */
const medianMs = (work: () => void): number => {
  for (let round = 0; round < ROUNDS; round += 1) work();
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
};

const BIRTH = day('2023-05-10');
const TODAY = day('2026-11-21');

/** Age, window, growth and every rule of a program, as the screen of one child asks for them. */
const oneChild = (): void => {
  ageOn(BIRTH, TODAY);
  const age = growthAgeOn(BIRTH, TODAY);
  for (const program of PROGRAMS) {
    if (PROGRAM_TABLE[program].window.unit !== 'gestation') {
      eligibilityOn(BIRTH, TODAY, PROGRAM_TABLE[program].window);
    }
  }
  for (const [measure, value] of [
    ['weightKg', 14.2],
    ['heightCm', 95.1],
  ] as const) {
    if (age === undefined) continue;
    zScore(measure, 'male', age.months, value);
    percentileOf(measure, 'male', age.months, value);
  }
  runRules({ program: 'child-3y', today: TODAY, child: { birth: BIRTH, sex: 'male' } });
};

const openingRows = async (): Promise<readonly BenchRow[]> => {
  const programs = await Promise.all(
    PROGRAMS.map(async (program) => ({
      program,
      texts: await Promise.all(
        PROGRAM_TABLE[program].sections.map(async ({ section }) =>
          JSON.stringify(await questionnaireOf(program, section)),
        ),
      ),
    })),
  );
  // Every program once before the first is measured: that one would be measured while the engine still compiles.
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    for (const { texts } of programs) texts.forEach((text) => compileForm(JSON.parse(text)));
  }
  const forms = programs.map(({ program, texts }) => ({
    program,
    opening: medianMs(() => texts.forEach((text) => compileForm(JSON.parse(text)))),
    parsing: medianMs(() => texts.forEach((text) => void JSON.parse(text))),
  }));
  const slowest = forms.reduce((worst, each) =>
    each.opening / each.parsing > worst.opening / worst.parsing ? each : worst,
  );
  return [
    {
      name: 'opening all forms of all programs, beside JSON.parse of the same text',
      unit: 'ms',
      value: forms.reduce((sum, { opening }) => sum + opening, 0),
      floor: forms.reduce((sum, { parsing }) => sum + parsing, 0),
      budgets: [ratioAtMost(2)],
    },
    {
      name: `the same for the program it costs most, ${slowest.program}`,
      unit: 'ms',
      value: slowest.opening,
      floor: slowest.parsing,
      budgets: [ratioAtMost(2)],
    },
  ];
};

const catalogueBytes = async (): Promise<number> => {
  const texts = await Promise.all(
    PROGRAMS.flatMap((program) =>
      PROGRAM_TABLE[program].sections.map(async ({ section }) =>
        JSON.stringify(await questionnaireOf(program, section)),
      ),
    ),
  );
  return texts.reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
};

/** What the programs cost: the rules of one child, opening forms, the bytes of the catalogue in all languages. */
export const catalogBench: Bench = async () => [
  {
    name: 'age, windows, growth and all rules for one child, median',
    unit: 'ms',
    value: medianMs(oneChild),
    budgets: [atMost(1)],
  },
  {
    name: 'which of all vaccines can be given today, median',
    unit: 'ms',
    value: medianMs(() => void eligibilityToday({ birth: BIRTH, today: TODAY, sex: 'male', history: [] })),
    budgets: [atMost(1)],
  },
  ...(await openingRows()),
  {
    name: 'catalogue of all programs in all languages',
    unit: 'kB brotli',
    value: (await catalogueBytes()) / 1000,
    budgets: [atMost(1200)],
  },
];
