import type { CivilDate } from '../civil-date.ts';
import type { HipFacts } from '../hip-referral.ts';
import type { ProgramId } from '../program.ts';

/** What a partial record knows. `undefined` and left out both mean not known; not known is never no. */
type Known<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** What is written down of the child, whatever the program. */
export type ChildBasics = Known<{
  birth: CivilDate;
  /** 出産予定日. */
  due: CivilDate;
  sex: 'male' | 'female' | 'unknown';
  birthWeightGrams: number;
}>;

/** A size against the curves of the growth reference. */
export type SizeOnCurve = Known<{
  /** Against the 3rd and 97th percentile. */
  band: 'below' | 'within' | 'above';
  /** How many lines lie between today's point and the last one, and which way. */
  linesCrossed: number;
  direction: 'up' | 'down';
  /** Day of the last one. */
  since: CivilDate;
  basis: 'actual' | 'corrected';
}>;

export interface Weighing {
  readonly on: CivilDate;
  readonly grams: number;
}

/** Weights of the first weeks; the birth weight stands in {@link ChildBasics}. */
export type NewbornWeights = Known<{ lowest: Weighing; discharge: Weighing; now: Weighing }>;

/** Number on the stool colour card (便色カード), as asked: a screen cannot show its colours. */
export type StoolColour = Known<{ number: number; paler: boolean; jaundice: boolean; darkUrine: boolean }>;

/** One eye as the device prints it, dioptres. The sign of the cylinder does not matter. */
export type EyeRefraction = Known<{ sphericalEquivalent: number; cylinder: number }>;

export type Refraction = Known<{
  /** `unmeasurable` when either eye could not be measured. */
  outcome: 'measured' | 'unmeasurable';
  /** The device's own flag for strabismus (斜視). */
  strabismusFlag: boolean;
  right: EyeRefraction;
  left: EyeRefraction;
}>;

/** Decimal acuity, or the outcome at the chart the municipality uses. */
export type Acuity = number | 'passed' | 'failed' | 'could-not-test';

/** 発達: whether the child does it. */
export type Milestones = Known<{
  headControl: boolean;
  walking: boolean;
  words: boolean;
  twoWordSentences: boolean;
}>;

export type Milestone = keyof Milestones;

/** Child's urine (検尿): −, ±, +. Not the mother's scale. */
export type ChildUrineResult = 'negative' | 'trace' | 'positive' | 'not-done';

/** Mother's urine: −, ±, 1+ … 4+, 生 (menses), not done. */
export type MotherUrineResult = 'negative' | 'trace' | '1+' | '2+' | '3+' | '4+' | 'menses' | 'not-done';

export type MotherUrine = Known<{ protein: MotherUrineResult; glucose: MotherUrineResult }>;

/** One hearing test; both ears together, `refer` when either ear is. */
export type HearingTest = 'pass' | 'refer' | 'not-done';

export type NewbornHearing = Known<{
  first: HearingTest;
  confirmation: HearingTest;
  /** Detailed examination of hearing (精密聴力検査). */
  detailed: 'hearing-loss' | 'no-hearing-loss' | 'not-done';
  /** Test for congenital cytomegalovirus (先天性CMV検査). */
  cmv: 'done' | 'not-done';
  /** Early intervention (療育). */
  intervention: 'done' | 'not-done';
}>;

export type MetabolicScreening = Known<{
  sampled: CivilDate | 'not-done';
  specimen: 'adequate' | 'inadequate';
  /** Of the newest sample. */
  result: 'normal' | 'retest' | 'detailed';
  retest: 'done' | 'not-done';
  detailed: 'done' | 'not-done';
}>;

export type Epds = Known<{
  /** 0–30. */
  total: number;
  /** 0–3. */
  item10: number;
  /** BCP 47 tag of the version that was filled in. */
  language: string;
}>;

/** Items 3 and 5 of 赤ちゃんへの気持ち質問票, 0–3 each. */
export type Bonding = Known<{ item3: number; item5: number }>;

export type Pregnancy = Known<{
  due: CivilDate;
  multiple: boolean;
  weightBeforeKg: number;
  heightCm: number;
  weightKg: number;
  systolic: number;
  diastolic: number;
  /** g/dL. */
  haemoglobin: number;
  urine: MotherUrine;
  /** Of the visit before; `none` when this is the first. */
  urineBefore: MotherUrine | 'none';
  /** What of the above an earlier visit of the same pregnancy told, and nobody told today. */
  fromEarlier: readonly ('multiple' | 'weightBefore' | 'height')[];
}>;

/** 精密健康診査受診票. */
export type Voucher = Known<{ issued: CivilDate; examined: CivilDate | 'not-done' }>;

/** Everything the rules look at. A rule whose group is left out finds nothing known in it. */
export interface RuleFacts extends Known<{
  child: ChildBasics;
  weights: NewbornWeights;
  stool: StoolColour;
  hip: Partial<HipFacts>;
  refraction: Refraction;
  acuity: Known<{ right: Acuity; left: Acuity }>;
  weightOnCurve: SizeOnCurve;
  heightOnCurve: SizeOnCurve;
  head: SizeOnCurve;
  /** 肥満度, percent. */
  obesityIndex: number;
  milestones: Milestones;
  /** Primary teeth with caries, untreated and treated (未処置・処置済), 0–20. */
  caries: Known<{ untreated: number; treated: number }>;
  urine: Known<{ protein: ChildUrineResult; blood: ChildUrineResult; glucose: ChildUrineResult }>;
  /** Codes chosen in この数か月の家庭でのこと; empty means 該当なし was chosen, left out means no answer. */
  homeEvents: readonly string[];
  hearing: NewbornHearing;
  metabolic: MetabolicScreening;
  epds: Epds;
  bonding: Bonding;
  pregnancy: Pregnancy;
  voucher: Voucher;
}> {
  readonly program: ProgramId;
  readonly today: CivilDate;
}
