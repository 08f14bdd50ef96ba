import { expect, it } from 'vitest';
import { parseCivilDate } from './civil-date.ts';
import { fiscalYearDays, fiscalYearOf, fiscalYearOfAge } from './fiscal-year.ts';

it.each([
  ['2026-03-30', 2025],
  ['2026-03-31', 2025],
  ['2026-04-01', 2026],
  ['2026-04-02', 2026],
  ['2026-12-31', 2026],
  ['2027-01-01', 2026],
  ['2024-02-29', 2023],
])('[FY1] %s lies in the fiscal year %i', (text, year) => {
  const date = parseCivilDate(text);
  expect(date && fiscalYearOf(date)).toBe(year);
});

it('[FY1] a fiscal year begins on 1 April and ends on 31 March', () => {
  expect(fiscalYearDays(2026)).toEqual({ first: '2026-04-01', last: '2027-03-31' });
});

it.each([
  ['2021-03-31', 5, 2025],
  ['2021-04-01', 5, 2025],
  ['2021-04-02', 5, 2026],
  ['2020-02-29', 1, 2020],
  ['2020-02-29', 4, 2023],
])('[FY2] born on %s, %i is turned in the fiscal year %i', (text, years, year) => {
  const birth = parseCivilDate(text);
  expect(birth && fiscalYearOfAge(birth, years)).toBe(year);
});
