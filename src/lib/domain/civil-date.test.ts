import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  civilDate,
  compareCivilDates,
  dateInJapan,
  datePartsOf,
  daysBetween,
  parseCivilDate,
  type CivilDate,
} from './civil-date.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

/** Any day from 1900 to 2199. */
const anyDay = fc.integer({ min: 0, max: 109_000 }).map((days) => addDays(day('1900-01-01'), days));

describe('reading a date', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])(
    '[CD1] %s is a day',
    (text) => {
      expect(parseCivilDate(text)).toBe(text);
    },
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-13-01',
    '2025-01-00',
    '0000-01-01',
    '2025-1-1',
    ' 2025-01-01',
    '2025-01-01T00:00:00Z',
    '２０２５-01-01',
    '',
  ])('[CD1] %j is no day', (text) => {
    expect(parseCivilDate(text)).toBeUndefined();
  });

  it('[CD1] refuses parts that are not whole', () => {
    expect(civilDate({ year: 2025, month: 1.5, day: 1 })).toBeUndefined();
  });
});

describe('counting days', () => {
  it('agrees with the calendar of the platform on every day of four centuries', () => {
    const start = day('1897-12-31');
    for (let offset = 0; offset < 146_100; offset += 1) {
      const expected = new Date(Date.UTC(1897, 11, 31 + offset)).toISOString().slice(0, 10);
      const date = addDays(start, offset);
      if (date !== expected || daysBetween(start, date) !== offset) {
        expect({ offset, date }).toEqual({ offset, date: expected });
      }
    }
    expect(addDays(start, 146_100)).toBe(day('2298-01-03'));
  });

  it('goes back as far as forward', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('orders days as the calendar does', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(Math.sign(compareCivilDates(a, b))).toBe(Math.sign(daysBetween(b, a)) + 0);
      }),
    );
  });

  it('treats a day outside the years 1 to 9999 as a bug', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(day('2025-01-01'), 0.5)).toThrow(RangeError);
  });
});

describe('counting months', () => {
  it.each([
    ['2024-05-10', 3, '2024-08-10'],
    ['2024-05-10', 0, '2024-05-10'],
    ['2024-08-31', 18, '2026-03-01'],
    ['2024-08-31', 1, '2024-10-01'],
    ['2024-08-30', 6, '2025-03-01'],
    ['2024-08-29', 6, '2025-03-01'],
    ['2023-08-29', 6, '2024-02-29'],
    ['2024-02-29', 12, '2025-03-01'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-11-30', 3, '2025-03-01'],
    ['2024-12-31', 1, '2025-01-31'],
    ['2024-12-31', 12, '2025-12-31'],
    ['2025-12-15', 1, '2026-01-15'],
  ])('[CD2] %s plus %i months is %s', (start, months, expected) => {
    expect(addMonths(day(start), months)).toBe(expected);
  });

  it('[CD2] is the corresponding day, or the first of a month that is one day after the clamped one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (start, months) => {
        const after = datePartsOf(addMonths(start, months));
        const { day: startDay } = datePartsOf(start);
        if (after.day === startDay) return;
        expect(after.day).toBe(1);
        expect(datePartsOf(addDays(addMonths(start, months), -1)).day).toBeLessThan(startDay);
      }),
    );
  });

  it('[CD2] never goes backward with more months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (start, months) => {
        expect(daysBetween(addMonths(start, months), addMonths(start, months + 1))).toBeGreaterThanOrEqual(
          28,
        );
      }),
    );
  });

  it('treats a negative or broken number of months as a bug', () => {
    expect(() => addMonths(day('2025-01-01'), -1)).toThrow(RangeError);
    expect(() => addMonths(day('2025-01-01'), 1.5)).toThrow(RangeError);
  });
});

describe('today', () => {
  it.each([
    ['2026-03-31T14:59:59.999Z', '2026-03-31'],
    ['2026-03-31T15:00:00.000Z', '2026-04-01'],
    ['2024-02-28T15:00:00.000Z', '2024-02-29'],
    ['2025-12-31T15:00:00.000Z', '2026-01-01'],
    ['1969-12-31T14:59:59.999Z', '1969-12-31'],
  ])('[CD3] at %s it is %s in Japan', (instant, expected) => {
    expect(dateInJapan(Date.parse(instant))).toBe(expected);
  });

  it('[CD3] agrees with the platform’s Tokyo clock at any instant', () => {
    const tokyo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (instant) => {
        expect(dateInJapan(instant)).toBe(tokyo.format(instant));
      }),
    );
  });
});
