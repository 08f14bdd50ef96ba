import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatAgo,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatTime,
} from './format.ts';
import { LOCALES } from './locale.ts';

describe('formatDate', () => {
  it('writes the day of the week', () => {
    expect(formatDate('2026-11-21', 'ja')).toBe('2026年11月21日(土)');
    expect(formatDate('2026-11-21', 'en')).toBe('Sat, 21 November 2026');
  });
  it('writes the era year beside the western one', () => {
    expect(formatDate('2026-11-21', 'ja', { era: true })).toBe('2026年(令和8年)11月21日(土)');
    expect(formatDate('2019-05-01', 'ja', { era: true, weekday: false })).toBe('2019年(令和元年)5月1日');
    expect(formatDate('2019-04-30', 'en', { era: true, weekday: false })).toBe('30 April 2019 (Heisei 31)');
  });
  it('leaves the era out where there is none', () => {
    expect(formatDate('1900-01-01', 'ja', { era: true, weekday: false })).toBe('1900年1月1日');
  });
  it('leaves the year out', () => {
    expect(formatDate('2026-02-03', 'ja', { withoutYear: true })).toBe('2月3日(火)');
    expect(formatDate('2026-02-03', 'en', { withoutYear: true, weekday: false })).toBe('3 February');
  });
});

describe('instants', () => {
  it('are shown by the clock in Japan, across midnight', () => {
    expect(formatTime('2026-11-20T15:05:00Z')).toBe('00:05');
    expect(formatDateTime('2026-11-20T15:05:00Z', 'ja')).toBe('11月21日 00:05');
    expect(formatDateTime('2026-11-20T14:59:59Z', 'en')).toBe('20 November 23:59');
  });
});

describe('formatAge', () => {
  it.each([
    [{ years: 0, months: 3, days: 12 }, '3か月12日', '3 months 12 days'],
    [{ years: 0, months: 1, days: 1 }, '1か月1日', '1 month 1 day'],
    [{ years: 0, months: 0, days: 0 }, '0日', '0 days'],
    [{ years: 0, months: 0, days: 27 }, '27日', '27 days'],
    [{ years: 0, months: 4, days: 0 }, '4か月', '4 months'],
    [{ years: 1, months: 6, days: 3 }, '1歳6か月3日', '1 year 6 months 3 days'],
    [{ years: 3, months: 0, days: 0 }, '3歳', '3 years'],
  ])('writes %j', (age, ja, en) => {
    expect(formatAge(age, 'ja')).toBe(ja);
    expect(formatAge(age, 'en')).toBe(en);
  });
});

describe('lengths of time', () => {
  it.each([
    [-5_000, '0分', 'たった今', 'just now'],
    [59_999, '0分', 'たった今', 'just now'],
    [60_000, '1分', '1分前', '1 minute ago'],
    [12 * 60_000, '12分', '12分前', '12 minutes ago'],
    [3_600_000, '1時間', '1時間前', '1 hour ago'],
    [86_399_999, '23時間', '23時間前', '23 hours ago'],
    [3 * 86_400_000, '3日', '3日前', '3 days ago'],
  ])('of %i ms are told in their largest whole unit', (ms, duration, ago, english) => {
    expect(formatDuration(ms, 'ja')).toBe(duration);
    expect(formatAgo(ms, 'ja')).toBe(ago);
    expect(formatAgo(ms, 'en')).toBe(english);
  });
});

describe('numbers', () => {
  it('group thousands and keep asked-for decimals', () => {
    expect(formatNumber(6240, 'ja')).toBe('6,240');
    expect(formatNumber(62, 'ja', { min: 1 })).toBe('62.0');
    expect(formatNumber(41.25, 'en', { max: 1 })).toBe('41.3');
  });
  it('tell bytes in the largest unit', () => {
    expect(formatBytes(0, 'ja')).toBe('0 B');
    expect(formatBytes(1_500_000, 'ja')).toBe('1.5 MB');
    expect(formatBytes(999, 'en')).toBe('999 B');
    expect(formatBytes(2e15, 'en')).toBe('2,000 TB');
  });
});

describe('the other languages of guardians', () => {
  it.each([
    ['ja-x-easy', '2026ねん 11がつ 21にち(ど)', '1さい 2かげつ'],
    ['vi', /21 tháng 11.*2026/, /1 năm 2 tháng/],
    ['zh-Hans', /2026年11月21日/, /1 ?年.*2 ?个月/],
    ['th', /21.*พฤศจิกายน.*2026/, /1 ปี 2 เดือน/],
  ] as const)(
    'write dates and ages in %s by their own rules, the year the western one',
    (locale, date, age) => {
      expect(formatDate('2026-11-21', locale)).toMatch(date);
      expect(formatAge({ years: 1, months: 2, days: 0 }, locale)).toMatch(age);
    },
  );

  it.each(LOCALES)('say a newborn’s age as 0 days in %s', (locale) => {
    expect(formatAge({ months: 0, days: 0 }, locale)).toMatch(/^0|^०/);
  });

  it('hold no kanji in easy Japanese', () => {
    const texts = [
      formatDate('2026-11-21', 'ja-x-easy', { era: true }),
      formatAge({ months: 3, days: 12 }, 'ja-x-easy'),
    ];
    expect(texts.join('')).not.toMatch(/\p{sc=Han}/u);
  });
});
