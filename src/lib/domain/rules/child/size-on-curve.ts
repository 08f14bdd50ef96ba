import { preterm } from '../child-days.ts';
import { decide, look } from '../criterion.ts';
import type { RuleFacts, SizeOnCurve } from '../facts.ts';
import { defineRule, type RuleText } from '../rule.ts';
import { credibleCount, when } from '../truth.ts';
import type { ProgramId } from '../../program.ts';

interface CurveRule {
  readonly id: string;
  readonly title: RuleText;
  readonly programs: readonly ProgramId[];
  readonly version: string;
  /** Outside the outer lines, and lines crossed: their ids in SPEC.md. */
  readonly clauses: readonly [outside: string, crossed: string];
  /** What the names of its inputs begin with. */
  readonly input: 'weight' | 'height' | 'head';
  readonly of: (facts: RuleFacts) => SizeOnCurve | undefined;
}

/**
 * A size outside the 3rd to 97th percentile, or that many percentile lines crossed since last time (u). The band and
 * the lines are found by the growth functions and come as facts; where nothing was measured before, no line was crossed
 * that anyone knows of. A preterm child judged by actual age is noted.
 */
const sizeOnCurve = ({ clauses: [outside, crossed], input, of, ...head }: CurveRule) =>
  defineRule({
    ...head,
    audience: 'anyone',
    source: '令和5年乳幼児身体発育調査 3〜97パーセンタイル（はみ出したときに確かめる目安は出典未確認）',
    on: true,
    unsourced: true,
    parameters: { linesCrossed: { kind: 'number', standard: 2, min: 1, max: 6, whole: true } },
    judge: (facts, { linesCrossed }) => {
      const { band, linesCrossed: between, direction, since, basis } = of(facts) ?? {};
      const lines = credibleCount(between, 0, 7);
      return decide(
        [
          {
            id: outside,
            holds: when(band, (where) => where !== 'within'),
            looksAt: [look(`${input}Band`, band)],
            urgency: 'watch',
          },
          {
            id: crossed,
            holds: (lines ?? 0) >= linesCrossed,
            looksAt: [
              look(`${input}LinesCrossed`, lines),
              look(`${input}Direction`, direction),
              look(`${input}Since`, since),
            ],
            urgency: 'watch',
          },
        ],
        { notes: preterm(facts) === true && basis !== 'corrected' ? ['preterm-by-actual-age'] : [] },
      );
    },
  });

const INFANTS = ['infant-1m', 'infant-3-4m', 'infant-6-7m', 'infant-9-10m'] as const;

/** Weight on the curve. [WT1] [WT2] */
export const weightOnCurve = sizeOnCurve({
  id: 'weight-on-curve',
  title: { ja: '体重', en: 'Weight' },
  programs: [...INFANTS, 'child-18m', 'child-2y', 'child-3y', 'child-5y'],
  version: '1',
  clauses: ['WT1', 'WT2'],
  input: 'weight',
  of: (facts) => facts.weightOnCurve,
});

/** Height on the curve. [HT1] [HT2] */
export const heightOnCurve = sizeOnCurve({
  id: 'height-on-curve',
  title: { ja: '身長', en: 'Height' },
  programs: [...INFANTS, 'child-18m', 'child-2y', 'child-3y', 'child-5y'],
  version: '1',
  clauses: ['HT1', 'HT2'],
  input: 'height',
  of: (facts) => facts.heightOnCurve,
});

/** Head circumference on the curve, whose table ends at three years. [HC1] [HC2] [HC3] */
export const headSize = sizeOnCurve({
  id: 'head-size',
  title: { ja: '頭囲', en: 'Head circumference' },
  programs: [...INFANTS, 'child-18m', 'child-2y'],
  version: '2',
  clauses: ['HC1', 'HC2'],
  input: 'head',
  of: (facts) => facts.head,
});
