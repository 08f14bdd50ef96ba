import { describe, expect, it } from 'vitest';
import { eligibilityOf } from './eligibility.ts';
import type { GivenDose } from './record/history.ts';
import { SCHEDULE } from './schedule/schedule.ts';
import { aChild, ask, BIRTH, codes, day, given, say } from './testing/a-child.ts';
import type { VaccineId } from './vaccine.ts';

describe('rota', () => {
  it.each([
    ['2026-02-25', 'not-yet 2026-02-26'],
    ['2026-02-26', 'give 1/2'],
    ['2026-04-29', 'give 1/2'],
    ['2026-04-30', 'doctor-decides'],
    ['2026-07-02', 'doctor-decides'],
    ['2026-07-03', 'too-late 2026-07-02'],
  ])('[VC4] monovalent, born on 15 January, none given, on %s: %s', (today, answer) => {
    expect(ask('rota-1', BIRTH, today)).toBe(answer);
  });

  it.each([
    ['2026-03-25', 'not-yet 2026-03-26'],
    ['2026-03-26', 'give 2/2'],
    ['2026-07-02', 'give 2/2'],
    ['2026-07-03', 'too-late 2026-07-02'],
  ])('[VC4] monovalent, the first on 26 February, on %s: %s', (today, answer) => {
    expect(ask('rota-1', BIRTH, today, given('rota-1', '2026-02-26'))).toBe(answer);
  });

  it('[VC4] pentavalent goes on to 32w0d with three doses', () => {
    const two = given('rota-5', '2026-02-26', '2026-03-26');
    expect(ask('rota-5', BIRTH, '2026-04-23', two)).toBe('give 3/3');
    expect(ask('rota-5', BIRTH, '2026-08-27', two)).toBe('give 3/3');
    expect(ask('rota-5', BIRTH, '2026-08-28', two)).toBe('too-late 2026-08-27');
  });

  it('[VI10] the product begun is gone on with, and a mixture is for the doctor', () => {
    const one = given('rota-5', '2026-02-26');
    expect(ask('rota-1', BIRTH, '2026-03-26', one)).toBe('not-applicable');
    const mixed = [...one, ...given('rota-1', '2026-03-26')];
    expect(ask('rota-1', BIRTH, '2026-04-23', mixed)).toBe('doctor-decides');
    expect(ask('rota-5', BIRTH, '2026-04-23', mixed)).toBe('doctor-decides');
  });

  it('[VI6] an interval that ends on the very last day leaves that day', () => {
    expect(ask('rota-1', BIRTH, '2026-06-10', given('rota-1', '2026-06-04'))).toBe('not-yet 2026-07-02');
    expect(ask('rota-1', BIRTH, '2026-07-02', given('rota-1', '2026-06-04'))).toBe('give 2/2');
    expect(ask('rota-1', BIRTH, '2026-06-10', given('rota-1', '2026-06-05'))).toBe('too-late 2026-07-02');
  });

  it('[VI6] a second dose that can no longer come in time is too late before the last day', () => {
    const late = given('rota-1', '2026-06-10');
    expect(eligibilityOf('rota-1', aChild(BIRTH, '2026-06-11', late))).toMatchObject({
      status: 'too-late',
      reasons: [{ code: 'interval-beyond-age', from: '2026-07-08', last: '2026-07-02', rule: 'VI6' }],
    });
  });
});

describe('hepatitis B', () => {
  it.each([
    [['2026-03-14'], '2026-04-10', 'not-yet 2026-04-11'],
    [['2026-03-14'], '2026-04-11', 'give 2/3'],
    [['2026-03-14', '2026-04-11'], '2026-07-31', 'not-yet 2026-08-01'],
    [['2026-03-14', '2026-04-11'], '2026-08-01', 'give 3/3'],
    [['2026-03-14', '2026-04-11'], '2027-01-14', 'give 3/3'],
    [['2026-03-14', '2026-04-11'], '2027-01-15', 'too-late 2027-01-14'],
    [['2026-03-14', '2026-04-11', '2026-08-01'], '2026-08-01', 'done'],
  ])('[VC5] after %j, on %s: %s', (dates, today, answer) => {
    expect(ask('hep-b', BIRTH, today, given('hep-b', ...dates))).toBe(answer);
  });

  it('[VC5] the usual days are 2 to 9 months', () => {
    expect(eligibilityOf('hep-b', aChild(BIRTH, '2026-03-14'))).toMatchObject({
      status: 'can-be-given',
      standard: { first: '2026-03-14', last: '2026-10-14' },
    });
  });
});

describe('five in one, four in one, Hib', () => {
  it.each([
    [[], '2026-03-13', 'not-yet 2026-03-14'],
    [[], '2026-03-14', 'give 1/4'],
    [['2026-03-14'], '2026-04-03', 'not-yet 2026-04-04'],
    [['2026-03-14'], '2026-04-04', 'give 2/4'],
    [['2026-03-14', '2026-04-04', '2026-04-25'], '2026-10-24', 'not-yet 2026-10-25'],
    [['2026-03-14', '2026-04-04', '2026-04-25'], '2026-10-25', 'give 4/4'],
    [['2026-03-14', '2026-04-04', '2026-04-25'], '2033-07-14', 'give 4/4'],
    [['2026-03-14', '2026-04-04', '2026-04-25'], '2033-07-15', 'too-late 2033-07-14'],
  ])('[VC6] five in one after %j, on %s: %s', (dates, today, answer) => {
    expect(ask('dpt-ipv-hib', BIRTH, today, given('dpt-ipv-hib', ...dates))).toBe(answer);
  });

  it('[VC6] four in one is not sold any more', () => {
    const history = [...given('dpt-ipv', '2026-03-14'), ...given('hib', '2026-03-14')];
    const answer = eligibilityOf('dpt-ipv', aChild(BIRTH, '2026-06-01', history));
    expect(answer.status).toBe('doctor-decides');
    expect(codes(answer)).toContain('not-supplied');
  });

  it('[VI10] a new child begins with the five in one only', () => {
    expect(ask('dpt-ipv', BIRTH, '2026-06-01')).toBe('not-applicable');
    expect(ask('hib', BIRTH, '2026-06-01')).toBe('not-applicable');
    expect(ask('hib', BIRTH, '2026-06-01', given('dpt-ipv-hib', '2026-03-14'))).toBe('not-applicable');
  });

  it('[VI10] who began with the four in one: the doctor says how to go on, until all four are given', () => {
    const three = given('dpt-ipv', '2026-03-14', '2026-04-11', '2026-05-09');
    expect(ask('dpt-ipv-hib', BIRTH, '2027-06-01', three)).toBe('doctor-decides');
    expect(ask('hib', BIRTH, '2026-06-01', three)).toBe('give 1/4');
    const four = [...three, ...given('dpt-ipv', '2027-06-01')];
    expect(ask('dpt-ipv-hib', BIRTH, '2027-07-01', four)).toBe('not-applicable');
    const switched = [...three, ...given('dpt-ipv-hib', '2027-06-01')];
    expect(ask('dpt-ipv-hib', BIRTH, '2027-07-01', switched)).toBe('done');
    expect(ask('dpt-ipv', BIRTH, '2027-07-01', switched)).toBe('not-applicable');
  });

  it('[VI10] a course of Hib that is complete stays done beside the five in one', () => {
    const history = [...given('hib', '2027-02-01'), ...given('dpt-ipv', '2027-02-01')];
    const after = [...history, ...given('dpt-ipv-hib', '2027-03-01')];
    expect(ask('hib', BIRTH, '2027-03-02', after)).toBe('done');
    expect(ask('dpt-ipv', BIRTH, '2027-03-02', after)).toBe('not-applicable');
  });

  const dpt = given('dpt-ipv', '2026-03-14');
  it.each([
    // begun before 7 months
    [['2026-03-14'], '2026-04-11', 'give 2/4'],
    [['2026-03-14', '2026-04-11', '2026-05-09'], '2026-12-08', 'not-yet 2026-12-09'],
    [['2026-03-14', '2026-04-11', '2026-05-09'], '2026-12-09', 'give 4/4'],
    // the second primary on the last day of 12 months, then left out: 27 days to the booster
    [['2026-03-14'], '2027-01-14', 'give 2/4'],
    [['2026-03-14'], '2027-01-15', 'give 4/4'],
    [['2026-03-14', '2026-12-30'], '2027-01-14', 'not-yet 2027-01-27'],
    [['2026-03-14', '2026-12-30'], '2027-01-27', 'give 4/4'],
    // begun from 7 to 12 months
    [['2026-08-15'], '2026-09-12', 'give 2/3'],
    [['2026-08-15', '2026-09-12'], '2027-04-12', 'give 3/3'],
    // begun after 12 months
    [['2027-01-15'], '2027-03-01', 'done'],
  ])('[VC7] Hib after %j, on %s: %s', (dates, today, answer) => {
    expect(ask('hib', BIRTH, today, [...dpt, ...given('hib', ...dates)])).toBe(answer);
  });
});

describe('pneumococcal conjugate', () => {
  it.each([
    [[], '2026-08-14', 'give 1/4'],
    [[], '2026-08-15', 'give 1/3'],
    [[], '2027-01-14', 'give 1/3'],
    [[], '2027-01-15', 'give 1/2'],
    [[], '2028-01-14', 'give 1/2'],
    [[], '2028-01-15', 'give 1/1'],
    [[], '2031-01-14', 'give 1/1'],
    [[], '2031-01-15', 'too-late 2031-01-14'],
    [['2026-03-14', '2026-04-11'], '2026-05-08', 'not-yet 2026-05-09'],
    [['2026-03-14', '2026-04-11', '2026-05-09'], '2027-01-13', 'not-yet 2027-01-14'],
    [['2026-03-14', '2026-04-11', '2026-05-09'], '2027-01-14', 'give 4/4'],
    [['2026-03-14', '2026-04-11', '2026-12-20'], '2027-02-17', 'not-yet 2027-02-19'],
    [['2026-03-14', '2026-04-11', '2026-12-20'], '2027-02-19', 'give 4/4'],
    [['2026-03-14', '2027-01-14'], '2027-02-11', 'give 3/4'],
    [['2026-03-14', '2027-01-15'], '2027-03-17', 'give 4/4'],
    [['2026-03-14'], '2028-01-14', 'give 2/4'],
    [['2026-03-14'], '2028-01-15', 'give 4/4'],
    [['2027-01-15'], '2027-03-16', 'not-yet 2027-03-17'],
    [['2027-01-15'], '2027-03-17', 'give 2/2'],
    [['2028-01-15'], '2028-02-15', 'done'],
  ])('[VC8] after %j, on %s: %s', (dates, today, answer) => {
    expect(ask('pcv', BIRTH, today, given('pcv', ...dates))).toBe(answer);
  });

  it('[VI7] says which dose is left out', () => {
    const answer = eligibilityOf('pcv', aChild(BIRTH, '2028-01-15', given('pcv', '2026-03-14')));
    expect(answer.reasons.filter(({ code }) => code === 'dose-left-out')).toMatchObject([
      { dose: 2, rule: 'VI7' },
      { dose: 3, rule: 'VI7' },
    ]);
  });

  it('[VC17] who began with the 15-valent goes on with it', () => {
    const begun: readonly GivenDose[] = [{ vaccine: 'pcv', date: day('2026-03-14'), product: 'pcv-15' }];
    const answer = eligibilityOf('pcv', aChild(BIRTH, '2026-04-11', begun));
    expect(say(answer)).toBe('give 2/4');
    expect(answer.reasons).toContainEqual(expect.objectContaining({ code: 'keep-product', rule: 'VC17' }));
  });
});

describe('one dose in a window', () => {
  it.each<readonly [VaccineId, string, string, string]>([
    ['bcg', BIRTH, '2026-01-15', 'give 1/1'],
    ['bcg', BIRTH, '2027-01-14', 'give 1/1'],
    ['bcg', BIRTH, '2027-01-15', 'too-late 2027-01-14'],
    ['bcg', '2024-02-29', '2025-02-28', 'give 1/1'],
    ['bcg', '2024-02-29', '2025-03-01', 'too-late 2025-02-28'],
  ])('[VC9] %s, born %s, on %s: %s', (id, birth, today, answer) => {
    expect(ask(id, birth, today)).toBe(answer);
  });

  it.each<readonly [VaccineId, string, string, string]>([
    ['mr-1', BIRTH, '2027-01-13', 'not-yet 2027-01-14'],
    ['mr-1', BIRTH, '2027-01-14', 'give 1/1'],
    ['mr-1', BIRTH, '2028-01-14', 'give 1/1'],
    ['mr-1', BIRTH, '2028-01-15', 'too-late 2028-01-14'],
    ['mr-2', BIRTH, '2031-03-31', 'not-yet 2031-04-01'],
    ['mr-2', BIRTH, '2031-04-01', 'give 1/1'],
    ['mr-2', BIRTH, '2032-03-31', 'give 1/1'],
    ['mr-2', BIRTH, '2032-04-01', 'too-late 2032-03-31'],
  ])('[VC10] %s, born %s, on %s: %s', (id, birth, today, answer) => {
    expect(ask(id, birth, today)).toBe(answer);
  });

  it('[VC11] varicella: two doses three months apart, before 36 months', () => {
    const one = given('varicella', '2027-01-31');
    expect(ask('varicella', BIRTH, '2027-04-30', one)).toBe('not-yet 2027-05-01');
    expect(ask('varicella', BIRTH, '2027-05-01', one)).toBe('give 2/2');
    expect(ask('varicella', BIRTH, '2029-01-14', one)).toBe('give 2/2');
    expect(ask('varicella', BIRTH, '2029-01-15', one)).toBe('too-late 2029-01-14');
  });

  const je = ['2029-02-01', '2029-02-08', '2030-02-08'];
  it.each<readonly [VaccineId, readonly string[], string, string]>([
    ['je-1', [], '2026-07-13', 'not-yet 2026-07-14'],
    ['je-1', [], '2026-07-14', 'give 1/3'],
    ['je-1', je.slice(0, 1), '2029-02-07', 'not-yet 2029-02-08'],
    ['je-1', je.slice(0, 1), '2029-02-08', 'give 2/3'],
    ['je-1', je.slice(0, 2), '2029-08-07', 'not-yet 2029-08-08'],
    ['je-1', je.slice(0, 2), '2029-08-08', 'give 3/3'],
    ['je-1', je.slice(0, 2), '2033-07-14', 'give 3/3'],
    ['je-1', je.slice(0, 2), '2033-07-15', 'too-late 2033-07-14'],
    ['je-2', je, '2035-01-13', 'not-yet 2035-01-14'],
    ['je-2', je, '2035-01-14', 'give 1/1'],
    ['je-2', je, '2039-01-14', 'give 1/1'],
    ['je-2', je, '2039-01-15', 'too-late 2039-01-14'],
  ])('[VC12] %s after %j, on %s: %s', (id, dates, today, answer) => {
    expect(ask(id, BIRTH, today, given('je-1', ...dates))).toBe(answer);
  });

  const dpt = given('dpt-ipv-hib', '2026-03-14', '2026-04-11', '2026-05-09', '2027-05-09');
  it.each([
    ['2037-01-13', 'not-yet 2037-01-14'],
    ['2037-01-14', 'give 1/1'],
    ['2039-01-14', 'give 1/1'],
    ['2039-01-15', 'too-late 2039-01-14'],
  ])('[VC13] DT on %s: %s', (today, answer) => {
    expect(ask('dt', BIRTH, today, dpt)).toBe(answer);
  });

  it('[VI11] DT and Japanese encephalitis period 2 ask the doctor while the doses before are not complete', () => {
    const three = given('dpt-ipv', '2026-03-14', '2026-04-11', '2026-05-09');
    expect(ask('dt', BIRTH, '2037-02-01', three)).toBe('doctor-decides');
    expect(ask('dt', BIRTH, '2037-02-01', [...three, ...given('dpt-ipv-hib', '2027-05-09')])).toBe(
      'give 1/1',
    );
    expect(ask('je-2', BIRTH, '2035-02-01')).toBe('doctor-decides');
  });
});

describe('HPV', () => {
  const birth = '2013-06-10';
  it.each([
    [[], '2025-03-31', 'not-yet 2025-04-01'],
    [[], '2025-04-01', 'give 1/2'],
    [[], '2028-06-09', 'give 1/2'],
    [[], '2028-06-10', 'give 1/3'],
    [[], '2030-03-31', 'give 1/3'],
    [[], '2030-04-01', 'too-late 2030-03-31'],
    [['2028-06-09'], '2028-11-08', 'not-yet 2028-11-09'],
    [['2028-06-09'], '2028-11-09', 'give 2/2'],
    [['2028-06-10'], '2028-07-10', 'give 2/3'],
    [['2028-06-10', '2028-07-10'], '2028-10-09', 'not-yet 2028-10-10'],
    [['2028-06-10', '2028-07-10'], '2028-10-10', 'give 3/3'],
    // two doses less than five months apart make a third necessary
    [['2026-06-10', '2026-11-09'], '2027-03-01', 'give 3/3'],
    [['2026-06-10', '2026-11-10'], '2027-03-01', 'done'],
  ])('[VC14] after %j, on %s: %s', (dates, today, answer) => {
    expect(ask('hpv', birth, today, given('hpv', ...dates))).toBe(answer);
  });

  it('[VI12] is for girls by law; when the sex is not known the doctor is asked', () => {
    expect(ask('hpv', birth, '2026-06-10', [], { sex: 'male' })).toBe('not-applicable');
    expect(ask('hpv', birth, '2026-06-10', [], { sex: 'unknown' })).toBe('doctor-decides');
    expect(ask('hpv', birth, '2024-06-10', [], { sex: 'unknown' })).toBe('not-yet 2025-04-01');
  });

  it('[VC17] doses of the products before never make a course of two, and the doctor says how to go on', () => {
    const old = (['2025-06-10', '2025-12-10'] as const).map((date): GivenDose => ({
      vaccine: 'hpv',
      date: day(date),
      product: 'hpv-4',
    }));
    const answer = eligibilityOf('hpv', aChild(birth, '2026-06-10', old));
    expect(answer).toMatchObject({ status: 'doctor-decides', dose: 3, of: 3 });
    expect(codes(answer)).toContain('product-changed');
  });
});

describe('the others', () => {
  const mother = { dueDate: day('2026-09-01') };
  it.each([
    ['2026-06-08', 'not-yet 2026-06-09'],
    ['2026-06-09', 'give 1/1'],
    ['2026-08-10', 'give 1/1'],
    ['2026-08-11', 'too-late 2026-08-10'],
  ])('[VC15] RSV, due on 1 September, on %s: %s', (today, answer) => {
    expect(ask('rsv-maternal', '1995-05-05', today, [], mother)).toBe(answer);
  });

  it('[VC15] not before 1 April 2026, and once in each pregnancy', () => {
    const early = { dueDate: day('2026-05-01') };
    expect(ask('rsv-maternal', '1995-05-05', '2026-03-31', [], early)).toBe('not-yet 2026-04-01');
    const before = given('rsv-maternal', '2026-06-15');
    expect(ask('rsv-maternal', '1995-05-05', '2026-07-01', before, mother)).toBe('done');
    const next = { dueDate: day('2028-03-01') };
    expect(ask('rsv-maternal', '1995-05-05', '2027-12-20', before, next)).toBe('give 1/1');
  });

  it('[VI12] RSV is for a pregnancy', () => {
    expect(ask('rsv-maternal', BIRTH, '2026-06-15')).toBe('not-applicable');
  });

  it('[VC16] voluntary vaccines are marked, and unsourced', () => {
    for (const { id, programme, sources } of SCHEDULE)
      expect(sources.ages.unsourced === true, id).toBe(programme === 'voluntary');
    const answer = eligibilityOf('mumps', aChild(BIRTH, '2027-02-01'));
    expect(say(answer)).toBe('give 1/2');
    expect(answer.reasons).toContainEqual(expect.objectContaining({ code: 'voluntary', unsourced: true }));
  });

  it('[VC16] influenza begins anew with every season: two doses under 13 years, one from then on', () => {
    const season = given('influenza', '2027-10-20', '2027-11-10');
    expect(ask('influenza', BIRTH, '2027-11-02', season.slice(0, 1))).toBe('not-yet 2027-11-03');
    expect(ask('influenza', BIRTH, '2027-12-01', season)).toBe('done');
    expect(ask('influenza', BIRTH, '2028-10-20', season)).toBe('give 1/2');
    expect(ask('influenza', BIRTH, '2039-10-20', season)).toBe('give 1/1');
    expect(ask('influenza-nasal', BIRTH, '2028-10-20', given('influenza', '2028-10-01'))).toBe(
      'not-applicable',
    );
  });

  it('[VC16] no schedule of COVID-19 is held', () => {
    expect(ask('covid-19', BIRTH, '2026-06-01')).toBe('not-yet 2026-07-14');
    expect(ask('covid-19', BIRTH, '2026-08-01')).toBe('doctor-decides');
  });
});
