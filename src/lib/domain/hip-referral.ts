/** What the hip rule looks at. `undefined` is not known, which is not the same as no. */
export interface HipFacts {
  /** 開排制限: limited abduction, hip flexed 90°, 開排角 70° or less. */
  readonly limitedAbduction: boolean | undefined;
  /** 大腿・鼠径皮膚溝の非対称. */
  readonly skinFoldAsymmetry: boolean | undefined;
  /** 家族歴: hip disease in the family. */
  readonly familyHistory: boolean | undefined;
  /** 女児. */
  readonly female: boolean | undefined;
  /** 骨盤位分娩, the position at a caesarean section included. */
  readonly breech: boolean | undefined;
}

export type HipFact = keyof HipFacts;

/**
 * - `met`: the criterion for referral is met, through `rule`
 * - `not-met`: it is not, whatever is still unknown
 * - `open`: it hangs on what is `unknown`
 */
export type HipReferral =
  | {
      readonly criterion: 'met';
      readonly rule: 'HR1' | 'HR2';
      readonly facts: readonly HipFact[];
      readonly source: string;
    }
  | { readonly criterion: 'not-met' }
  | { readonly criterion: 'open'; readonly unknown: readonly HipFact[] };

/** Where the rule stands in print; shown with every hit. */
const SOURCE = '日本整形外科学会・日本小児整形外科学会 乳児股関節健診 二次検診への紹介';

/** 開排角 at or under this many degrees is limited abduction (床から20度以上). [HR3] */
export const LIMITED_ABDUCTION_MAX_DEGREES = 70;

const RISKS = [
  'skinFoldAsymmetry',
  'familyHistory',
  'female',
  'breech',
] as const satisfies readonly HipFact[];
const RISKS_NEEDED = 2;

/**
 * Whether the published criterion for referral of developmental dysplasia of the hip (発育性股関節形成不全) is met:
 * limited abduction alone [HR1], or two or more of skin folds, family history, girl, breech [HR2]. Shown as
 * 基準に該当 with its inputs, never as a diagnosis: the doctor decides, and doctor's judgement or the guardian's wish
 * refers without it. Applies at 3–4 months.
 */
export const hipReferral = (facts: HipFacts): HipReferral => {
  if (facts.limitedAbduction === true)
    return { criterion: 'met', rule: 'HR1', facts: ['limitedAbduction'], source: SOURCE };
  const present = RISKS.filter((fact) => facts[fact] === true);
  if (present.length >= RISKS_NEEDED)
    return { criterion: 'met', rule: 'HR2', facts: present, source: SOURCE };
  const unknownRisks = RISKS.filter((fact) => facts[fact] === undefined);
  const risksMatter = present.length + unknownRisks.length >= RISKS_NEEDED;
  const unknown: readonly HipFact[] = [
    ...(facts.limitedAbduction === undefined ? (['limitedAbduction'] as const) : []),
    ...(risksMatter ? unknownRisks : []),
  ];
  return unknown.length === 0 ? { criterion: 'not-met' } : { criterion: 'open', unknown };
};
