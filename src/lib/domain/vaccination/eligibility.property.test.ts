import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, type CivilDate } from '../civil-date.ts';
import { CONDITIONS, type Condition } from './condition.ts';
import type { VaccinationSubject } from './eligibility-input.ts';
import { eligibilityOf, eligibilityToday } from './eligibility.ts';
import type { GivenDose } from './record/history.ts';
import { permittedDays } from './permitted-days.ts';
import { SCHEDULE, vaccineById } from './schedule/schedule.ts';
import type { VaccineId } from './vaccine.ts';
import { day } from './testing/a-child.ts';

const IDS = SCHEDULE.map(({ id }) => id);
const anyBirth = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(day('1994-01-01'), days));
const anyConditions = fc.subarray(Object.keys(CONDITIONS) as Condition[], { maxLength: 3 });

/** A child of up to 20 years with entries from `earliest` days after birth on; some number their doses. */
const aSubject = (earliest: number, beyondToday: number): fc.Arbitrary<VaccinationSubject> =>
  fc
    .tuple(anyBirth, fc.integer({ min: 0, max: 7_300 }), anyConditions, fc.boolean())
    .chain(([birth, age, conditions, longIllness]) =>
      fc
        .array(
          fc.record(
            {
              vaccine: fc.constantFrom(...IDS),
              // Most entries lie in infancy, where most doses do.
              date: fc
                .oneof(
                  fc.integer({ min: earliest, max: Math.min(age, 500) + beyondToday }),
                  fc.integer({ min: earliest, max: age + beyondToday }),
                )
                .map((days) => addDays(birth, days)),
              dose: fc.integer({ min: 1, max: 5 }),
            },
            { requiredKeys: ['vaccine', 'date'] },
          ),
          { maxLength: 12 },
        )
        .chain((history) =>
          fc.record(
            {
              birth: fc.constant(birth),
              today: fc.constant(addDays(birth, age)),
              history: fc.constant<readonly GivenDose[]>(history),
              sex: fc.constantFrom('male', 'female', 'unknown'),
              conditions: fc.constant(conditions),
              longIllness: fc.constant(longIllness),
              dueDate: fc.integer({ min: -300, max: 300 }).map((days) => addDays(birth, age + days)),
            },
            { requiredKeys: ['birth', 'today', 'history', 'sex', 'conditions', 'longIllness'] },
          ),
        ),
    );

const BARE = { sex: 'female', history: [] } as const satisfies Partial<VaccinationSubject>;

/** What must be in the record before a line can be walked alone. */
const GROUNDS: Readonly<Partial<Record<VaccineId, (birth: CivilDate) => readonly GivenDose[]>>> = {
  hib: (birth) => [{ vaccine: 'dpt-ipv', date: addDays(birth, 70) }],
  'je-2': (birth) => [1_100, 1_107, 1_500].map((days) => ({ vaccine: 'je-1', date: addDays(birth, days) })),
  dt: (birth) => [70, 98, 126, 500].map((days) => ({ vaccine: 'dpt-ipv-hib', date: addDays(birth, days) })),
};

/** Lines that never say can-be-given by themselves. */
const ASKED: readonly VaccineId[] = ['dpt-ipv', 'covid-19'];

describe('eligibility, whatever the record', () => {
  it('[VI5] has an answer with a rule and a source for every vaccine and never throws', () => {
    fc.assert(
      fc.property(aSubject(-40, 40), (subject) => {
        const answers = eligibilityToday(subject);
        expect(answers.map(({ vaccine }) => vaccine)).toEqual(IDS);
        for (const answer of answers) {
          expect(answer.reasons.length).toBeGreaterThan(0);
          for (const { rule, source, edition } of answer.reasons) {
            expect(rule).toMatch(/^V[CI]\d+$/);
            expect(source).not.toBe('');
            expect(edition).toMatch(/^\d{4}(-\d\d){0,2}$/);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('[VI5] does not depend on the order of entries', () => {
    fc.assert(
      fc.property(aSubject(-40, 40), (subject) => {
        const numberless = subject.history.map(({ vaccine, date }) => ({ vaccine, date }));
        const statuses = (history: readonly GivenDose[]): readonly string[] =>
          eligibilityToday({ ...subject, history }).map(({ status }) => status);
        expect(statuses([...numberless].reverse())).toEqual(statuses(numberless));
      }),
      { numRuns: 200 },
    );
  });

  it('[VC1] [VI3] can be given only within the permitted ages and 28 days after another live injection', () => {
    let seen = 0;
    fc.assert(
      fc.property(aSubject(0, 0), (subject) => {
        for (const answer of eligibilityToday(subject)) {
          if (answer.status !== 'can-be-given') continue;
          seen += 1;
          const vaccine = vaccineById(answer.vaccine);
          const days = permittedDays(vaccine.ages, subject.birth, subject.dueDate);
          expect(days && subject.today >= days.first).toBe(true);
          expect(days?.last === undefined || subject.today <= days.last).toBe(true);
          if (vaccine.kind !== 'live-injected') continue;
          for (const { vaccine: other, date } of subject.history)
            if (other !== vaccine.id && vaccineById(other).kind === 'live-injected')
              expect(daysBetween(date, subject.today)).toBeGreaterThanOrEqual(28);
        }
      }),
      { numRuns: 600 },
    );
    expect(seen).toBeGreaterThan(200);
  });

  it('[VI6] too late stays too late', () => {
    let seen = 0;
    fc.assert(
      fc.property(aSubject(0, 0), fc.integer({ min: 1, max: 3_000 }), (subject, later) => {
        for (const { vaccine, status } of eligibilityToday(subject)) {
          if (status !== 'too-late') continue;
          seen += 1;
          const then = eligibilityOf(vaccine, { ...subject, today: addDays(subject.today, later) });
          expect(then.status, vaccine).toBe('too-late');
        }
      }),
      { numRuns: 600 },
    );
    expect(seen).toBeGreaterThan(200);
  });

  it('[VI2] not yet holds on every day before the day it names, and not on that day', () => {
    let seen = 0;
    fc.assert(
      fc.property(aSubject(0, 0), fc.nat(), (subject, some) => {
        for (const answer of eligibilityToday(subject)) {
          if (answer.status !== 'not-yet') continue;
          seen += 1;
          const days = daysBetween(subject.today, answer.from);
          expect(days).toBeGreaterThan(0);
          const on = (offset: number): string =>
            eligibilityOf(answer.vaccine, { ...subject, today: addDays(subject.today, offset) }).status;
          expect(on(some % days), answer.vaccine).toBe('not-yet');
          expect(on(days), answer.vaccine).toMatch(/^(can-be-given|doctor-decides)$/);
        }
      }),
      { numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(200);
  });
});

describe('a course followed from the first possible day', () => {
  it.each(IDS.filter((id) => !ASKED.includes(id)))('[VI13] of %s is completed', (id) => {
    fc.assert(
      fc.property(anyBirth, (birth) => {
        const pregnancy =
          id === 'rsv-maternal'
            ? { dueDate: addDays(day('2026-09-01'), daysBetween(birth, day('2028-01-01')) % 365) }
            : {};
        const history: GivenDose[] = [...(GROUNDS[id]?.(birth) ?? [])];
        let today = GROUNDS[id] === undefined ? birth : addDays(birth, 71);
        if (id === 'rsv-maternal') today = day('2026-04-01');
        const statuses: string[] = [];
        for (let step = 0; step < 12; step += 1) {
          // Entries of later days are not known yet.
          const known = history.filter(({ date }) => date <= today);
          const answer = eligibilityOf(id, {
            ...BARE,
            ...pregnancy,
            birth: addDays(birth, id === 'rsv-maternal' ? -12_000 : 0),
            today,
            history: known,
          });
          statuses.push(answer.status);
          if (answer.status === 'done') return;
          if (answer.status === 'can-be-given') history.push({ vaccine: id, date: today });
          else if (answer.status === 'not-yet') today = answer.from;
          else break;
        }
        expect(statuses.at(-1), statuses.join(' ')).toBe('done');
      }),
      { numRuns: 60 },
    );
  });

  it('[VI13] of all routine vaccines together is completed, with live injections on days of their own', () => {
    const stands = new Set<VaccineId>(['rota-5', 'dpt-ipv', 'hib', 'rsv-maternal']);
    const routine = SCHEDULE.filter(({ id, programme }) => programme === 'routine' && !stands.has(id));
    fc.assert(
      fc.property(anyBirth, (birth) => {
        const history: GivenDose[] = [];
        let today = birth;
        for (let visit = 0; visit < 80; visit += 1) {
          for (const { id } of routine) {
            const answer = eligibilityOf(id, { ...BARE, birth, today, history });
            if (answer.status === 'can-be-given') history.push({ vaccine: id, date: today });
          }
          const answers = routine.map(({ id }) => eligibilityOf(id, { ...BARE, birth, today, history }));
          if (answers.every(({ status }) => status === 'done')) return;
          const days = answers.flatMap((answer) =>
            answer.status === 'not-yet'
              ? [answer.from]
              : answer.status === 'doctor-decides'
                ? [addDays(today, 1)]
                : [],
          );
          const next = days.sort()[0];
          expect(next, answers.map(({ vaccine, status }) => `${vaccine} ${status}`).join(', ')).toBeDefined();
          today = next ?? today;
        }
        expect.unreachable('a course was not completed in 80 visits');
      }),
      { numRuns: 40 },
    );
  });
});
