import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { chartMessagesFor } from '../i18n/chart-messages.ts';
import { STAFF_LOCALES } from '../i18n/locale.ts';
import type { ChartMeasure, GrowthView } from './growth-axes.ts';
import type { GrowthPoint } from './growth-point.ts';
import GrowthChart from './GrowthChart.svelte';

const words = { ja: await chartMessagesFor('ja'), en: await chartMessagesFor('en') };

const aPoint = (ageMonths: number, value: number, correctedAgeMonths?: number): GrowthPoint => ({
  date: '2026-06-01',
  ageMonths,
  value,
  ...(correctedAgeMonths !== undefined && { correctedAgeMonths }),
});

interface Shown {
  readonly measure?: ChartMeasure;
  readonly sex?: 'male' | 'female' | 'unknown';
  readonly view?: GrowthView;
  readonly points?: readonly GrowthPoint[];
  readonly locale?: 'ja' | 'en';
}
const markup = ({
  measure = 'weightKg',
  sex = 'male',
  view = 'infant',
  points = [],
  locale = 'ja',
}: Shown): string =>
  render(GrowthChart, {
    props: { measure, sex, view, points, locale, words: words[locale] },
  }).body.replaceAll(/<!--.*?-->/g, '');

const STATES: Readonly<Record<string, readonly GrowthPoint[]>> = {
  'no point': [],
  'one point': [aPoint(3, 6)],
  'a preterm child': [aPoint(0, 1.8, -1.5), aPoint(3, 5, 1.5)],
  'points of both views': [aPoint(3, 6), aPoint(18, 10), aPoint(70, 20)],
  'values beyond the axis': [aPoint(6, 60), aPoint(7, 0.01)],
  'what is no point': [
    aPoint(Number.NaN, 6),
    aPoint(3, Number.NaN),
    aPoint(-1, 6),
    aPoint(3, Infinity, Number.NaN),
  ],
};

describe('the growth chart', () => {
  it.each(Object.keys(STATES))('has no NaN, no infinity and no style attribute with %s', (state) => {
    for (const measure of ['weightKg', 'heightCm', 'headCm'] as const)
      for (const sex of ['male', 'female', 'unknown'] as const)
        for (const view of ['infant', 'child'] as const)
          for (const locale of STAFF_LOCALES) {
            const html = markup({ measure, sex, view, points: STATES[state] ?? [], locale });
            expect(html).not.toMatch(/NaN|Infinity|undefined|\[object|style=/);
            expect(html).toContain(words[locale].edition['R5-2023']);
          }
  });

  it('names and describes its picture, and leads to the table', () => {
    const html = markup({ points: [aPoint(3.5, 6.6)] });
    expect(html).toMatch(/<title id="[^"]+">体重の発育曲線\(男の子、0〜12か月\)<\/title>/);
    expect(html).toMatch(
      /<desc [^>]+>計測は1回です。最新は2026年6月1日、6\.60 kg、パーセンタイルは50〜75です。値は図の下の表にあります。<\/desc>/,
    );
    expect(html.match(/<circle class="mark/g)).toHaveLength(1);
  });

  it('says that nothing has been measured, in the picture and in the table', () => {
    const html = markup({});
    expect(html.match(/まだ計測の記録がありません/g)?.length).toBeGreaterThanOrEqual(3);
    expect(html).not.toContain('<circle class="mark');
  });

  it('explains the second series of a preterm child, and only of one', () => {
    expect(markup({ points: STATES['a preterm child'] ?? [] })).toContain('予定日まであと46日');
    expect(markup({ points: STATES['a preterm child'] ?? [] })).toContain('修正月齢では');
    expect(markup({ points: STATES['one point'] ?? [] })).not.toContain('修正月齢');
  });

  it('gives a value beyond the axis an arrow, and the value itself in the table', () => {
    const html = markup({ points: [aPoint(6, 15.5)] });
    expect(html).toContain('data-beyond="above"');
    expect(html).toContain(words.ja.beyond);
    expect(html).toContain('15.50 kg');
  });

  it('says how many records the other view holds', () => {
    expect(markup({ points: STATES['points of both views'] ?? [] })).toContain('2件');
  });

  it('explains what it draws where the sex is not known', () => {
    const html = markup({ sex: 'unknown', points: [aPoint(3.5, 6.55)] });
    expect(html).toContain(words.ja.linesOfBoth);
    expect(html).toContain('男の子なら25〜50、女の子なら75〜90');
  });
});
