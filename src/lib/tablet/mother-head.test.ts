import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { parseCivilDate } from '../domain/civil-date.ts';
import { rules as english } from '../i18n/en/rules.ts';
import { rules as japanese } from '../i18n/ja/rules.ts';
import { childFacts } from './child-facts.ts';
import { motherHead, writtenDueDate } from './mother-head.ts';

const TODAY = '2026-11-21';

const head = (entry: Parameters<typeof aChild>[0], written?: string) => {
  const mother = aChild({ program: 'prenatal', birthDate: '1995-03-02', ...entry });
  const child = { entry: mother, facts: childFacts(mother, TODAY) };
  const due = written === undefined ? undefined : parseCivilDate(written);
  return Object.fromEntries(
    motherHead(child, due, { locale: 'ja', words: japanese }).map(({ key, text }) => [key, text]),
  );
};

describe('the head of a mother’s visit', () => {
  it('[VP3] says how far the pregnancy is and which of the 14 visits is due', () => {
    expect(head({ dueDate: '2027-02-15' })).toEqual({
      weeks: '27週5日',
      visit: '14回のうち6回目（2026年11月22日まで）',
    });
    expect(head({ dueDate: '2027-08-01' })['visit']).toBe('次は14回のうち1回目（2026年12月20日から）');
    expect(head({ dueDate: '2026-11-15' })['visit']).toBe('14回の予定は終わっています');
  });

  it('[VP3] says that a due date cannot be, and plans nothing by it', () => {
    expect(head({ dueDate: '2026-09-01' })).toEqual({ weeks: '出産予定日から43週6日を過ぎています' });
    expect(head({})).toEqual({});
  });

  it('goes by the due date written down at this visit before that of the list', () => {
    expect(head({ dueDate: '2027-02-15' }, '2027-02-22')['weeks']).toBe('26週5日');
    const mother = aChild({ program: 'prenatal' });
    const answers = new Map([
      ['measurement', new Map([['due-date', [{ type: 'date', value: '2027-02-22' } as const]]])] as const,
    ]);
    const child = { entry: mother, facts: childFacts(mother, TODAY) };
    expect(writtenDueDate(child, answers)).toBe('2027-02-22');
    expect(writtenDueDate({ ...child, entry: aChild() }, answers)).toBeUndefined();
  });

  it('[PG5] shows what earlier visits of this pregnancy told, with their days', () => {
    const earlier = [
      { date: '2025-01-10', program: 'prenatal', weightBeforeGrams: 60_000 },
      { date: '2026-08-01', program: 'prenatal', weightBeforeGrams: 52_000, heightCm: 158 },
      { date: '2026-10-24', program: 'prenatal', multiple: false },
    ] as const;
    const said = head({ dueDate: '2027-02-15', earlier: [...earlier] });
    expect(said['recorded']).toBe('以前の健診 2回（前回 2026年10月24日）');
    expect(said['earlier']).toBe(
      '妊娠前の体重 52 kg（2026年8月1日）、身長 158 cm（2026年8月1日）、単胎（2026年10月24日）',
    );
  });

  it('[PD1] counts postpartum days, the day of delivery being day 1', () => {
    expect(head({ program: 'postnatal-2w', deliveredOn: '2026-11-08' })).toEqual({
      postpartumDay: '14日目（分娩日が1日目）',
    });
    expect(head({ program: 'infant-3-4m', deliveredOn: '2026-11-08' })).toEqual({});
  });

  it('has words in English', () => {
    const mother = aChild({ program: 'prenatal', dueDate: '2027-02-15' });
    const child = { entry: mother, facts: childFacts(mother, TODAY) };
    const [weeks] = motherHead(child, undefined, { locale: 'en', words: english });
    expect(weeks).toEqual({ key: 'weeks', term: 'Pregnancy', text: '27 weeks 5 days' });
  });
});
