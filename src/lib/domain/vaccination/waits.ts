import type { NextDose } from './record/course-progress.ts';
import { reason, type VaccinationSubject } from './eligibility-input.ts';
import type { LiveInterval, Wait } from './live-interval.ts';
import type { Vaccine } from './vaccine.ts';

/** Every day still to wait for: age, begin of the programme, own intervals, live vaccines. Empty when none. [VI2] */
export const waitsFor = (
  vaccine: Vaccine,
  { today }: VaccinationSubject,
  { ageFrom, gap }: NextDose,
  live: LiveInterval,
): readonly Wait[] => {
  const { ages, intervals } = vaccine.sources;
  const { since } = vaccine;
  const waits: readonly Wait[] = [
    { from: ageFrom, reason: reason('VI2', ages, { code: 'before-age', from: ageFrom }) },
    ...(since === undefined
      ? []
      : [{ from: since, reason: reason('VI2', ages, { code: 'before-programme', from: since }) }]),
    ...(gap === undefined
      ? []
      : [{ from: gap.from, reason: reason('VI2', intervals, { code: 'interval', ...gap }) }]),
    ...live.waits,
  ];
  const ahead = waits.filter(({ from }) => from > today);
  return ahead.length === 0 ? [] : [...ahead, ...live.waitsIfNotToday];
};
