import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfTexts, textsOfDate, yearText, westernYear, type YearCount } from './civil-date-text.ts';

const REIWA: YearCount = { id: 'reiwa', name: '令和', from: '2019-05-01' };
const HEISEI: YearCount = { id: 'heisei', name: '平成', from: '1989-01-08' };

describe('dateOfTexts', () => {
  it.each([
    [{ year: '2026', month: '11', day: '21' }, undefined, '2026-11-21'],
    [{ year: '２０２６', month: '０８', day: '１' }, undefined, '2026-08-01'],
    [{ year: '8', month: '11', day: '21' }, REIWA, '2026-11-21'],
    [{ year: '元', month: '5', day: '1' }, REIWA, '2019-05-01'],
    [{ year: '31', month: '4', day: '30' }, HEISEI, '2019-04-30'],
    [{ year: '2024', month: '2', day: '29' }, undefined, '2024-02-29'],
  ])('reads %j as the date meant', (texts, count, date) => {
    expect(dateOfTexts(texts, count)).toBe(date);
  });

  it.each([
    [{ year: '2025', month: '2', day: '29' }, undefined],
    [{ year: '2026', month: '13', day: '1' }, undefined],
    [{ year: '2026', month: '0', day: '1' }, undefined],
    [{ year: '2026', month: '', day: '1' }, undefined],
    [{ year: '26', month: '11', day: '21' }, undefined],
    [{ year: '0', month: '5', day: '1' }, REIWA],
    [{ year: '元', month: '5', day: '1' }, undefined],
    [{ year: '2026.5', month: '5', day: '1' }, undefined],
  ])('refuses %j', (texts, count) => {
    expect(dateOfTexts(texts, count)).toBeUndefined();
  });

  it('reads back every date in its own count and in western years', () => {
    const dates = fc
      .date({ min: new Date('1989-01-08'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(dates, (date) => {
        const count = date >= REIWA.from ? REIWA : HEISEI;
        expect(dateOfTexts(textsOfDate(date, count), count)).toBe(date);
        expect(dateOfTexts(textsOfDate(date, undefined), undefined)).toBe(date);
      }),
    );
  });
});

describe('years', () => {
  it('are empty in a count that had not begun', () => {
    expect(yearText(2018, REIWA)).toBe('');
  });
  it('change their count and come back', () => {
    expect(westernYear(yearText(2026, REIWA), REIWA)).toBe(2026);
  });
});
