import { expect, it } from 'vitest';
import { parseCivilDate } from './civil-date.ts';
import { fiscalYearOf } from './fiscal-year.ts';

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
