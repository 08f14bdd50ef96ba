import type { ProgramId } from '../../program.ts';
import { developmentalMonths, knownBirth, preterm } from '../child-days.ts';
import { decide, look, notApplicable } from '../criterion.ts';
import type { Milestone } from '../facts.ts';
import { defineRule, type Rule, type RuleText } from '../rule.ts';
import { both, when } from '../truth.ts';

interface KeyDate {
  readonly id: string;
  readonly clause: string;
  readonly title: RuleText;
  readonly milestone: Milestone;
  readonly months: number;
  readonly programs: readonly ProgramId[];
}

/**
 * A milestone not yet there at its key age (u). Under `correctedUntilMonths` of actual age a preterm child is looked
 * at by corrected age [DK5]; without a due date by actual age, with a note. Before the key age it does not apply.
 */
const keyDate = ({ id, clause, title, milestone, months, programs }: KeyDate): Rule =>
  defineRule({
    id,
    title,
    programs,
    audience: 'anyone',
    source: '発達の確認時期の目安（出典未確認）',
    version: '1',
    on: true,
    unsourced: true,
    parameters: {
      months: { kind: 'number', standard: months, min: 1, max: 72, whole: true, unit: 'mo' },
      correctedUntilMonths: { kind: 'number', standard: 36, min: 0, max: 72, whole: true, unit: 'mo' },
    },
    judge: (facts, values) => {
      const achieved = facts.milestones?.[milestone];
      const age = developmentalMonths(facts, values.correctedUntilMonths);
      const looksAt = [
        look(milestone, achieved),
        look('birthDate', knownBirth(facts)),
        look('ageMonths', age, 'mo'),
      ];
      if (age !== undefined && age < values.months && achieved !== true) return notApplicable('age', looksAt);
      return decide(
        [
          {
            id: clause,
            holds: both(
              when(achieved, (is) => !is),
              when(age, (reached) => reached >= values.months),
            ),
            looksAt: age === undefined ? looksAt.slice(0, 2) : looksAt,
            urgency: 'watch',
          },
        ],
        { notes: preterm(facts) === undefined ? ['due-date-unknown'] : [] },
      );
    },
  });

/** 首すわり at 4 months. [DK1] */
export const headControl = keyDate({
  id: 'development-head-control',
  clause: 'DK1',
  title: { ja: '首すわり', en: 'Head control' },
  milestone: 'headControl',
  months: 4,
  programs: ['infant-3-4m', 'infant-6-7m', 'infant-9-10m'],
});

/** ひとり歩き at 18 months. [DK2] */
export const walking = keyDate({
  id: 'development-walking',
  clause: 'DK2',
  title: { ja: 'ひとり歩き', en: 'Walking alone' },
  milestone: 'walking',
  months: 18,
  programs: ['child-18m', 'child-2y', 'child-3y'],
});

/** 有意語 at 18 months. [DK3] */
export const words = keyDate({
  id: 'development-words',
  clause: 'DK3',
  title: { ja: '意味のある言葉', en: 'Meaningful words' },
  milestone: 'words',
  months: 18,
  programs: ['child-18m', 'child-2y', 'child-3y'],
});

/** 二語文 at 3 years. [DK4] */
export const twoWordSentences = keyDate({
  id: 'development-two-words',
  clause: 'DK4',
  title: { ja: '二語文', en: 'Two-word sentences' },
  milestone: 'twoWordSentences',
  months: 36,
  programs: ['child-3y', 'child-5y'],
});
