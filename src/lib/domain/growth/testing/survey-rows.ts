import { readFileSync } from 'node:fs';
import type { GrowthMeasure, ReferenceSex } from '../growth-measure.ts';

const readRows = (name: string): Record<string, string>[] => {
  const lines = readFileSync(new URL(`../../../../../tests/fixtures/${name}`, import.meta.url), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [header = [], ...rows] = lines.map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(header.map((key, index) => [key, cells[index] ?? ''])));
};

const sexOf = (row: Record<string, string>): ReferenceSex => (row['sex'] === 'male' ? 'male' : 'female');

const MEASURES: Readonly<Record<string, GrowthMeasure>> = {
  weight: 'weightKg',
  height: 'heightCm',
  head: 'headCm',
};

/** The printed percentiles of 2023, one row for each measure, sex and class. */
export const publishedRows = () =>
  readRows('growth-r5-2023-percentiles.csv').map((row) => ({
    measure: MEASURES[row['measure'] ?? ''] ?? 'chestCm',
    sex: sexOf(row),
    key: row['band_key'] ?? '',
    from: Number(row['age_min_months']),
    under: Number(row['age_max_months']),
    lines: ['p3', 'p10', 'p25', 'p50', 'p75', 'p90', 'p97'].map((each) => Number(row[each])),
  }));

/** Weight on days 1 to 4. */
export const firstDayRows = () =>
  readRows('growth-r5-2023-weight-day1-4-median-sd.csv').map((row) => ({
    sex: sexOf(row),
    day: Number(row['age_days']),
    median: Number(row['median']),
    sd: Number(row['sd_derived']),
  }));

/** Chest of 2010. */
export const chestRows = () =>
  readRows('growth-h22-2010-chest-median-sd.csv').map((row) => ({
    sex: sexOf(row),
    months: Number(row['age_months_mid']),
    median: Number(row['median']),
    p3: Number(row['p3_approx']),
    p97: Number(row['p97_approx']),
  }));
