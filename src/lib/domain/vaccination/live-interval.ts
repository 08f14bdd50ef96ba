import type { CivilDate } from '../civil-date.ts';
import { reason, type VaccinationSubject } from './eligibility-input.ts';
import { impossibleDates, type GivenDose } from './record/history.ts';
import { dayAfterGap } from './permitted-days.ts';
import type { Reason } from './reason.ts';
import { vaccineById } from './schedule/schedule.ts';
import { BETWEEN_VACCINES } from './schedule/sources.ts';
import type { Gap, Vaccine } from './vaccine.ts';

/** Between two different live vaccines by injection; no other pair has an interval since 1 October 2020. [VI3] */
export const LIVE_INJECTED_GAP: Gap = { days: 27 };

export interface LiveInterval {
  /** After live injections of earlier days. */
  readonly waits: readonly Wait[];
  /** After those of today, which counts only when the vaccine has to wait anyway. */
  readonly waitsIfNotToday: readonly Wait[];
  /** Given today too (同時接種), and entries of others that cannot be: both for the doctor. [VI4] [VI5] */
  readonly asks: readonly Reason[];
}

/** A day to wait for, and why. */
export interface Wait {
  readonly from: CivilDate;
  readonly reason: Reason;
}

const waitAfter = ({ vaccine: other, date: given }: GivenDose): Wait => {
  const from = dayAfterGap(given, LIVE_INJECTED_GAP);
  return { from, reason: reason('VI3', BETWEEN_VACCINES, { code: 'live-interval', other, given, from }) };
};

/** What live vaccines by injection given before mean for one given today. */
export const liveInterval = (vaccine: Vaccine, subject: VaccinationSubject): LiveInterval => {
  if (vaccine.kind !== 'live-injected') return { waits: [], waitsIfNotToday: [], asks: [] };
  const { birth, today } = subject;
  const others = subject.history.filter(
    (given) => given.vaccine !== vaccine.id && vaccineById(given.vaccine).kind === 'live-injected',
  );
  const onThisDay = others.filter(({ date }) => date === today);
  return {
    waits: others
      .filter(({ date }) => date >= birth && date < today)
      .map(waitAfter)
      .filter(({ from }) => from > today),
    waitsIfNotToday: onThisDay.map(waitAfter),
    asks: [
      ...onThisDay.map(({ vaccine: other }) =>
        reason('VI4', BETWEEN_VACCINES, { code: 'live-same-day', other }),
      ),
      ...impossibleDates(others, subject).map((fault) =>
        reason('VI5', BETWEEN_VACCINES, { code: 'history', ...fault }),
      ),
    ],
  };
};
