import type { HipFacts } from '../../domain/hip-referral.ts';
import type { Told } from './told.ts';

/**
 * The facts of the hip rule. What staff were told goes before what the guardian wrote. The sex is the child's own
 * and not asked in a form.
 */
export const hipFacts = (told: Told): Partial<HipFacts> => ({
  limitedAbduction: told.is('finding-hip-abduction', 'present', 'none'),
  skinFoldAsymmetry: told.is('hip-skin-fold', 'present', 'none'),
  familyHistory: told.is('hip-family-history', 'yes', 'no'),
  breech: told.is('hip-breech', 'yes', 'no') ?? told.is('breech', 'yes', 'no'),
});
