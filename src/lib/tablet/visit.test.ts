import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { builtInForm } from '../catalog/testing/built-in-form.ts';
import { childFacts } from './child-facts.ts';
import { aShift } from './testing/a-shift.ts';
import { firstAnswers, visitOf, type Visit } from './visit.ts';

const measurement = await builtInForm('infant-3-4m', 'measurement');
const visit: Visit = { date: '2027-03-31', setting: 'group', facility: 'はぐくみ市保健センター' };

describe('what the tablet puts in by itself', () => {
  it('is date, fiscal year, age, kind and place of the visit on the measurement', () => {
    const known = firstAnswers(aChild({ birthDate: '2026-12-01' }), visit, measurement);
    const values = Object.fromEntries(
      [...known].map(([linkId, [answer]]) => [
        linkId,
        answer?.type === 'coding'
          ? answer.value.code
          : answer !== undefined && 'value' in answer && answer.value,
      ]),
    );
    expect(values).toEqual({
      'visit-date': '2027-03-31',
      'fiscal-year': 2026,
      'age-months': 3,
      setting: 'group',
      facility: 'はぐくみ市保健センター',
    });
  });

  it('is nothing that the form does not ask for', async () => {
    for (const section of ['examination', 'questionnaire'] as const) {
      const form = await builtInForm('infant-3-4m', section);
      const asked = [...firstAnswers(aChild(), visit, form).keys()].filter(
        (linkId) => !form.byLinkId.has(linkId),
      );
      expect(asked, section).toEqual([]);
    }
  });

  it('is for a pregnancy its due date, weeks and the number after the last visit', async () => {
    const form = await builtInForm('prenatal', 'measurement');
    const earlier = [{ date: '2027-03-01', program: 'prenatal', visitNumber: 4 } as const];
    const mother = aChild({ program: 'prenatal', birthDate: '1995-03-02', dueDate: '2027-08-01', earlier });
    const known = firstAnswers(mother, visit, form);
    expect(known.get('visit-number')).toEqual([{ type: 'integer', value: 5 }]);
    expect(known.get('gestation-weeks')).toEqual([{ type: 'integer', value: 22 }]);
    expect(known.get('due-date')).toEqual([{ type: 'date', value: '2027-08-01' }]);
    const unknown = firstAnswers(aChild({ program: 'prenatal' }), visit, form);
    expect(['visit-number', 'gestation-weeks', 'due-date'].filter((linkId) => unknown.has(linkId))).toEqual(
      [],
    );
  });

  it('is after a birth the day of delivery with the postpartum day, and nothing of it for a child', async () => {
    const form = await builtInForm('postnatal-2w', 'measurement');
    const mother = aChild({ program: 'postnatal-2w', deliveredOn: '2027-03-18' });
    expect(firstAnswers(mother, visit, form).get('postpartum-day')).toEqual([{ type: 'integer', value: 14 }]);
    const asked = await builtInForm('vaccination', 'questionnaire');
    const child = aChild({ program: 'vaccination', dueDate: '2027-03-01' });
    expect(firstAnswers(child, visit, asked).has('due-date')).toBe(false);
  });

  it('leaves the age out when the child is not born yet by its dates', () => {
    const known = firstAnswers(aChild({ birthDate: '2027-04-01' }), visit, measurement);
    expect(known.has('age-months')).toBe(false);
    expect(known.has('visit-date')).toBe(true);
  });

  it('comes from the child’s own session', async () => {
    const { tablet } = await aShift();
    const { day } = tablet;
    if (day === undefined) throw new Error('there is a day');
    expect(visitOf(aChild(), day)).toEqual({
      date: '2026-11-21',
      setting: 'group',
      facility: 'はぐくみ市保健センター',
    });
    const elsewhere = aChild({ sessionId: '01999999-0000-7000-8000-00000000ffff' });
    expect(visitOf(elsewhere, day).date).toBe(day.bundle.date);
  });
});

describe('what follows from a child’s dates', () => {
  it('shows a corrected age only for a preterm child', () => {
    const term = aChild({ birthDate: '2026-08-09', dueDate: '2026-08-12' });
    const preterm = aChild({ birthDate: '2026-08-09', dueDate: '2026-10-01' });
    expect(childFacts(term, '2026-11-21')).toMatchObject({
      age: { totalMonths: 3, days: 12 },
      corrected: undefined,
    });
    expect(childFacts(preterm, '2026-11-21').corrected).toMatchObject({
      phase: 'after-due',
      age: { totalMonths: 1, days: 20 },
    });
    expect(childFacts(preterm, '2026-09-01').corrected).toEqual({ phase: 'before-due', daysUntilDue: 30 });
  });

  it('shows no age before birth', () => {
    expect(childFacts(aChild({ birthDate: '2026-12-01' }), '2026-11-21').age).toBeUndefined();
  });
});
