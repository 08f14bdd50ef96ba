import type { ProgramId } from '../../domain/program.ts';

/** What was measured of somebody of today's list at an earlier checkup. All made up. */
export interface DemoEarlierCheckup {
  readonly name: string;
  readonly program: ProgramId;
  readonly daysAgo: number;
  /** By linkId of that program's measurement form: numbers in the form's unit, choices by their code. */
  readonly measured: Readonly<Record<string, number | string>>;
}

/**
 * Earlier checkups, plausible by the growth survey of 2023: a girl whose weight falls from the 50th line below the 10th
 * before her 18 months' checkup, a boy who follows his line, a baby of unstated sex, one born early and seen before the
 * expected day of birth, and a pregnancy.
 */
export const DEMO_EARLIER: readonly DemoEarlierCheckup[] = [
  {
    name: '宮城 結',
    program: 'infant-1m',
    daysAgo: 529,
    measured: { weight: 4180, height: 53.2, head: 36.4 },
  },
  {
    name: '宮城 結',
    program: 'infant-3-4m',
    daysAgo: 452,
    measured: { weight: 6050, height: 60.8, head: 40 },
  },
  {
    name: '宮城 結',
    program: 'infant-9-10m',
    daysAgo: 267,
    measured: { weight: 7060, height: 69.2, head: 43.9 },
  },
  {
    name: '大城 悠真',
    program: 'infant-3-4m',
    daysAgo: 1173,
    measured: { weight: 6720, height: 62.9, head: 41.2 },
  },
  {
    name: '大城 悠真',
    program: 'child-18m',
    daysAgo: 720,
    measured: { weight: 10.6, height: 80.4, head: 47.8 },
  },
  {
    name: '仲村渠 凪',
    program: 'infant-1m',
    daysAgo: 94,
    measured: { weight: 4320, height: 54, head: 36.6 },
  },
  {
    name: '宮里 湊',
    program: 'infant-1m',
    daysAgo: 105,
    measured: { weight: 2680, height: 47.1, head: 33.9 },
  },
  {
    name: '仲間 ちひろ',
    program: 'prenatal',
    daysAgo: 56,
    measured: {
      'visit-number': 4,
      'gestation-weeks': 19,
      'gestation-days': 5,
      weight: 54.6,
      'weight-before': 50.8,
      height: 157.5,
      'bp-systolic': 112,
      'bp-diastolic': 68,
      edema: 'negative',
      'urine-protein': 'negative',
      'urine-glucose': 'negative',
    },
  },
  {
    name: '仲間 ちひろ',
    program: 'prenatal',
    daysAgo: 28,
    measured: {
      'visit-number': 5,
      'gestation-weeks': 23,
      'gestation-days': 5,
      weight: 56.1,
      'bp-systolic': 118,
      'bp-diastolic': 72,
      edema: 'negative',
      'urine-protein': 'one-plus',
      'urine-glucose': 'negative',
    },
  },
];
