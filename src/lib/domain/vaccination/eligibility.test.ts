import { describe, expect, it } from 'vitest';
import { CONDITIONS, type Condition } from './condition.ts';
import { eligibilityOf, eligibilityToday } from './eligibility.ts';
import type { GivenDose } from './record/history.ts';
import { SCHEDULE, vaccineById } from './schedule/schedule.ts';
import { aChild, ask, BIRTH, codes, day, given, say } from './testing/a-child.ts';
import type { VaccineId } from './vaccine.ts';

describe('live vaccines by injection', () => {
  const mr = given('mr-1', '2027-02-02');
  it.each<readonly [VaccineId, string, string]>([
    ['varicella', '2027-02-03', 'not-yet 2027-03-02'],
    ['varicella', '2027-03-01', 'not-yet 2027-03-02'],
    ['varicella', '2027-03-02', 'give 1/2'],
    ['mumps', '2027-03-01', 'not-yet 2027-03-02'],
    ['pcv', '2027-02-03', 'give 1/2'],
    ['influenza', '2027-02-03', 'give 1/2'],
  ])('[VI3] %s on %s, 27 days after MR on 2 February: %s', (id, today, answer) => {
    expect(ask(id, BIRTH, today, mr)).toBe(answer);
  });

  it('[VI3] names the vaccine and the day', () => {
    expect(eligibilityOf('varicella', aChild(BIRTH, '2027-02-10', mr)).reasons).toContainEqual(
      expect.objectContaining({
        code: 'live-interval',
        other: 'mr-1',
        given: '2027-02-02',
        from: '2027-03-02',
        rule: 'VI3',
      }),
    );
  });

  it('[VI3] neither an inactivated vaccine nor rota makes one wait', () => {
    const others = [...given('pcv', '2026-04-01'), ...given('rota-1', '2026-04-01')];
    expect(ask('bcg', BIRTH, '2026-04-02', others)).toBe('give 1/1');
    expect(ask('rota-1', BIRTH, '2026-04-02', given('bcg', '2026-04-01'))).toBe('give 1/2');
  });

  it('[VI4] a vaccine that has to wait anyway waits for the one given today, too', () => {
    const history = [...given('mr-1', '2027-02-02'), ...given('mumps', '2027-03-01')];
    expect(ask('varicella', BIRTH, '2027-03-01', history)).toBe('not-yet 2027-03-29');
    expect(ask('varicella', BIRTH, '2027-03-02', history)).toBe('not-yet 2027-03-29');
  });

  it('[VI4] on the same day it is for the doctor', () => {
    const answer = eligibilityOf('varicella', aChild(BIRTH, '2027-02-02', mr));
    expect(answer.status).toBe('doctor-decides');
    expect(codes(answer)).toEqual(['live-same-day']);
  });
});

describe('what the doctor decides', () => {
  it.each(Object.keys(CONDITIONS) as readonly Condition[])(
    '[VI1] %s never leaves a vaccine it concerns as can-be-given, nor turns one into too late',
    (condition) => {
      const history = [
        ...given('rota-1', '2026-02-26'),
        ...given('je-1', '2026-07-20', '2026-07-27', '2027-01-27'),
      ];
      let asked = 0;
      for (const today of ['2026-03-26', '2027-03-15', '2031-06-01']) {
        const plain = eligibilityToday(aChild(BIRTH, today, history));
        const answered = eligibilityToday(aChild(BIRTH, today, history, { conditions: [condition] }));
        plain.forEach((before, index) => {
          const after = answered[index];
          if (after?.reasons.some(({ code }) => code === 'condition') === true) {
            expect(after.status).toBe('doctor-decides');
            asked += 1;
          } else expect(after).toEqual(before);
        });
      }
      expect(asked).toBeGreaterThan(0);
    },
  );

  it('[VI1] a keloid concerns BCG alone', () => {
    const asked = eligibilityToday(aChild(BIRTH, '2026-06-15', [], { conditions: ['keloid'] })).filter(
      (answer) => codes(answer).includes('condition'),
    );
    expect(asked.map(({ vaccine }) => vaccine)).toEqual(['bcg']);
  });

  it('[VI2] not yet until the latest of age and intervals, with each reason that binds', () => {
    const history = [...given('bcg', '2027-01-10'), ...given('mr-1', '2027-01-05')];
    const answer = eligibilityOf('varicella', aChild(BIRTH, '2027-01-12', history));
    expect(say(answer)).toBe('not-yet 2027-02-07');
    expect(codes(answer)).toEqual(['before-age', 'live-interval', 'live-interval']);
  });

  it('[VI2] a dose that can be given says its days by age and interval with the source', () => {
    const answer = eligibilityOf('varicella', aChild(BIRTH, '2027-06-01', given('varicella', '2027-01-31')));
    expect(answer.reasons).toEqual([
      expect.objectContaining({
        code: 'within-age',
        first: '2027-01-14',
        last: '2029-01-14',
        source: vaccineById('varicella').sources.ages.text,
      }),
      expect.objectContaining({ code: 'interval-over', given: '2027-01-31', from: '2027-05-01' }),
    ]);
  });

  const faulty = (history: readonly GivenDose[], today = '2027-06-01'): readonly string[] =>
    eligibilityOf('hep-b', aChild(BIRTH, today, history)).reasons.map((why) =>
      why.code === 'history' ? why.fault : why.code,
    );
  it.each<readonly [string, readonly GivenDose[], readonly string[]]>([
    ['a dose before birth', given('hep-b', '2025-12-31'), ['before-birth']],
    ['a dose in the future', given('hep-b', '2027-06-02'), ['in-future']],
    ['two doses on a day', given('hep-b', '2026-03-14', '2026-03-14'), ['same-day-twice']],
    ['an interval too short', given('hep-b', '2026-03-14', '2026-04-10'), ['too-early']],
    [
      'numbers against the dates',
      [
        { vaccine: 'hep-b', date: day('2026-03-14'), dose: 2 },
        { vaccine: 'hep-b', date: day('2026-04-11'), dose: 1 },
      ],
      ['missing-earlier', 'order'],
    ],
    [
      'the first dose not written down',
      [{ vaccine: 'hep-b', date: day('2026-04-11'), dose: 2 }],
      ['missing-earlier'],
    ],
  ])('[VI5] %s is for the doctor, with the fault', (_, history, faults) => {
    expect(ask('hep-b', BIRTH, '2027-06-01', history)).toBe('doctor-decides');
    expect(faulty(history)).toEqual(faults);
  });

  it('[VI16] a dose of which two versions of the record differ is for the doctor, with its day', () => {
    const [first] = given('hep-b', '2026-03-14');
    if (first === undefined) throw new Error('there is a dose');
    const history = [{ ...first, conflict: true as const }];
    const answer = eligibilityOf('hep-b', aChild(BIRTH, '2027-06-01', history));
    expect(answer).toMatchObject({
      status: 'doctor-decides',
      reasons: [{ rule: 'VI16', code: 'history', fault: 'conflict', of: 'hep-b', date: '2026-03-14' }],
    });
    expect(ask('hep-b', BIRTH, '2026-06-01', [first])).not.toBe('doctor-decides');
    // It may have been given: the next live vaccine waits for it.
    const live = given('mr-1', '2027-05-30').map((dose) => ({ ...dose, conflict: true as const }));
    expect(ask('varicella', BIRTH, '2027-06-01', live)).toBe('not-yet 2027-06-27');
  });

  it('[VI15] a vaccine that is not given here does not apply, and its doses count for the others', () => {
    const off = { notGivenHere: ['mr-1'] } as const;
    expect(eligibilityOf('mr-1', aChild(BIRTH, '2027-06-01', [], off))).toMatchObject({
      status: 'not-applicable',
      reasons: [{ rule: 'VI15', code: 'not-given-here' }],
    });
    expect(ask('varicella', BIRTH, '2027-06-01', given('mr-1', '2027-05-30'), off)).toBe(
      'not-yet 2027-06-27',
    );
  });

  it('[VI5] a live vaccine with an impossible date is a question for the next live vaccine too', () => {
    expect(ask('varicella', BIRTH, '2027-06-01', given('mr-1', '2027-07-01'))).toBe('doctor-decides');
    expect(ask('pcv', BIRTH, '2027-06-01', given('mr-1', '2027-07-01'))).toBe('give 1/2');
  });

  it('[VI5] a birth after today has an answer for every vaccine', () => {
    const answers = eligibilityToday(aChild('2026-12-01', '2026-11-21'));
    expect(answers.map(({ status }) => status)).toEqual(SCHEDULE.map(() => 'doctor-decides'));
  });

  it('[VI5] a booster may be numbered by its place or by the count of doses', () => {
    const doses = (last: number): readonly GivenDose[] => [
      { vaccine: 'pcv', date: day('2026-03-14'), dose: 1 },
      { vaccine: 'pcv', date: day('2027-01-20'), dose: 2 },
      { vaccine: 'pcv', date: day('2027-03-22'), dose: last },
    ];
    expect(ask('pcv', BIRTH, '2027-06-01', doses(3))).toBe('done');
    expect(ask('pcv', BIRTH, '2027-06-01', doses(4))).toBe('done');
    expect(ask('pcv', BIRTH, '2027-06-01', doses(5))).toBe('doctor-decides');
  });

  it('[VI8] after a long illness a dose past its age is for the doctor, up to the upper age', () => {
    const ill = { longIllness: true };
    expect(ask('bcg', BIRTH, '2027-01-15', [], ill)).toBe('doctor-decides');
    expect(ask('bcg', BIRTH, '2030-01-14', [], ill)).toBe('doctor-decides');
    expect(ask('bcg', BIRTH, '2030-01-15', [], ill)).toBe('too-late 2027-01-14');
    expect(ask('mr-1', BIRTH, '2040-01-01', [], ill)).toBe('doctor-decides');
    expect(ask('rota-1', BIRTH, '2027-01-01', [], ill)).toBe('too-late 2026-07-02');
  });

  it.each<readonly [VaccineId, string, string, string]>([
    ['mr-1', '2022-04-01', '2026-11-21', 'too-late 2024-03-31'],
    ['mr-1', '2022-04-02', '2027-03-31', 'doctor-decides'],
    ['mr-1', '2022-04-02', '2027-04-01', 'too-late 2024-04-01'],
    ['mr-1', '2023-04-01', '2026-11-21', 'doctor-decides'],
    ['mr-1', '2023-04-02', '2026-11-21', 'too-late 2025-04-01'],
    ['mr-2', '2018-04-02', '2027-03-31', 'doctor-decides'],
    ['mr-2', '2019-04-02', '2026-11-21', 'too-late 2026-03-31'],
    ['je-2', '2007-04-01', '2027-03-31', 'doctor-decides'],
    ['je-2', '2007-04-01', '2027-04-01', 'too-late 2020-03-31'],
    ['je-1', '2007-04-02', '2026-11-21', 'too-late 2014-10-01'],
  ])('[VI9] %s, born %s, on %s: %s', (id, birth, today, answer) => {
    expect(ask(id, birth, today)).toBe(answer);
  });

  it('[VI13] a complete course is done, whatever was answered, and says what came late or over', () => {
    const one = given('bcg', '2026-06-15');
    expect(ask('bcg', BIRTH, '2026-07-01', one, { conditions: ['fever'] })).toBe('done');
    const late = eligibilityOf('bcg', aChild(BIRTH, '2027-07-01', given('bcg', '2027-02-01')));
    expect(say(late)).toBe('done');
    expect(codes(late)).toEqual(['complete', 'given-after-age']);
    const twice = eligibilityOf('bcg', aChild(BIRTH, '2026-12-01', given('bcg', '2026-06-15', '2026-11-01')));
    expect(codes(twice)).toEqual(['complete', 'beyond-course']);
  });
});
