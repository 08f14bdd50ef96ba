import { bodySize } from '../catalog/rule-facts/body.ts';
import { lastBefore, type EarlierSize } from '../catalog/rule-facts/earlier-size.ts';
import { motherReadings } from '../catalog/rule-facts/mother.ts';
import { Told } from '../catalog/rule-facts/told.ts';
import { codeIn } from '../catalog/code-in.ts';
import { PROGRAM_TABLE } from '../catalog/programs.ts';
import type { RosterEntry } from '../contract/people.ts';
import type { OwnAges } from '../contract/program-windows.ts';
import { ageOn } from '../domain/age.ts';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import { agesHere } from '../domain/own-windows.ts';
import { datingSlips, type DatingSlip } from '../domain/pregnancy/dating-slip.ts';
import { motherSlips, type MotherSlip } from '../domain/pregnancy/mother-slip.ts';
import { subjectOf, type ProgramId } from '../domain/program.ts';
import { askedBy, motherSlip, sizeSlip, smallerThanBefore, type AskId } from '../domain/rules/remarks.ts';
import { isOn, valuesHere } from '../domain/rules/rule.ts';
import type { RuleSettings } from '../domain/rules/rule-settings.ts';
import {
  childDoubts,
  TOLERANCE_CM,
  type ChildAtVisit,
  type ChildDoubt,
} from '../domain/rules/wrong-child.ts';
import { findSlips, type Slip } from '../domain/slip.ts';
import type { WindowRule } from '../domain/window.ts';
import { evaluate } from '../forms/run/evaluate.ts';
import type { Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { ChildFacts } from './child-facts.ts';
import { earlierSizes, pregnancyOf } from './rule-subject-of.ts';
import type { LiveSection } from './section-answers.ts';
import { usualSize } from './usual-size.ts';

const toldBy = ({ section, answers }: LiveSection): Told => new Told(new Map([[section, answers]]));

/** What is asked back here: what comes from a rule that the municipality switched off is left out. [CR5] */
const asked = <T extends { readonly rule: AskId }>(all: readonly T[], settings: RuleSettings): readonly T[] =>
  all.filter(({ rule }) => isOn(askedBy(rule), settings));

/**
 * Possible slips in what is being measured, by this child's age and sex and its weight at birth. Weight is in grams,
 * whatever the form's unit.
 */
export const measurementSlips = (
  entry: RosterEntry,
  { date, age, corrected }: ChildFacts,
  live: LiveSection,
  settings: RuleSettings = {},
): readonly Slip[] => {
  const { program, sex, birthWeightGrams } = entry;
  if (age === undefined || subjectOf(program) === 'mother') return [];
  const told = toldBy(live);
  const atBirth = told.quantity('birth-weight', 'g') ?? birthWeightGrams;
  const last = date && lastMeasured(entry, date);
  const birth = parseCivilDate(entry.birthDate);
  const before =
    last !== undefined && birth !== undefined
      ? { before: last.size, beforeMonths: ageOn(birth, last.on)?.totalMonths ?? 0 }
      : atBirth === undefined
        ? {}
        : { before: { weightGrams: atBirth }, beforeMonths: 0 };
  const doubted = new Set<string>(
    sizeDoubts(entry, { date }, live, settings).flatMap((doubt) => ('field' in doubt ? [doubt.field] : [])),
  );
  const own = valuesHere(sizeSlip, settings);
  const found = findSlips(bodySize(told), {
    sex,
    months: age.totalMonths,
    usual: usualSize,
    ...(own && { margins: { weightPercent: own.weightMargin, lengthPercent: own.lengthMargin } }),
    ...(corrected === undefined ? {} : { corrected }),
    ...before,
  });
  return asked(found, settings).filter((slip) => slip.rule !== 'SL3' || !doubted.has(slip.field));
};

/** The last visit before this one that measured the child. */
export const lastMeasured = (entry: RosterEntry, on: CivilDate): EarlierSize | undefined =>
  lastBefore(earlierSizes(entry), on, ({ size }) => Object.keys(size).length > 0);

/** Signs in what is being measured that this is another child than last time. [WC1] */
export const sizeDoubts = (
  entry: RosterEntry,
  { date }: Pick<ChildFacts, 'date'>,
  live: LiveSection,
  settings: RuleSettings = {},
): readonly ChildDoubt[] => {
  const last = date && lastMeasured(entry, date);
  if (date === undefined || last === undefined || subjectOf(entry.program) === 'mother') return [];
  const { heightCm, headCm } = bodySize(toldBy(live));
  const own = valuesHere(smallerThanBefore, settings);
  const doubts = childDoubts(
    { today: date, heightCm, headCm, before: { on: last.on, ...last.size } },
    own === undefined ? TOLERANCE_CM : { heightCm: own.heightTolerance, headCm: own.headTolerance },
  );
  return asked(doubts, settings);
};

/** Where what {@link datingNotes} looks at stands. */
const DATING_ITEMS = {
  MS5: ['gestation-weeks', 'gestation-days', 'due-date'],
  MS6: ['postpartum-day', 'delivery-date'],
  MS7: ['due-date'],
  MS8: ['visit-number'],
} as const satisfies Record<DatingSlip['rule'], readonly string[]>;

/** The questions a contradiction of dates comes from. */
export const datingItems = ({ rule }: DatingSlip): readonly string[] => DATING_ITEMS[rule];

/** Where what is written down of when a mother's visit is contradicts her dates or earlier visits. */
export const datingNotes = (
  entry: RosterEntry,
  { date }: Pick<ChildFacts, 'date'>,
  live: LiveSection,
  settings: RuleSettings = {},
): readonly DatingSlip[] => {
  const { program, deliveredOn = '' } = entry;
  const told = toldBy(live);
  const on = told.day('visit-date') ?? date;
  if (subjectOf(program) !== 'mother' || on === undefined) return [];
  const weeks = told.count('gestation-weeks');
  const pregnancy = program === 'prenatal' ? pregnancyOf(entry, on) : undefined;
  const found = datingSlips({
    on,
    due: told.day('due-date'),
    dueBefore: pregnancy?.due,
    weeks: weeks === undefined ? undefined : { weeks, days: told.count('gestation-days') },
    delivered: program === 'prenatal' ? undefined : told.day('delivery-date'),
    deliveredBefore: parseCivilDate(deliveredOn),
    postpartumDay: told.count('postpartum-day'),
    visitNumber: told.count('visit-number'),
    lastNumber: pregnancy?.lastNumber?.value,
  });
  return asked(found, settings);
};

const GRAMS_PER_KG = 1000;

/** Possible slips in what is being written down of the mother, by the visit before of the same kind. */
export const motherMeasurementSlips = (
  entry: RosterEntry,
  { date }: Pick<ChildFacts, 'date'>,
  live: LiveSection,
  settings: RuleSettings = {},
): readonly MotherSlip[] => {
  if (subjectOf(entry.program) !== 'mother') return [];
  const last =
    date &&
    lastBefore(
      earlierSizes(entry),
      date,
      ({ program, size }) => program === entry.program && size.weightGrams !== undefined,
    );
  const grams = last?.size.weightGrams;
  const found = motherSlips(
    motherReadings(toldBy(live)),
    grams === undefined ? {} : { weightKg: grams / GRAMS_PER_KG },
    valuesHere(motherSlip, settings)?.weightChange,
  );
  return asked(found, settings);
};

/** The ages at which a checkup is given here. What makes no window is as if nothing were set. [WI10] [WI12] */
const windowsOf = (program: ProgramId, { windows, spans }: OwnAges): readonly WindowRule[] => {
  const usual = PROGRAM_TABLE[program];
  const bounds = windows?.[program];
  return agesHere(usual, spans?.[program] ?? (bounds && [{ unit: usual.window.unit, ...bounds }]));
};

/** The day a program's window counts from: the child's birth, a mother's delivery, or the day she is due. */
const inWindow = (
  { program, birthDate, deliveredOn = '', dueDate = '' }: RosterEntry,
  windows: readonly WindowRule[],
): Pick<ChildAtVisit, 'birth' | 'due' | 'windows'> => {
  if (subjectOf(program) === 'child') return { birth: parseCivilDate(birthDate), windows };
  if (windows[0]?.unit === 'gestation') return { due: parseCivilDate(dueDate), windows };
  return { birth: parseCivilDate(deliveredOn), windows };
};

/**
 * Reasons to ask whether this is the right person, by today's list. A mother's window counts from her delivery or her
 * due date, where the list has it.
 * @param own the ages the municipality set
 * @param settings what it set for the rules
 */
export const rosterDoubts = (
  entry: RosterEntry,
  { date }: ChildFacts,
  lookAlike: boolean,
  own: OwnAges = {},
  settings: RuleSettings = {},
): readonly ChildDoubt[] =>
  date === undefined
    ? []
    : asked(
        childDoubts({
          today: date,
          lookAlike,
          ...inWindow(entry, windowsOf(entry.program, own)),
        }),
        settings,
      );

/** Groups of the examination whose findings bear on the judgement. */
const JUDGED_GROUPS: ReadonlySet<string> = new Set(['findings', 'development']);

/** Whether there are findings although the judgement says 異常なし: asked back, the doctor decides. [JU4] */
export const judgementDoubt = (form: CompiledForm, answers: Answers, settings: RuleSettings = {}): boolean =>
  isOn(askedBy('JU4'), settings) &&
  codeIn(answers, 'judgement') === 'no-abnormality' &&
  evaluate(form, answers).concerns.some((linkId) =>
    JUDGED_GROUPS.has(form.byLinkId.get(linkId)?.parent?.linkId ?? ''),
  );
