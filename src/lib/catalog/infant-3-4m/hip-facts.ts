import type { HipFacts } from '../../domain/hip-referral.ts';
import type { Answers } from '../../forms/answer-types.ts';
import { codeIn } from '../code-in.ts';

interface HipSources {
  readonly sex: 'male' | 'female' | 'unknown';
  /** What the guardian answered, where it is there. */
  readonly questionnaire: Answers | undefined;
  readonly examination: Answers | undefined;
}

const said = (answers: Answers | undefined, linkId: string, yes: string, no: string): boolean | undefined => {
  const code = codeIn(answers, linkId);
  return code === yes ? true : code === no ? false : undefined;
};

/**
 * The facts of the hip rule from the forms of 3〜4か月児健診. What the doctor was told goes before what the guardian
 * wrote; no answer, わからない and こたえたくない are all not known.
 */
export const hipFacts = ({ sex, questionnaire, examination }: HipSources): HipFacts => ({
  limitedAbduction: said(examination, 'finding-hip-abduction', 'present', 'none'),
  skinFoldAsymmetry: said(examination, 'hip-skin-fold', 'present', 'none'),
  familyHistory:
    said(examination, 'hip-family-history', 'yes', 'no') ??
    said(questionnaire, 'hip-family-history', 'yes', 'no'),
  female: sex === 'unknown' ? undefined : sex === 'female',
  breech: said(examination, 'hip-breech', 'yes', 'no') ?? said(questionnaire, 'breech', 'yes', 'no'),
});
