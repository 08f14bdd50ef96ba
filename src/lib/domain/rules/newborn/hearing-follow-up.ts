import type { CivilDate } from '../../civil-date.ts';
import { deadline, knownBirth, lastDayOfDays, lastDayOfMonths } from '../child-days.ts';
import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { both, when } from '../truth.ts';

/** What has to be recorded by a day. */
interface Step {
  readonly id: string;
  readonly task: string;
  /** What is recorded of it; `undefined` when nothing is. */
  readonly recorded: string | undefined;
  /** Last day, inclusive; `undefined` without a birth date. */
  readonly by: CivilDate | undefined;
}

/**
 * Newborn hearing screening (新生児聴覚検査), all days counted from birth as day 0: first test by day 3 [NH1]; after
 * リファー the confirmation test by day 7 [NH2]; after a confirmed リファー the detailed examination before 3 months of
 * age [NH3] and the test for congenital CMV by day 21 [NH4]; with hearing loss, intervention before 6 months [NH5].
 * A step recorded as not done meets the criterion from the day after its last day; one of which nothing is recorded
 * leaves it open from that day on. What is still to be done comes as dated steps.
 */
export const hearingFollowUp = defineRule({
  id: 'newborn-hearing-follow-up',
  title: { ja: '新生児聴覚検査の期限', en: 'Newborn hearing follow-up' },
  programs: ['newborn-hearing', 'newborn-visit', 'infant-1m', 'infant-3-4m', 'infant-6-7m', 'infant-9-10m'],
  audience: 'anyone',
  source: '新生児聴覚検査の流れ（厚生労働省通知 別添2）。先天性CMV検査は母子健康手帳 2025年4月改正',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {
    firstDays: { kind: 'number', standard: 3, min: 1, max: 30, whole: true, unit: 'd' },
    confirmationDays: { kind: 'number', standard: 7, min: 3, max: 60, whole: true, unit: 'd' },
    cmvDays: { kind: 'number', standard: 21, min: 7, max: 60, whole: true, unit: 'd' },
    detailedMonths: { kind: 'number', standard: 3, min: 1, max: 12, whole: true, unit: 'mo' },
    interventionMonths: { kind: 'number', standard: 6, min: 1, max: 24, whole: true, unit: 'mo' },
  },
  judge: (facts, limits) => {
    const { today } = facts;
    const { first, confirmation, detailed, cmv, intervention } = facts.hearing ?? {};
    const birth = knownBirth(facts);
    const inDays = (days: number) => birth && lastDayOfDays(birth, days);
    const inMonths = (months: number) => birth && lastDayOfMonths(birth, months);
    const step = (
      id: string,
      task: string,
      recorded: string | undefined,
      by: CivilDate | undefined,
    ): Step => ({
      id,
      task,
      recorded,
      by,
    });
    const referred = first === 'refer';
    const confirmed = referred && confirmation === 'refer';
    const steps = [
      step('NH1', 'firstHearingTest', first, inDays(limits.firstDays)),
      ...(referred ? [step('NH2', 'confirmationTest', confirmation, inDays(limits.confirmationDays))] : []),
      ...(confirmed
        ? [
            step('NH3', 'detailedHearingExamination', detailed, inMonths(limits.detailedMonths)),
            step('NH4', 'cmvTest', cmv, inDays(limits.cmvDays)),
          ]
        : []),
      ...(confirmed && detailed === 'hearing-loss'
        ? [step('NH5', 'hearingIntervention', intervention, inMonths(limits.interventionMonths))]
        : []),
    ];
    return decide(
      steps.map(({ id, task, recorded, by }) => ({
        id,
        holds: both(
          when(by, (day) => today > day),
          when(recorded, (outcome) => outcome === 'not-done'),
        ),
        looksAt: [look('birthDate', birth), look(task, recorded)],
        urgency: 'refer' as const,
      })),
      {
        deadlines: steps.flatMap(({ task, recorded, by }) =>
          by === undefined || (recorded ?? 'not-done') !== 'not-done' ? [] : [deadline(task, by, today)],
        ),
      },
    );
  },
});
