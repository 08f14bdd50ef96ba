import { describe, expect, it } from 'vitest';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import { chartMessagesFor } from '../i18n/chart-messages.ts';
import { growthPointOn, type GrowthPoint } from './growth-point.ts';
import { growthRows } from './growth-rows.ts';
import type { GrowthChartData } from './growth-picture.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};
const pointsOf = (
  child: { birth: string; due?: string },
  measured: readonly (readonly [date: string, value: number])[],
): readonly GrowthPoint[] =>
  measured.flatMap(([date, value]) => {
    const born = { birth: day(child.birth), due: child.due === undefined ? undefined : day(child.due) };
    return growthPointOn(born, day(date), value) ?? [];
  });

const ja = { locale: 'ja', words: await chartMessagesFor('ja') } as const;
const en = { locale: 'en', words: await chartMessagesFor('en') } as const;
const aChart = (points: readonly GrowthPoint[], sex: GrowthChartData['sex'] = 'female'): GrowthChartData => ({
  measure: 'weightKg',
  sex,
  view: 'infant',
  points,
});

describe('measurements in words', () => {
  const child = pointsOf({ birth: '2026-01-10' }, [
    ['2026-05-12', 6.52],
    ['2026-01-10', 2.95],
    ['2026-01-15', 2.8],
    ['2027-07-10', 10.123],
  ]);

  it('are told oldest first, with age, value and place on the curve', () => {
    expect(
      growthRows(aChart(child), ja).map(({ date, age, value, band }) => [date, age, value, band]),
    ).toEqual([
      ['2026年1月10日', '0日', '2.95 kg', '50〜75'],
      ['2026年1月15日', '5日', '2.80 kg', '25〜50'],
      ['2026年5月12日', '4か月', '6.52 kg', '50〜75'],
      ['2027年7月10日', '1歳6か月', '10.123 kg', '50〜75'],
    ]);
  });

  it('are told in English', () => {
    expect(growthRows(aChart(child), en)[3]).toMatchObject({
      age: '1 year 6 months',
      band: '50 to 75',
    });
  });

  it('have no corrected age for a child born at term', () => {
    const [row] = growthRows(
      aChart(pointsOf({ birth: '2026-01-10', due: '2026-01-31' }, [['2026-02-10', 4]])),
      ja,
    );
    expect(row).toMatchObject({ corrected: '' });
  });

  it('have the days to the due date, and then the corrected age, for a child born before 37 weeks', () => {
    const rows = growthRows(
      aChart(
        pointsOf({ birth: '2026-01-10', due: '2026-02-01' }, [
          ['2026-01-10', 2.1],
          ['2026-01-31', 2.6],
          ['2026-02-01', 2.7],
          ['2026-06-01', 6],
        ]),
      ),
      ja,
    );
    expect(rows.map(({ corrected }) => corrected)).toEqual([
      '予定日まであと22日',
      '予定日まであと1日',
      '0日で25〜50',
      '4か月で25〜50',
    ]);
    expect(rows[3]).toMatchObject({ age: '4か月', band: '10〜25' });
  });

  it('say what both sexes would be where the sex is not known, once where they agree', () => {
    const points = pointsOf({ birth: '2026-01-10' }, [
      ['2026-04-25', 6.3],
      ['2026-05-10', 4],
    ]);
    expect(growthRows(aChart(points, 'unknown'), ja).map(({ band }) => band)).toEqual([
      '男の子なら25〜50、女の子なら50〜75',
      '3未満',
    ]);
  });

  it('say so where there is no reference', () => {
    const points = pointsOf({ birth: '2020-01-10' }, [['2026-08-10', 21]]);
    expect(growthRows(aChart(points), ja)[0]).toMatchObject({ age: '6歳7か月', band: '基準なし' });
  });

  it('ask for a check of what is no measurement', () => {
    for (const value of [Number.NaN, 0, -3, Infinity]) {
      const [row] = growthRows(aChart([{ date: '2026-05-10', ageMonths: 4, value }]), ja);
      expect(row).toMatchObject({ value: '—', band: '値を確かめてください', usable: false });
    }
    expect(pointsOf({ birth: '2026-01-10' }, [['2026-01-09', 3]])).toEqual([]);
  });
});

describe('the words of the charts', () => {
  /** Every text by its path; functions are called with marked arguments. */
  const texts = (value: unknown, path = ''): readonly (readonly [string, string])[] => {
    if (typeof value === 'function') return [[path, (value as (...all: number[]) => string)(3, 4, 9)]];
    return typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => texts(child, `${path}.${key}`))
      : [[path, String(value)]];
  };
  const [japanese, english] = [texts(ja.words), texts(en.words)];

  it('are the same in number and name in every language, and none is empty', () => {
    expect(english.map(([path]) => path).sort()).toEqual(japanese.map(([path]) => path).sort());
    for (const [path, text] of [...japanese, ...english]) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('use the same arguments, and no Japanese in English', () => {
    const said = new Map(english);
    for (const [path, text] of english)
      expect(text, path).not.toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
    const marked = (text: string) => [...new Set(text.match(/[349]/g) ?? [])].sort();
    for (const [path, text] of japanese.filter(([path]) =>
      /title|newest|outside|described|ofSex|both|correctedAt|beforeDue/.test(path),
    ))
      expect(marked(said.get(path) ?? ''), path).toEqual(marked(text));
  });
});
