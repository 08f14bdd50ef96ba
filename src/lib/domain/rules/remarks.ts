import { KAUP_MONTHS } from '../growth/kaup-index.ts';
import { WEIGHT_CHANGE_MAX_KG } from '../pregnancy/mother-slip.ts';
import { SIZE_MARGINS } from '../slip.ts';
import { PROGRAMS, subjectOf, type ProgramId } from '../program.ts';
import { defineRemark, type RuleEntry } from './rule.ts';
import { TOLERANCE_CM } from './wrong-child.ts';

/** Programs in which a child is measured. */
const MEASURED: readonly ProgramId[] = [
  'newborn-visit',
  'infant-1m',
  'infant-3-4m',
  'infant-6-7m',
  'infant-9-10m',
  'child-18m',
  'child-2y',
  'child-3y',
  'child-5y',
];

const MOTHERS = PROGRAMS.filter((program) => subjectOf(program) === 'mother');

/** A value of a measured child that reads like a slip: SL1 to SL9. */
export const sizeSlip = defineRemark({
  id: 'size-slip',
  title: { ja: '計測値の入力まちがい', en: 'Slips in what was measured' },
  programs: MEASURED,
  audience: 'staff',
  source: '令和5年乳幼児身体発育調査（胸囲は平成22年）の3・97パーセンタイル。その外へとる幅は出典未確認',
  version: '1',
  on: true,
  unsourced: true,
  parameters: {
    weightMargin: {
      kind: 'number',
      standard: SIZE_MARGINS.weightPercent,
      min: 0,
      max: 100,
      whole: true,
      unit: '%',
    },
    lengthMargin: {
      kind: 'number',
      standard: SIZE_MARGINS.lengthPercent,
      min: 0,
      max: 200,
      whole: true,
      unit: '%',
    },
  },
});

/** What is written down of a mother reads like a slip: MS1 to MS4. */
export const motherSlip = defineRemark({
  id: 'mother-slip',
  title: { ja: '妊産婦の計測値の入力まちがい', en: 'Slips in what was measured of a mother' },
  programs: MOTHERS,
  audience: 'staff',
  source: '健診の値の範囲（出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: {
    weightChange: { kind: 'number', standard: WEIGHT_CHANGE_MAX_KG, min: 1, max: 50, unit: 'kg' },
  },
});

/** What is written down of when a mother's visit is contradicts her dates: MS5 to MS8. */
const datingSlip = defineRemark({
  id: 'dating-slip',
  title: { ja: '妊娠週数・産後日数の食いちがい', en: 'Contradictions of dates' },
  programs: MOTHERS,
  audience: 'staff',
  source: '出産予定日を妊娠40週0日とする数えかた、高松市 産婦健診（分娩日を1日目とする）',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {},
});

/** Smaller than at an earlier checkup: perhaps another child. WC1 */
export const smallerThanBefore = defineRemark({
  id: 'smaller-than-before',
  title: { ja: '前の健診より小さい値', en: 'Smaller than at an earlier checkup' },
  programs: MEASURED,
  audience: 'staff',
  source: '測定の誤差とみる差（出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: {
    heightTolerance: { kind: 'number', standard: TOLERANCE_CM.heightCm, min: 0, max: 5, unit: 'cm' },
    headTolerance: { kind: 'number', standard: TOLERANCE_CM.headCm, min: 0, max: 3, unit: 'cm' },
  },
});

/** The day of the visit lies outside the ages at which the program is given here. WC2 */
const outsideAges = defineRemark({
  id: 'outside-ages',
  title: { ja: '健診の対象の月齢から外れた日', en: 'Outside the ages of the checkup' },
  programs: PROGRAMS,
  audience: 'staff',
  source: '母子保健法12条1項・13条1項、年齢計算ニ関スル法律、この自治体の対象の月齢',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {},
});

/** Somebody else of the list was born on the same day and has a name much like this one's. WC3 */
const lookAlike = defineRemark({
  id: 'look-alike',
  title: { ja: '同じ生年月日で名前の似た人', en: 'Look-alikes in the list' },
  programs: PROGRAMS,
  audience: 'staff',
  source: '取りちがえを防ぐ確認（出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: {},
});

/** 異常なし beside findings. JU4 */
const judgementMismatch = defineRemark({
  id: 'judgement-mismatch',
  title: { ja: '所見があるのに判定が異常なし', en: 'Findings beside a judgement of no abnormality' },
  programs: PROGRAMS,
  audience: 'staff',
  source: '記入の食いちがいの確認（出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: {},
});

/** カウプ指数 as a number without a verdict. KA1, KA2 */
export const kaupNumber = defineRemark({
  id: 'kaup-index',
  title: { ja: 'カウプ指数', en: 'Kaup index' },
  programs: MEASURED,
  audience: 'anyone',
  source: 'カウプ指数 kg/m²（使う月齢は jmjp.jp・nursta.jp の引用による）',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {
    fromMonths: {
      kind: 'number',
      standard: KAUP_MONTHS.min,
      min: 0,
      max: 24,
      whole: true,
      unit: 'mo',
    },
    underMonths: {
      kind: 'number',
      standard: KAUP_MONTHS.under,
      min: 25,
      max: 84,
      whole: true,
      unit: 'mo',
    },
  },
});

/** Rules that ask back or show a number, in the order in which they are shown. */
export const REMARKS: readonly RuleEntry[] = [
  sizeSlip,
  smallerThanBefore,
  outsideAges,
  lookAlike,
  motherSlip,
  datingSlip,
  judgementMismatch,
  kaupNumber,
];

/** Which rule a question back comes from, by its id in SPEC.md. */
const ASKED_BY = {
  SL1: sizeSlip,
  SL2: sizeSlip,
  SL3: sizeSlip,
  SL4: sizeSlip,
  MS1: motherSlip,
  MS2: motherSlip,
  MS3: motherSlip,
  MS4: motherSlip,
  MS5: datingSlip,
  MS6: datingSlip,
  MS7: datingSlip,
  MS8: datingSlip,
  WC1: smallerThanBefore,
  WC2: outsideAges,
  WC3: lookAlike,
  JU4: judgementMismatch,
} as const satisfies Readonly<Record<string, RuleEntry>>;

/** Ids of SPEC.md by which a rule of the registry asks back. */
export type AskId = keyof typeof ASKED_BY;

export const askedBy = (id: AskId): RuleEntry => ASKED_BY[id];
