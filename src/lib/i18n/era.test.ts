import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERAS, eraOf, eraYearText, parseEraDate } from './era.ts';

const civilDates = fc
  .date({ min: new Date('1926-12-25'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('eraOf', () => {
  it.each([
    ['2019-05-01', '令和', 1],
    ['2019-04-30', '平成', 31],
    ['1989-01-08', '平成', 1],
    ['1989-01-07', '昭和', 64],
    ['1926-12-25', '昭和', 1],
    ['2026-11-21', '令和', 8],
    ['2024-02-29', '令和', 6],
  ])('puts %s into %s year %i', (date, name, year) => {
    const inEra = eraOf(date);
    expect([inEra?.era.name, inEra?.year]).toEqual([name, year]);
  });

  it('knows no era before 昭和', () => {
    expect(eraOf('1926-12-24')).toBeUndefined();
  });

  it('lists the eras newest first', () => {
    expect(ERAS.map(({ from }) => from)).toEqual([...ERAS.map(({ from }) => from)].sort().reverse());
  });
});

describe('parseEraDate', () => {
  it.each([
    ['令和8年11月21日', '2026-11-21'],
    ['令和元年5月1日', '2019-05-01'],
    ['R8.11.21', '2026-11-21'],
    ['Ｒ８．１１．２１', '2026-11-21'],
    ['h1/1/8', '1989-01-08'],
    ['昭和64年1月7日', '1989-01-07'],
    ['平成32年4月1日', '2020-04-01'],
    [' 令和 6 年 2 月 29 日 ', '2024-02-29'],
  ])('reads %s as %s', (text, date) => {
    expect(parseEraDate(text)).toBe(date);
  });

  it.each([
    '令和7年2月29日',
    '令和0年1月1日',
    '令和8年13月1日',
    '2026-11-21',
    '明治40年1月1日',
    '令和8年11月',
    '',
  ])('refuses %j', (text) => {
    expect(parseEraDate(text)).toBeUndefined();
  });

  it('reads back every date written in its era', () => {
    fc.assert(
      fc.property(civilDates, (date) => {
        const inEra = eraOf(date);
        const [, month, day] = date.split('-').map(Number);
        const text = `${inEra?.era.name ?? ''}${eraYearText(inEra?.year ?? 0)}年${month ?? 0}月${day ?? 0}日`;
        expect(parseEraDate(text)).toBe(date);
      }),
    );
  });
});
