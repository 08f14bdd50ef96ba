import type { CompiledForm } from '../../forms/form.ts';

const WEIGHT = ['weight'] as const;
const HEIGHT = ['height'] as const;
const HEAD = ['head'] as const;
const first = ['hearing-first-done', 'hearing-first-right', 'hearing-first-left', 'hearing-status'] as const;

/**
 * Which questions an input of a rule is read from, by the input's name. Names without an entry are read from today's
 * list, or computed from others that have one.
 */
export const INPUT_ITEMS: Readonly<Record<string, readonly string[]>> = {
  sampled: ['metabolic-done', 'metabolic-sampled', 'metabolic-status'],
  sampleDay: ['metabolic-sampled'],
  specimen: ['metabolic-specimen'],
  screeningResult: ['metabolic-result', 'metabolic-retest-result', 'metabolic-status'],
  retest: ['metabolic-retest'],
  detailedExamination: ['metabolic-detailed', 'detailed-attendance', 'detailed-visited'],
  firstHearingTest: first,
  confirmationTest: ['hearing-confirmation-done', 'hearing-confirmation-right', 'hearing-confirmation-left'],
  detailedHearingExamination: ['hearing-detailed-done', 'hearing-detailed-right', 'hearing-detailed-left'],
  cmvTest: ['cmv-done'],
  hearingIntervention: ['intervention-started'],
  stoolCardNumber: ['stool-colour-card'],
  stoolPaler: ['stool-paler'],
  jaundice: ['jaundice', 'looks-yellow'],
  darkUrine: ['dark-urine'],
  birthWeight: ['birth-weight'],
  lowestWeight: ['lowest-weight', 'lowest-weight-date'],
  dischargeWeight: ['discharge-weight', 'discharge-date'],
  weightNow: WEIGHT,
  gainPerDay: WEIGHT,
  limitedAbduction: ['finding-hip-abduction'],
  skinFoldAsymmetry: ['hip-skin-fold'],
  familyHistory: ['hip-family-history'],
  breech: ['hip-breech', 'breech'],
  weightBand: WEIGHT,
  weightLinesCrossed: WEIGHT,
  weightDirection: WEIGHT,
  weightSince: WEIGHT,
  heightBand: HEIGHT,
  heightLinesCrossed: HEIGHT,
  heightDirection: HEIGHT,
  heightSince: HEIGHT,
  headBand: HEAD,
  headLinesCrossed: HEAD,
  headDirection: HEAD,
  headSince: HEAD,
  obesityIndex: ['weight', 'height'],
  headControl: ['development-head', 'head-control'],
  walking: ['development-walks', 'walks-alone'],
  words: ['development-words', 'meaningful-words'],
  twoWordSentences: ['development-two-words', 'two-word-sentences'],
  refractionOutcome: ['svs-result'],
  strabismusFlag: ['svs-strabismus'],
  rightSe: ['svs-right-sphere', 'svs-right-cylinder'],
  leftSe: ['svs-left-sphere', 'svs-left-cylinder'],
  rightCylinder: ['svs-right-cylinder'],
  leftCylinder: ['svs-left-cylinder'],
  rightAcuity: ['acuity-right'],
  leftAcuity: ['acuity-left'],
  proteinUrine: ['urine-protein', 'urine-not-done'],
  bloodUrine: ['urine-blood', 'urine-not-done'],
  glucoseUrine: ['urine-glucose', 'urine-not-done'],
  cariesUntreated: ['caries-state', 'caries-untreated'],
  cariesTreated: ['caries-state', 'caries-treated'],
  homeEvents: ['home-events'],
  voucherIssued: ['detailed-requested'],
  systolic: ['bp-systolic'],
  diastolic: ['bp-diastolic'],
  proteinNow: ['urine-protein'],
  glucoseNow: ['urine-glucose'],
  proteinBefore: ['visit-number'],
  glucoseBefore: ['visit-number'],
  multiplePregnancy: ['multiple-pregnancy'],
  weightBefore: ['weight-before'],
  height: ['height'],
  weightGain: WEIGHT,
  gestationalWeek: ['due-date'],
  haemoglobin: ['haemoglobin'],
  epdsTotal: ['epds-total'],
  epdsItem10: ['epds-item10'],
  epdsLanguage: ['epds-language'],
  bondingItem3: ['bonding-item3'],
  bondingItem5: ['bonding-item5'],
};

/** One input may be chosen from several answers: `homeEvents.shaken` is read where `homeEvents` is. */
const baseOf = (input: string): string => input.split('.', 1)[0] ?? input;

/** The questions of a form that an input of a rule is read from. */
export const itemsOfInput = (
  { byLinkId }: Pick<CompiledForm, 'byLinkId'>,
  input: string,
): readonly string[] =>
  (Object.hasOwn(INPUT_ITEMS, baseOf(input)) ? (INPUT_ITEMS[baseOf(input)] ?? []) : []).filter((linkId) =>
    byLinkId.has(linkId),
  );
