import { describe, expect, it } from 'vitest';
import { aChild } from '../../../../tests/support/a-bundle.ts';
import type { SectionAnswers } from '../../catalog/rule-facts/told.ts';
import { answered, QUESTIONNAIRE, RECORD } from '../../catalog/vaccination/testing/answered.ts';
import { SCHEDULE } from '../../domain/vaccination/schedule/schedule.ts';
import { vaccination as english } from '../../i18n/en/vaccination.ts';
import { vaccination as japanese } from '../../i18n/ja/vaccination.ts';
import { childFacts } from '../child-facts.ts';
import { checkTexts } from './check-texts.ts';
import { vaccinationCheck, type VaccinationCheck } from './vaccination-check.ts';

type Given = Parameters<typeof answered>[1];

const TODAY = '2026-11-21';

/** A girl of six months, unless told otherwise. */
const check = (asked: Given | undefined, recorded: Given = {}, entry: Parameters<typeof aChild>[0] = {}) => {
  const child = aChild({ program: 'vaccination', birthDate: '2026-05-10', sex: 'female', ...entry });
  const answers: SectionAnswers = new Map([
    ...(asked ? ([['questionnaire', answered(QUESTIONNAIRE, asked)]] as const) : []),
    ['vaccination', answered(RECORD, { 'visit-date': TODAY, ...recorded })],
  ]);
  const found = vaccinationCheck({ entry: child, facts: childFacts(child, TODAY) }, answers);
  if (found === undefined) throw new Error('there is a day and a birth date');
  return found;
};

const statuses = ({ lines }: VaccinationCheck): Readonly<Record<string, string>> =>
  Object.fromEntries(lines.map(({ eligibility, status }) => [eligibility.vaccine, status]));
const doubtCodes = ({ doubts }: VaccinationCheck): readonly string[] => doubts.map(({ code }) => code);

const FINE = { temperature: 36.6, 'recent-vaccination': 'no' } as const;
const go = (vaccine: string, more: Given = {}): Given => ({
  'temperature-checked': 36.5,
  'vaccination-decision': 'go',
  'vaccine-1': vaccine,
  'dose-number-1': 1,
  ...more,
});

describe('the vaccines of today', () => {
  it('are those 予診票 names, each with its status; all others follow', () => {
    const found = check({ ...FINE, vaccine: ['pcv', 'mr-1', 'rota-1'] });
    expect(statuses(found)).toEqual({ 'rota-1': 'too-late', pcv: 'can-be-given', 'mr-1': 'not-yet' });
    expect(found.lines.length + found.others.length).toBe(SCHEDULE.length);
    expect(found.doubts).toEqual([]);
    expect(found.openQuestions).toEqual([]);
  });

  it('[VR2] are joined by what the doctor’s part says was given', () => {
    const found = check({ ...FINE, vaccine: ['pcv'] }, go('bcg'));
    expect(statuses(found)).toEqual({ pcv: 'can-be-given', bcg: 'can-be-given' });
    expect(found.lines.map(({ isNamed }) => isNamed)).toEqual([true, false]);
    expect(doubtCodes(found)).toEqual(['not-named']);
  });

  it('wait for what the guardian says was given two weeks ago', () => {
    const found = check({
      ...FINE,
      vaccine: ['pcv'],
      'recent-vaccination': 'yes',
      'recent-vaccination-date': '2026-11-09',
      'recent-vaccination-which': ['pcv'],
    });
    expect(found.lines[0]?.eligibility).toMatchObject({ status: 'not-yet', from: '2026-12-07', dose: 2 });
  });

  it('are weighed on the day of the record', () => {
    const found = check({ ...FINE, vaccine: ['mr-1'] }, { 'visit-date': '2027-05-20' });
    expect(statuses(found)).toEqual({ 'mr-1': 'can-be-given' });
  });

  it('do not count against themselves once they are recorded, but for the others', () => {
    const child = { birthDate: '2025-05-10' };
    const found = check({ ...FINE, vaccine: ['mr-1'] }, go('mr-1'), child);
    expect(statuses(found)).toEqual({ 'mr-1': 'can-be-given' });
    const varicella = found.others.find(({ vaccine }) => vaccine === 'varicella');
    expect(varicella?.reasons.map(({ code }) => code)).toContain('live-same-day');
  });

  it('are none without a date of birth or a day', () => {
    const child = aChild({ birthDate: 'unknown' });
    expect(vaccinationCheck({ entry: child, facts: childFacts(child, TODAY) }, new Map())).toBeUndefined();
  });
});

describe('doses recorded at earlier visits', () => {
  /** Born 2026-04-20: seven months old, with three doses of the five in one. */
  const dates = ['2026-06-20', '2026-07-20', '2026-08-20'];
  const sevenMonths = {
    birthDate: '2026-04-20',
    earlier: dates.map((date, at) => ({
      date,
      program: 'vaccination' as const,
      doses: [{ vaccine: 'dpt-ipv-hib', date, dose: at + 1 }],
    })),
  };

  it('[VI14] count: after three of four the booster waits for its interval', () => {
    const found = check({ ...FINE, vaccine: ['dpt-ipv-hib'] }, {}, sevenMonths);
    expect(found.lines[0]?.eligibility).toMatchObject({
      status: 'not-yet',
      from: '2027-02-20',
      dose: 4,
      of: 4,
    });
    const unknown = check({ ...FINE, vaccine: ['dpt-ipv-hib'] }, {}, { birthDate: '2026-04-20' });
    expect(unknown.lines[0]?.eligibility).toMatchObject({ status: 'can-be-given', dose: 1 });
  });

  it('[VI14] are told apart from what the guardian says, and the same dose is one', () => {
    const asked = {
      ...FINE,
      vaccine: ['dpt-ipv-hib'],
      'recent-vaccination': 'yes',
      'recent-vaccination-date': '2026-11-09',
      'recent-vaccination-which': ['pcv', 'dpt-ipv-hib'],
    };
    const dose = { vaccine: 'dpt-ipv-hib', date: '2026-11-09', dose: 4 };
    const earlier = [
      ...sevenMonths.earlier,
      { date: '2026-11-09', program: 'vaccination' as const, doses: [dose] },
    ];
    const { history } = check(asked, {}, { ...sevenMonths, earlier });
    expect(history.recorded).toHaveLength(4);
    expect(history.told).toEqual([{ vaccine: 'pcv', date: '2026-11-09' }]);
  });

  it('[VI14] leave the question about the last four weeks open, and unknown codes aside', () => {
    const open = {
      temperature: 36.6,
      vaccine: ['pcv'],
      'recent-vaccination': { absent: 'asked-unknown' },
    } as const;
    expect(check(open, {}, sevenMonths).openQuestions).toEqual(['recent']);
    const odd = [
      { date: '2026-06-20', program: 'vaccination' as const, doses: [{ vaccine: 'x', date: '2026-06-20' }] },
    ];
    expect(check(FINE, {}, { earlier: odd }).history).toEqual({ recorded: [], told: [] });
  });

  it('[VI14] are said in words, with number and day', () => {
    const found = check({ ...FINE, vaccine: ['dpt-ipv-hib'] }, {}, sevenMonths);
    expect(checkTexts(found, { words: japanese, locale: 'ja' }).history.recorded[0]).toMatch(
      /^.+：1回目 2026年6月20日、2回目 2026年7月20日、3回目 2026年8月20日$/,
    );
    expect(checkTexts(found, { words: english, locale: 'en' }).history.recorded[0]).toContain('dose 3 on ');
  });

  it('[VI16] of which the record has two versions say so in the list', () => {
    const date = '2026-06-20';
    const visit = { date, program: 'vaccination' as const };
    const earlier = [{ ...visit, doses: [{ vaccine: 'pcv', date, dose: 1, conflict: true as const }] }];
    const found = check({ ...FINE, vaccine: ['pcv'] }, {}, { birthDate: '2026-04-20', earlier });
    expect(found.lines[0]?.eligibility.status).toBe('doctor-decides');
    expect(checkTexts(found, { words: japanese, locale: 'ja' }).history.recorded[0]).toContain(
      '1回目 2026年6月20日（記録が食いちがっています）',
    );
    expect(checkTexts(found, { words: english, locale: 'en' }).history.recorded[0]).toContain(
      '(records disagree)',
    );
  });
});

describe('what was answered', () => {
  it('leaves a vaccine to the doctor, and is said once for all', () => {
    const found = check({ ...FINE, vaccine: ['pcv', 'hep-b'], convulsion: 'yes' });
    expect(statuses(found)).toEqual({ 'hep-b': 'doctor-decides', pcv: 'doctor-decides' });
    expect(found.common).toMatchObject([{ condition: 'seizure', rule: 'VI1' }]);
    const texts = checkTexts(found, { words: japanese, locale: 'ja' });
    expect(texts.lines.map(({ reasons, remarks }) => [reasons.length, remarks])).toEqual([
      [0, [japanese.byAnswers]],
      [0, [japanese.byAnswers]],
    ]);
  });

  it('follows the temperature the staff took', () => {
    const asked = { ...FINE, vaccine: ['pcv'] };
    expect(statuses(check(asked, { 'temperature-checked': 37.5 }))).toEqual({ pcv: 'doctor-decides' });
    expect(statuses(check(asked, { 'temperature-checked': 37.4 }))).toEqual({ pcv: 'can-be-given' });
  });

  it('is asked again where it was left open', () => {
    const found = check({
      temperature: 36.6,
      vaccine: ['pcv'],
      convulsion: { absent: 'asked-unknown' },
      'recent-vaccination': 'yes',
      'recent-vaccination-date': { absent: 'asked-unknown' },
      'recent-vaccination-which': ['mr-1'],
    });
    expect(found.openConditions).toEqual(['seizure']);
    expect(found.openQuestions).toEqual(['recent']);
    expect(check(undefined).openQuestions).toEqual(['questionnaire']);
    expect(check(FINE).openQuestions).toEqual(['planned']);
  });

  it('holds the due date of a mother, and asks for it where it is missing', () => {
    const mother = { birthDate: '1996-02-01', sex: 'female' } as const;
    const known = check({ ...FINE, vaccine: ['rsv-maternal'], 'due-date': '2027-01-20' }, {}, mother);
    expect(statuses(known)).toEqual({ 'rsv-maternal': 'can-be-given' });
    expect(known.openQuestions).toEqual([]);
    const open = check({ ...FINE, vaccine: ['rsv-maternal'] }, {}, mother);
    expect(open.openQuestions).toEqual(['due-date']);
  });

  it('holds the sex: HPV is for girls, and for the doctor where it is not known', () => {
    const asked = { ...FINE, vaccine: ['hpv'] };
    const at = (sex: 'male' | 'female' | 'unknown') =>
      statuses(check(asked, {}, { birthDate: '2013-06-01', sex }))['hpv'];
    expect([at('female'), at('male'), at('unknown')]).toEqual([
      'can-be-given',
      'not-applicable',
      'doctor-decides',
    ]);
  });

  it('holds the tick for an illness of long duration', () => {
    const child = { birthDate: '2024-01-10' };
    const asked = { ...FINE, vaccine: ['hep-b'] };
    expect(statuses(check(asked, {}, child))).toEqual({ 'hep-b': 'too-late' });
    expect(statuses(check(asked, { 'long-illness': true }, child))).toEqual({ 'hep-b': 'doctor-decides' });
  });
});

describe('vaccines of one day', () => {
  const oneYear = { birthDate: '2025-05-10' };

  it('are set side by side where both are live by injection', () => {
    const found = check({ ...FINE, vaccine: ['mr-1', 'varicella', 'pcv'] }, {}, oneYear);
    expect(found.conflicts).toEqual([{ code: 'live-same-day', one: 'mr-1', other: 'varicella' }]);
    expect(statuses(found)).toMatchObject({ 'mr-1': 'can-be-given', varicella: 'can-be-given' });
  });

  it('are set side by side where one stands for the other', () => {
    const found = check({ ...FINE, vaccine: ['dpt-ipv-hib', 'hib'] });
    expect(found.conflicts).toEqual([{ code: 'other-product', one: 'dpt-ipv-hib', other: 'hib' }]);
  });

  it('are those given once the record holds any, and none when it was postponed', () => {
    const asked = { ...FINE, vaccine: ['mr-1', 'varicella'] };
    expect(check(asked, go('mr-1'), oneYear).conflicts).toEqual([]);
    const both = go('mr-1', { 'another-1': true, 'vaccine-2': 'varicella', 'dose-number-2': 1 });
    expect(check(asked, both, oneYear).conflicts).toHaveLength(1);
    expect(check(asked, { 'vaccination-decision': 'postpone' }, oneYear).conflicts).toEqual([]);
  });
});

describe('a dose the doctor’s part numbers higher than is known', () => {
  it('is for the doctor, as the dates before are not on this screen', () => {
    const found = check({ ...FINE, vaccine: ['pcv'] }, go('pcv', { 'dose-number-1': 3 }));
    expect(found.lines[0]).toMatchObject({ status: 'doctor-decides', isEarlierUnknown: true, typedDose: 3 });
    expect(found.doubts).toEqual([]);
    const [line] = checkTexts(found, { words: japanese, locale: 'ja' }).lines;
    expect(line?.facts).toEqual(['3回目']);
    expect(line?.remarks).toEqual([japanese.earlierUnknown]);
  });

  it('stays too late where the age has passed', () => {
    const found = check({ ...FINE, vaccine: ['rota-1'] }, go('rota-1', { 'dose-number-1': 2 }));
    expect(statuses(found)).toEqual({ 'rota-1': 'too-late' });
  });
});

describe('the doctor’s part beside the check', () => {
  it('[VR1] differs where a vaccine was given that is too late, not yet, or not for this person', () => {
    expect(check({ ...FINE, vaccine: ['rota-1'] }, go('rota-1')).doubts).toEqual([
      { code: 'status', vaccine: 'rota-1', status: 'too-late' },
    ]);
    expect(check({ ...FINE, vaccine: ['mr-1'] }, go('mr-1')).doubts).toMatchObject([{ status: 'not-yet' }]);
    const boy = { birthDate: '2013-06-01', sex: 'male' } as const;
    expect(check({ ...FINE, vaccine: ['hpv'] }, go('hpv'), boy).doubts).toMatchObject([
      { status: 'not-applicable' },
    ]);
  });

  it('says nothing where the check leaves it to the doctor, permits it, or nothing was given', () => {
    expect(check({ ...FINE, vaccine: ['pcv'], convulsion: 'yes' }, go('pcv')).doubts).toEqual([]);
    expect(check({ ...FINE, vaccine: ['pcv'] }, go('pcv')).doubts).toEqual([]);
    const postponed = go('rota-1', { 'vaccination-decision': 'postpone' });
    expect(check({ ...FINE, vaccine: ['rota-1'] }, postponed).doubts).toEqual([]);
  });

  it('[VR7] asks back about a fever', () => {
    const found = check({ ...FINE, vaccine: ['pcv'] }, go('pcv', { 'temperature-checked': 37.8 }));
    expect(found.doubts).toEqual([{ code: 'fever', temperatureCelsius: 37.8 }]);
  });

  it('[VR3] asks back about one vaccine in two places', () => {
    const twice = go('pcv', { 'another-1': true, 'vaccine-2': 'pcv', 'dose-number-2': 2 });
    expect(doubtCodes(check({ ...FINE, vaccine: ['pcv'] }, twice))).toEqual(['twice']);
  });

  it('[VR4] asks back about a dose number lower than what is known', () => {
    const asked = {
      ...FINE,
      vaccine: ['pcv'],
      'recent-vaccination': 'yes',
      'recent-vaccination-date': '2026-10-24',
      'recent-vaccination-which': ['pcv'],
    };
    expect(check(asked, go('pcv')).doubts).toEqual([
      { code: 'dose-known', vaccine: 'pcv', typed: 1, known: 2 },
    ]);
  });

  it.each([
    ['2026-11-20', ['lot-expired']],
    ['2026-11-21', []],
  ])('[VR5] asks back about a lot to be used until %s', (expiry, codes) => {
    const found = check({ ...FINE, vaccine: ['pcv'] }, go('pcv', { 'lot-expiry-1': expiry }));
    expect(doubtCodes(found)).toEqual(codes);
  });
});

describe('the words', () => {
  it('say everything in both languages, with sources and editions', () => {
    const found = check(
      {
        ...FINE,
        vaccine: ['mr-1', 'varicella', 'rota-1', 'pcv'],
        convulsion: 'yes',
        allergy: { absent: 'asked-unknown' },
      },
      go('rota-1', {
        'temperature-checked': 38,
        'lot-expiry-1': '2026-01-31',
        'another-1': true,
        'vaccine-2': 'mumps',
      }),
    );
    for (const [words, locale] of [
      [japanese, 'ja'],
      [english, 'en'],
    ] as const) {
      const texts = checkTexts(found, { words, locale });
      const said = JSON.stringify({ ...texts, words: undefined });
      expect(said).not.toMatch(/undefined|NaN|\[object|=>/);
      expect(texts.doubts.length).toBe(found.doubts.length);
      expect(texts.lines.map(({ statusText }) => statusText)).toContain(words.status['too-late']);
      const grounds = [...texts.lines, ...texts.others].flatMap(({ reasons }) => reasons);
      expect(grounds.length).toBeGreaterThanOrEqual(SCHEDULE.length);
      for (const { source } of [...grounds, ...texts.common]) expect(source).toMatch(/\d{4}(-\d\d)?/);
    }
    const ja = checkTexts(found, { words: japanese, locale: 'ja' });
    expect(ja.doubts[0]).toBe('体温が38.0℃ですが、接種と記録されています。このままでよいか確かめてください');
    expect(ja.lines.find(({ vaccine }) => vaccine === 'mr-1')?.statusText).toBe('まだ（2027年5月9日から）');
  });
});
