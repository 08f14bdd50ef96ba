import { describe, expect, it } from 'vitest';
import { eligibilityOf } from '../../domain/vaccination/eligibility.ts';
import { SCHEDULE } from '../../domain/vaccination/schedule/schedule.ts';
import { aChild, day, say } from '../../domain/vaccination/testing/a-child.ts';
import { evaluate } from '../../forms/run/evaluate.ts';
import { validate } from '../../forms/run/validate.ts';
import { answered, QUESTIONNAIRE, RECORD } from './testing/answered.ts';
import { dosesGiven, dueDateIn, historyWith, plannedVaccines, recordedDoses } from './history.ts';

const asked = (given: Parameters<typeof answered>[1]) => answered(QUESTIONNAIRE, given);
const recorded = (given: Parameters<typeof answered>[1]) => answered(RECORD, given);

const RECENT = {
  'recent-vaccination': 'yes',
  'recent-vaccination-date': '2027-02-01',
  'recent-vaccination-which': ['mr-1', 'pcv'],
} as const;

describe('the vaccines 予診票 names', () => {
  it.each(['vaccine', 'recent-vaccination-which'])(
    'are those of the schedule in %s, by its names',
    (linkId) => {
      const options = QUESTIONNAIRE.byLinkId.get(linkId)?.options ?? [];
      const named = options.flatMap(({ answer }) => (answer.type === 'coding' ? [answer.value] : []));
      expect(named.map(({ code }) => code)).toEqual(SCHEDULE.map(({ id }) => id));
      for (const [at, { name }] of SCHEDULE.entries()) {
        expect(named[at]?.display?.startsWith(name.ja), name.ja).toBe(true);
      }
    },
  );

  it('come in the order of the schedule, none when none was named', () => {
    expect(plannedVaccines(asked({ vaccine: ['pcv', 'rota-1'] }))).toEqual(['rota-1', 'pcv']);
    expect(plannedVaccines(asked({ vaccine: { absent: 'temp-unknown' } }))).toEqual([]);
    expect(plannedVaccines(new Map())).toEqual([]);
  });

  it('bring their own questions; all of them while no vaccine is named', () => {
    const keloid = (given: Parameters<typeof answered>[1]) =>
      evaluate(QUESTIONNAIRE, asked(given)).enabled.has('keloid');
    expect(keloid({ vaccine: ['bcg'] })).toBe(true);
    expect(keloid({ vaccine: ['pcv'] })).toBe(false);
    expect(keloid({ vaccine: { absent: 'asked-unknown' } })).toBe(true);
  });
});

describe('the expected date of delivery', () => {
  it('is read only for the vaccine of pregnancy', () => {
    expect(dueDateIn(asked({ vaccine: ['rsv-maternal'], 'due-date': '2027-03-01' }))).toBe('2027-03-01');
    expect(dueDateIn(asked({ vaccine: ['hpv'], 'due-date': '2027-03-01' }))).toBeUndefined();
  });
});

describe('the history with what the guardian says', () => {
  it('has the vaccines of the most recent day', () => {
    expect(historyWith(asked(RECENT))).toEqual([
      { vaccine: 'pcv', date: '2027-02-01' },
      { vaccine: 'mr-1', date: '2027-02-01' },
    ]);
  });

  it('takes nothing twice that the record holds', () => {
    const record = [{ vaccine: 'mr-1', date: day('2027-02-01'), dose: 1 }] as const;
    expect(historyWith(asked(RECENT), record)).toEqual([...record, { vaccine: 'pcv', date: '2027-02-01' }]);
  });

  it.each([
    [{ ...RECENT, 'recent-vaccination': 'no' }],
    [{ ...RECENT, 'recent-vaccination-date': { absent: 'asked-unknown' } }],
    [{ ...RECENT, 'recent-vaccination-date': '2027-02' }],
    [{ ...RECENT, 'recent-vaccination-which': { absent: 'asked-unknown' } }],
  ] as const)('is the record alone for %j', (given) => {
    expect(historyWith(asked(given))).toEqual([]);
  });

  it('lets a live vaccine wait for another given two weeks ago', () => {
    const history = historyWith(asked(RECENT));
    expect(say(eligibilityOf('varicella', aChild('2026-01-15', '2027-02-15', history)))).toBe(
      'not-yet 2027-03-01',
    );
    expect(say(eligibilityOf('varicella', aChild('2026-01-15', '2027-02-15')))).toBe('give 1/2');
  });
});

const GIVEN = {
  'visit-date': '2026-03-20',
  'vaccination-decision': 'go',
  'vaccine-1': 'rota-1',
  'dose-number-1': 1,
  'another-1': true,
  'vaccine-2': 'pcv',
  'dose-number-2': 1,
  'valency-2': 'pcv-20',
} as const;

describe('what the doctor’s part says was given', () => {
  it('becomes one entry for each vaccine', () => {
    expect(dosesGiven(recorded(GIVEN))).toEqual([
      { vaccine: 'rota-1', date: '2026-03-20', dose: 1 },
      { vaccine: 'pcv', date: '2026-03-20', dose: 1, product: 'pcv-20' },
    ]);
  });

  it('holds five vaccines at most, as many as the form has places for', () => {
    const places = [1, 2, 3, 4, 5];
    const vaccines = ['rota-1', 'hep-b', 'dpt-ipv-hib', 'pcv', 'influenza'];
    const five = Object.fromEntries([
      ...places.map((place, at) => [`vaccine-${place}`, vaccines[at]]),
      ...places.slice(0, -1).map((place) => [`another-${place}`, true]),
    ]) as Record<string, string | true>;
    const all = { ...GIVEN, ...five };
    expect(dosesGiven(recorded(all)).map(({ vaccine }) => vaccine)).toEqual(vaccines);
    expect(evaluate(RECORD, recorded(all)).enabled.has('lot-number-5')).toBe(true);
    expect(RECORD.byLinkId.has('vaccine-6')).toBe(false);
  });

  it.each([
    ['postponed', { ...GIVEN, 'vaccination-decision': 'postpone' }],
    ['without a day', { ...GIVEN, 'visit-date': '2026-03' }],
    ['empty', {}],
  ])('is nothing when %s', (_when, given) => {
    expect(dosesGiven(recorded(given))).toEqual([]);
  });

  it('leaves out what was typed in a place that is not in use any more', () => {
    expect(dosesGiven(recorded({ ...GIVEN, 'another-1': false })).map(({ vaccine }) => vaccine)).toEqual([
      'rota-1',
    ]);
  });

  it('leaves out a valency of another vaccine', () => {
    expect(dosesGiven(recorded({ ...GIVEN, 'valency-2': 'hpv-9' }))[1]).toEqual({
      vaccine: 'pcv',
      date: '2026-03-20',
      dose: 1,
    });
  });
});

describe('doses recorded at earlier visits', () => {
  it('[VI14] are in order, with a product of their vaccine, and none of a vaccine the schedule lacks', () => {
    expect(
      recordedDoses([
        { vaccine: 'pcv', date: '2026-07-20', dose: 2, product: 'pcv-20' },
        { vaccine: 'pcv', date: '2026-06-20', dose: 1, product: 'hpv-9' },
        { vaccine: 'smallpox', date: '2026-06-20', dose: 1 },
        { vaccine: 'bcg', date: '2026-06-31' },
      ]),
    ).toEqual([
      { vaccine: 'pcv', date: '2026-06-20', dose: 1 },
      { vaccine: 'pcv', date: '2026-07-20', dose: 2, product: 'pcv-20' },
    ]);
  });

  it('[VI14] stand beside what the guardian says, the same dose once', () => {
    const recorded = recordedDoses([{ vaccine: 'pcv', date: '2027-02-01', dose: 3 }]);
    expect(historyWith(asked(RECENT), recorded)).toEqual([
      { vaccine: 'pcv', date: '2027-02-01', dose: 3 },
      { vaccine: 'mr-1', date: '2027-02-01' },
    ]);
  });
});

describe('the time a vaccine was given', () => {
  const issuesOf = (value: string) => {
    const answers = new Map([
      ...recorded({ 'vaccination-decision': 'go' }),
      ['time-given', [{ type: 'time', value } as const]] as const,
    ]);
    return validate(RECORD, answers, evaluate(RECORD, answers)).filter(
      ({ linkId }) => linkId === 'time-given',
    );
  };

  it('is a time of day and nothing else', () => {
    expect(RECORD.byLinkId.get('time-given')?.type).toBe('time');
    expect(issuesOf('14:05')).toEqual([]);
    expect(issuesOf('99:99')).not.toEqual([]);
  });
});
