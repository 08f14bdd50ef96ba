import { bodySize } from '../catalog/infant-3-4m/body-size.ts';
import { hipFacts } from '../catalog/infant-3-4m/hip-facts.ts';
import { codeIn } from '../catalog/code-in.ts';
import type { RosterEntry } from '../contract/people.ts';
import { hipReferral, type HipFacts, type HipReferral } from '../domain/hip-referral.ts';
import { findSlips, type Slip } from '../domain/slip.ts';
import { evaluate } from '../forms/evaluate.ts';
import type { Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { SectionId } from '../domain/program.ts';
import type { ChildFacts } from './child-facts.ts';
import type { SectionReading } from './section-reading.ts';

/**
 * Possible slips in what is being measured, by this child's age and sex and its weight at birth.
 * @param enabled the linkIds that are asked
 */
export const measurementSlips = (
  { sex, birthWeightGrams }: RosterEntry,
  { age, corrected }: ChildFacts,
  answers: Answers,
  enabled: ReadonlySet<string>,
): readonly Slip[] =>
  age === undefined
    ? []
    : findSlips(bodySize(answers, enabled), {
        sex,
        months: age.totalMonths,
        ...(corrected === undefined ? {} : { corrected }),
        ...(birthWeightGrams === undefined ? {} : { before: { weightGrams: birthWeightGrams } }),
      });

/** The hip criterion with the facts it was judged on, so that both can be shown. */
export interface HipNote {
  readonly referral: HipReferral;
  readonly facts: HipFacts;
}

export const hipNote = (
  { sex }: RosterEntry,
  questionnaire: Answers | undefined,
  examination: Answers | undefined,
): HipNote => {
  const facts = hipFacts({ sex, questionnaire, examination });
  return { referral: hipReferral(facts), facts };
};

/** Groups of the examination whose findings bear on the judgement. */
const JUDGED_GROUPS: ReadonlySet<string> = new Set(['findings', 'development']);

/** Whether there are findings although the judgement says 異常なし: asked back, the doctor decides. */
export const judgementDoubt = (form: CompiledForm, answers: Answers): boolean =>
  codeIn(answers, 'judgement') === 'no-abnormality' &&
  evaluate(form, answers).concerns.some((linkId) =>
    JUDGED_GROUPS.has(form.byLinkId.get(linkId)?.parent?.linkId ?? ''),
  );

/** The hip criterion by what has been saved; `undefined` while no examination was. */
export const childHipNote = (
  entry: RosterEntry,
  readings: readonly SectionReading[],
): HipNote | undefined => {
  const newest = (section: SectionId): Answers | undefined =>
    readings.find(({ onBoard }) => onBoard.section === section)?.readings.at(-1)?.answers;
  const examination = newest('examination');
  return examination && hipNote(entry, newest('questionnaire'), examination);
};
