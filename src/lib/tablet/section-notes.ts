import { bodySize } from '../catalog/rule-facts/body.ts';
import { motherReadings } from '../catalog/rule-facts/mother.ts';
import { Told } from '../catalog/rule-facts/told.ts';
import { codeIn } from '../catalog/code-in.ts';
import { PROGRAM_TABLE } from '../catalog/programs.ts';
import type { RosterEntry } from '../contract/people.ts';
import { parseCivilDate } from '../domain/civil-date.ts';
import { motherSlips, type MotherSlip } from '../domain/pregnancy/mother-slip.ts';
import { subjectOf } from '../domain/program.ts';
import { childDoubts, type ChildDoubt } from '../domain/rules/wrong-child.ts';
import { findSlips, type Slip } from '../domain/slip.ts';
import { evaluate } from '../forms/run/evaluate.ts';
import type { Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { ChildFacts } from './child-facts.ts';
import type { LiveSection } from './section-answers.ts';
import { usualSize } from './usual-size.ts';

const toldBy = ({ section, answers }: LiveSection): Told => new Told(new Map([[section, answers]]));

/**
 * Possible slips in what is being measured, by this child's age and sex and its weight at birth. Weight is in grams,
 * whatever the form's unit.
 */
export const measurementSlips = (
  { program, sex, birthWeightGrams }: RosterEntry,
  { age, corrected }: ChildFacts,
  live: LiveSection,
): readonly Slip[] => {
  if (age === undefined || subjectOf(program) === 'mother') return [];
  const told = toldBy(live);
  const atBirth = told.quantity('birth-weight', 'g') ?? birthWeightGrams;
  return findSlips(bodySize(told), {
    sex,
    months: age.totalMonths,
    usual: usualSize,
    ...(corrected === undefined ? {} : { corrected }),
    ...(atBirth === undefined ? {} : { before: { weightGrams: atBirth }, beforeMonths: 0 }),
  });
};

/** Possible slips in what is being written down of the mother. */
export const motherMeasurementSlips = ({ program }: RosterEntry, live: LiveSection): readonly MotherSlip[] =>
  subjectOf(program) === 'mother' ? motherSlips(motherReadings(toldBy(live))) : [];

/**
 * Reasons to ask whether this is the right child, by today's list. A mother's birth date says nothing of a program's
 * window.
 */
export const rosterDoubts = (
  { program, birthDate }: RosterEntry,
  { date }: ChildFacts,
  lookAlike: boolean,
): readonly ChildDoubt[] =>
  date === undefined
    ? []
    : childDoubts({
        today: date,
        lookAlike,
        ...(subjectOf(program) === 'child' && {
          birth: parseCivilDate(birthDate),
          window: PROGRAM_TABLE[program].window,
        }),
      });

/** Groups of the examination whose findings bear on the judgement. */
const JUDGED_GROUPS: ReadonlySet<string> = new Set(['findings', 'development']);

/** Whether there are findings although the judgement says 異常なし: asked back, the doctor decides. */
export const judgementDoubt = (form: CompiledForm, answers: Answers): boolean =>
  codeIn(answers, 'judgement') === 'no-abnormality' &&
  evaluate(form, answers).concerns.some((linkId) =>
    JUDGED_GROUPS.has(form.byLinkId.get(linkId)?.parent?.linkId ?? ''),
  );
