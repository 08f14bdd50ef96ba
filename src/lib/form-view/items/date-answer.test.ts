import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countedBy,
  dateAnswer,
  isBlankDate,
  NO_DATE,
  normaliseDate,
  packDate,
  typedDate,
  unpackDate,
} from './date-answer.ts';

const REIWA = { id: 'reiwa', name: '令和', from: '2019-05-01' };
const typed = (year: string, month: string, day: string, count?: typeof REIWA) => ({
  year,
  month,
  day,
  count,
});

describe('dateAnswer', () => {
  it.each([
    [typed('2026', '11', '21'), '2026-11-21'],
    [typed('２０２６', '１', '2'), '2026-01-02'],
    [typed('8', '11', '21', REIWA), '2026-11-21'],
    [typed('元', '5', '1', REIWA), '2019-05-01'],
    [typed('2026', '3', ''), '2026-03'],
    [typed('2024', '2', '29'), '2024-02-29'],
  ])('reads %o as %s', (boxes, date) => {
    expect(dateAnswer(boxes)).toBe(date);
  });

  it.each([
    typed('2026', '', ''),
    typed('2026', '', '3'),
    typed('', '3', '4'),
    typed('2026', '13', ''),
    typed('2026', '2', '29'),
    typed('26', '2', '2'),
    typed('2026', '二', '3'),
  ])('does not read %o', (boxes) => {
    expect(dateAnswer(boxes)).toBeUndefined();
  });
});

describe('a date in boxes', () => {
  it('is shown at the precision it has', () => {
    expect(typedDate('2026-03', undefined)).toEqual(typed('2026', '3', ''));
    expect(typedDate('2026-03', REIWA)).toEqual(typed('8', '3', '', REIWA));
  });

  it('reads back as itself in western years and in an era', () => {
    const day = fc.date({ min: new Date('2019-05-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(undefined, REIWA), fc.constantFrom(7, 10), (date, count, length) => {
        const text = date.toISOString().slice(0, length);
        expect(dateAnswer(typedDate(text, count))).toBe(text);
        expect(dateAnswer(countedBy(typedDate(text, undefined), count))).toBe(text);
      }),
    );
  });

  it('keeps what is no date for correction', () => {
    const boxes = typed('8', '13', 'x', REIWA);
    expect(unpackDate(packDate(boxes), [REIWA])).toEqual(boxes);
  });

  it('gets half-width digits and keeps 元', () => {
    expect(normaliseDate(typed('元', '１２', '３', REIWA))).toEqual(typed('元', '12', '3', REIWA));
  });

  it('keeps a year that cannot be read when the count changes', () => {
    expect(countedBy(typed('abc', '1', '2'), REIWA).year).toBe('abc');
  });

  it('is blank when no box holds anything but white space', () => {
    expect(isBlankDate(NO_DATE)).toBe(true);
    expect(isBlankDate(typed(' ', '　', ''))).toBe(true);
    expect(isBlankDate(typed('', '', '1'))).toBe(false);
  });
});
