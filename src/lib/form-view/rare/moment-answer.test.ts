import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DATE } from '../items/date-answer.ts';
import {
  isBlankMoment,
  isSameMoment,
  momentAnswer,
  NO_TIME,
  normaliseTime,
  packTime,
  timeAnswer,
  typedMoment,
  typedTime,
  unpackTime,
} from './moment-answer.ts';

const date = (year: string, month: string, day: string) => ({ year, month, day, count: undefined });

describe('a time in boxes', () => {
  it.each([
    ['7', '05', '07:05'],
    ['０', '0', '00:00'],
    ['２３', '５９', '23:59'],
  ])('reads %s and %s as %s', (hour, minute, time) => {
    expect(timeAnswer({ hour, minute })).toBe(time);
  });

  it.each([
    ['24', '00'],
    ['7', '60'],
    ['7', ''],
    ['', '5'],
    ['-1', '5'],
    ['七', '5'],
    ['007', '5'],
  ])('does not read %s and %s', (hour, minute) => {
    expect(timeAnswer({ hour, minute })).toBeUndefined();
  });

  it('shows a time as people write it, with or without seconds', () => {
    expect(typedTime('07:05')).toEqual({ hour: '7', minute: '05' });
    expect(typedTime('07:05:30')).toEqual({ hour: '7', minute: '05' });
  });

  it('gets half-width digits when it is left', () => {
    expect(normaliseTime({ hour: '１２', minute: '３０' })).toEqual({ hour: '12', minute: '30' });
  });

  it('keeps what is no time for correction', () => {
    const typed = { hour: '25', minute: 'x' };
    expect(unpackTime(packTime(typed))).toEqual(typed);
  });
});

describe('a date and time in boxes', () => {
  it('may be a day or a month alone', () => {
    expect(momentAnswer({ date: date('2026', '11', '21'), time: NO_TIME })).toBe('2026-11-21');
    expect(momentAnswer({ date: date('2026', '11', ''), time: NO_TIME })).toBe('2026-11');
  });

  it('needs a whole day beside a time, and a whole time', () => {
    expect(momentAnswer({ date: date('2026', '11', ''), time: { hour: '7', minute: '0' } })).toBeUndefined();
    expect(momentAnswer({ date: NO_DATE, time: { hour: '7', minute: '0' } })).toBeUndefined();
    expect(momentAnswer({ date: date('2026', '11', '21'), time: { hour: '7', minute: '' } })).toBeUndefined();
  });

  it('is written with seconds and the offset of the device', () => {
    const moment = momentAnswer({ date: date('2026', '11', '21'), time: { hour: '7', minute: '5' } });
    expect(moment).toMatch(/^2026-11-21T07:05:00[+-]\d\d:\d\d$/);
    expect(new Date(moment ?? '').getHours()).toBe(7);
  });

  it('reads back as itself', () => {
    const moments = fc.date({ min: new Date(1950, 0, 1), max: new Date(2100, 0, 1), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (at) => {
        at.setSeconds(0, 0);
        const written = at.toISOString();
        expect(isSameMoment(momentAnswer(typedMoment(written, undefined)), written)).toBe(true);
      }),
    );
    expect(momentAnswer(typedMoment('2026-03', undefined))).toBe('2026-03');
  });

  it('is not the same moment at another precision', () => {
    expect(isSameMoment('2026-11-21', '2026-11-21T00:00:00+09:00')).toBe(false);
    expect(isSameMoment('2026-11-20T22:05:00Z', '2026-11-21T07:05:00+09:00')).toBe(true);
    expect(isSameMoment(undefined, '2026-11-21')).toBe(false);
  });

  it('is blank when nothing stands in any box', () => {
    expect(isBlankMoment({ date: NO_DATE, time: NO_TIME })).toBe(true);
    expect(isBlankMoment({ date: NO_DATE, time: { hour: '', minute: '1' } })).toBe(false);
  });
});
