import { manyCaries } from './child/caries.ts';
import { childUrine } from './child/child-urine.ts';
import { detailedVoucher } from './child/detailed-voucher.ts';
import { headControl, twoWordSentences, walking, words } from './child/development.ts';
import { hip } from './child/hip.ts';
import { homeEvents } from './child/home-events.ts';
import { obesityIndexFlag } from './child/obesity-index.ts';
import { refraction } from './child/refraction.ts';
import { headSize, heightOnCurve, weightOnCurve } from './child/size-on-curve.ts';
import { visualAcuity } from './child/visual-acuity.ts';
import { bloodPressure } from './mother/blood-pressure.ts';
import { bondingItems } from './mother/bonding.ts';
import { epdsScore } from './mother/epds.ts';
import { haemoglobin } from './mother/haemoglobin.ts';
import { pregnancyWeightGain } from './mother/pregnancy-weight-gain.ts';
import { urineGlucose, urineProtein } from './mother/urine.ts';
import { birthWeightRegain } from './newborn/birth-weight-regain.ts';
import { hearingFollowUp } from './newborn/hearing-follow-up.ts';
import { metabolicScreening } from './newborn/metabolic-screening.ts';
import { stoolCard } from './newborn/stool-card.ts';
import { weightGain } from './newborn/weight-gain.ts';
import type { Rule } from './rule.ts';

/** Every rule that yields a criterion, in the order in which they are shown. */
export const RULES: readonly Rule[] = [
  metabolicScreening,
  hearingFollowUp,
  stoolCard,
  birthWeightRegain,
  weightGain,
  hip,
  weightOnCurve,
  heightOnCurve,
  headSize,
  obesityIndexFlag,
  headControl,
  walking,
  words,
  twoWordSentences,
  refraction,
  visualAcuity,
  childUrine,
  manyCaries,
  homeEvents,
  detailedVoucher,
  bloodPressure,
  urineProtein,
  urineGlucose,
  pregnancyWeightGain,
  haemoglobin,
  epdsScore,
  bondingItems,
];
