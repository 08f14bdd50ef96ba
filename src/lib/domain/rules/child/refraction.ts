import { ageMonths } from '../child-days.ts';
import { decide, look, type Clause } from '../criterion.ts';
import type { EyeRefraction } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { credible, either, tidy, when } from '../truth.ts';

/** What a refractometer can print, dioptres either way. */
const DIOPTRES_MAX = 30;

interface Thresholds {
  readonly hyperopia: number;
  readonly myopia: number;
  readonly astigmatism: number;
  readonly anisometropia: number;
}

/** Dioptres; above is referred. Source: Spot Vision Screener, society's recommendation and device default for 3 y. */
const SETS: Readonly<Record<'society' | 'device', Thresholds>> = {
  society: { hyperopia: 2.5, myopia: 2, astigmatism: 2, anisometropia: 1.5 },
  device: { hyperopia: 2.5, myopia: 1.25, astigmatism: 1.75, anisometropia: 1 },
};

const PRECISE_FROM_MONTHS = 36;

const own = (standard: number) => ({ kind: 'number', standard, min: 0.25, max: 10, unit: '[diop]' }) as const;

interface EyeReading {
  readonly side: 'right' | 'left';
  /** Spherical equivalent. */
  readonly se: number | undefined;
  /** Without sign. */
  readonly cylinder: number | undefined;
}

const reading = (side: 'right' | 'left', eye: EyeRefraction | undefined): EyeReading => {
  const cylinder = credible(eye?.cylinder, -DIOPTRES_MAX, DIOPTRES_MAX);
  return {
    side,
    se: credible(eye?.sphericalEquivalent, -DIOPTRES_MAX, DIOPTRES_MAX),
    cylinder: cylinder === undefined ? undefined : Math.abs(cylinder),
  };
};

/**
 * Refraction by screener (屈折検査): hyperopia [RF1] and myopia [RF2] by spherical equivalent, astigmatism [RF3] by
 * cylinder, anisometropia [RF4] by the difference of the spherical equivalents (u), each strictly above the set the
 * municipality chose [RF5]. Unmeasurable [RF6] or the device's strabismus flag [RF7] is referred at any age, and
 * under 3 years the precision is not established, which is noted [RF8]. High sensitivity, low specificity.
 */
export const refraction = defineRule({
  id: 'refraction-screening',
  title: { ja: '屈折検査', en: 'Refraction screening' },
  programs: ['child-18m', 'child-2y', 'child-3y'],
  audience: 'anyone',
  source:
    'スポットビジョンスクリーナー 3歳児の基準（学会推奨値・機器の初期設定。専門医のサイトの引用による）',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {
    criteria: { kind: 'choice', standard: 'society', options: ['society', 'device', 'own'] },
    hyperopia: own(2.5),
    myopia: own(2),
    astigmatism: own(2),
    anisometropia: own(1.5),
  },
  judge: (facts, values) => {
    const { outcome, strabismusFlag, right, left } = facts.refraction ?? {};
    const limits = values.criteria === 'own' ? values : SETS[values.criteria];
    const eyes = [reading('right', right), reading('left', left)];
    const unmeasurable = outcome === 'unmeasurable';
    // An eye that could not be measured has no values to wait for: RF6 refers.
    const perEye = (id: string, name: 'Se' | 'Cylinder', test: (value: number) => boolean): Clause => {
      const values = eyes.map((eye) => (name === 'Se' ? eye.se : eye.cylinder));
      return {
        id,
        holds: unmeasurable ? false : either(...values.map((value) => when(value, test))),
        looksAt: eyes.map(({ side }, index) => look(`${side}${name}`, values[index], '[diop]')),
        urgency: 'refer',
      };
    };
    const [one, other] = eyes.map(({ se }) => se);
    const difference = one === undefined || other === undefined ? undefined : tidy(Math.abs(one - other));
    const age = ageMonths(facts);
    return decide(
      [
        {
          id: 'RF6',
          holds:
            outcome === undefined && difference !== undefined ? false : when(outcome, () => unmeasurable),
          looksAt: [look('refractionOutcome', outcome)],
          urgency: 'refer',
        },
        {
          id: 'RF7',
          holds: strabismusFlag,
          looksAt: [look('strabismusFlag', strabismusFlag)],
          urgency: 'refer',
        },
        perEye('RF1', 'Se', (se) => se > limits.hyperopia),
        perEye('RF2', 'Se', (se) => -se > limits.myopia),
        perEye('RF3', 'Cylinder', (cylinder) => cylinder > limits.astigmatism),
        {
          id: 'RF4',
          holds: unmeasurable ? false : when(difference, (dioptres) => dioptres > limits.anisometropia),
          looksAt: eyes.map(({ side, se }) => look(`${side}Se`, se, '[diop]')),
          urgency: 'refer',
        },
      ],
      { notes: age !== undefined && age < PRECISE_FROM_MONTHS ? ['precision-under-3y'] : [] },
    );
  },
});
