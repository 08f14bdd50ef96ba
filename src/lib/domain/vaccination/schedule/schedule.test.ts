import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../civil-date.ts';
import { eligibilityOn, eligibleDays, VACCINATION_AGES } from '../../window.ts';
import { permittedDays } from '../permitted-days.ts';
import { SCHEDULE, vaccineById } from './schedule.ts';
import { day } from '../testing/a-child.ts';

describe('the schedule', () => {
  it('has every vaccine once, with both names', () => {
    expect(new Set(SCHEDULE.map(({ id }) => id)).size).toBe(SCHEDULE.length);
    expect(new Set(SCHEDULE.map(({ name }) => name.ja)).size).toBe(SCHEDULE.length);
    for (const { id, name } of SCHEDULE) {
      expect(vaccineById(id).name).toBe(name);
      expect(name.en, id).not.toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
    }
  });

  it('cites a source and an edition for ages, intervals and usual days', () => {
    for (const { id, sources } of SCHEDULE)
      for (const { text, edition } of Object.values(sources)) {
        expect(text, id).not.toBe('');
        expect(edition, id).toMatch(/^20\d\d(-\d\d){0,2}$/);
      }
  });

  it('opens the last course of every vaccine to every age, and orders the others by age', () => {
    for (const { id, courses } of SCHEDULE) {
      const limits = courses.map(({ startUntilMonths }) => startUntilMonths ?? Infinity);
      expect(limits.at(-1), id).toBe(Infinity);
      expect(limits, id).toEqual([...limits].sort((a, b) => a - b));
    }
  });

  it('gives every dose after the first an interval, and none to the first', () => {
    for (const { id, courses } of SCHEDULE)
      for (const { doses } of courses) {
        expect(doses[0]?.gap, id).toBeUndefined();
        for (const dose of doses.slice(1)) expect(dose.gap, id).toBeDefined();
      }
  });

  it('keeps the usual ages within the permitted ones', () => {
    const birth = day('2024-02-29');
    for (const { id, ages, courses } of SCHEDULE)
      for (const { standard, ages: own } of courses.flatMap(({ doses }) => doses)) {
        if (standard === undefined || !('ages' in standard)) continue;
        const usual = permittedDays(standard.ages, birth);
        const permitted = permittedDays(own ?? ages, birth);
        expect(usual && permitted && usual.first >= permitted.first, id).toBe(true);
        expect((usual?.last ?? '9999') <= (permitted?.last ?? '9999'), id).toBe(true);
      }
  });
});

describe('the ages of the program', () => {
  it('[WI11] hold every day on which the schedule permits some vaccine, exceptions included', () => {
    const births = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays(day('1930-01-01'), days));
    fc.assert(
      fc.property(births, fc.integer({ min: 0, max: 30_000 }), fc.integer(), (birth, days, due) => {
        const on = addDays(birth, days);
        const dueDate = addDays(on, Math.abs(due) % 280);
        const isPermitted = SCHEDULE.some(({ ages, extensions = [] }) => {
          const permitted = permittedDays(ages, birth, dueDate);
          const late = extensions.some(({ bornFrom, bornTo }) => birth >= bornFrom && birth <= bornTo);
          if (permitted === undefined || on < permitted.first) return false;
          return late || on <= (permitted.last ?? on);
        });
        if (isPermitted) expect(eligibilityOn(birth, on, VACCINATION_AGES)).toBe('eligible');
      }),
    );
  });

  it('[WI11] begin with the first age of the schedule, and end only where every vaccine does', () => {
    const birth = day('2024-02-29');
    const permitted = SCHEDULE.flatMap(({ ages }) => permittedDays(ages, birth) ?? []);
    const firsts = permitted.map(({ first }) => first).toSorted();
    expect(eligibleDays(birth, VACCINATION_AGES).first).toBe(firsts[0]);
    expect(permitted.some(({ last }) => last === undefined)).toBe(true);
    expect(eligibleDays(birth, VACCINATION_AGES).last >= day('2174-02-28')).toBe(true);
  });
});
