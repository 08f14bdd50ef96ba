import type { Age } from '../domain/age.ts';
import { eraOf, eraYearText } from './era.ts';
import type { Locale } from './locale.ts';

const WEEKDAYS = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const JAPAN_OFFSET_MS = 9 * HOUR_MS;

interface DateStyle {
  /** Day of the week; on unless told. */
  readonly weekday?: boolean;
  /** Japanese era year (和暦) beside the western one. */
  readonly era?: boolean;
  /** Leaves the year out. */
  readonly withoutYear?: boolean;
}

const yearText = (date: string, locale: Locale, withEra: boolean): string => {
  const year = String(Number(date.slice(0, 4)));
  const inEra = withEra ? eraOf(date) : undefined;
  if (locale === 'ja')
    return inEra ? `${year}年(${inEra.era.name}${eraYearText(inEra.year)}年)` : `${year}年`;
  return inEra ? `${year} (${inEra.era.english} ${inEra.year})` : year;
};

/** A civil date (YYYY-MM-DD): 2026年11月21日(土), with `era` 2026年(令和8年)11月21日(土); Sat, 21 November 2026. */
export const formatDate = (date: string, locale: Locale, style: DateStyle = {}): string => {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  const weekday = WEEKDAYS[locale][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
  const withWeekday = style.weekday !== false && weekday !== '';
  const year = style.withoutYear === true ? '' : yearText(date, locale, style.era === true);
  if (locale === 'ja') return `${year}${month}月${day}日${withWeekday ? `(${weekday})` : ''}`;
  const text = `${day} ${MONTHS_EN[month - 1] ?? ''}${year === '' ? '' : ` ${year}`}`;
  return withWeekday ? `${weekday}, ${text}` : text;
};

/** The clock in Japan at an instant, as an ISO text without zone. */
const inJapan = (instant: string | number): string =>
  new Date(new Date(instant).getTime() + JAPAN_OFFSET_MS).toISOString();

/** Time of day in Japan, 24 hours: 14:05. */
export const formatTime = (instant: string | number): string => inJapan(instant).slice(11, 16);

/** Day and time of day in Japan: 11月21日 14:05. */
export const formatDateTime = (instant: string | number, locale: Locale, style: DateStyle = {}): string => {
  const date = inJapan(instant).slice(0, 10);
  return `${formatDate(date, locale, { weekday: false, withoutYear: true, ...style })} ${formatTime(instant)}`;
};

/** An age in completed units, those at zero left out, months alone where no years are given: 3か月12日, 12日, 1歳6か月3日; 3 months 12 days. */
export const formatAge = (
  age: Partial<Pick<Age, 'years'>> & Pick<Age, 'months' | 'days'>,
  locale: Locale,
): string => {
  const parts = [
    { count: age.years ?? 0, ja: '歳', en: 'year' },
    { count: age.months, ja: 'か月', en: 'month' },
    { count: age.days, ja: '日', en: 'day' },
  ].filter(({ count }) => count > 0);
  if (parts.length === 0) return locale === 'ja' ? '0日' : '0 days';
  return locale === 'ja'
    ? parts.map(({ count, ja }) => `${count}${ja}`).join('')
    : parts.map(({ count, en }) => `${count} ${en}${count === 1 ? '' : 's'}`).join(' ');
};

/** A number with grouped thousands and a fixed or greatest count of decimals: 6,240. */
export const formatNumber = (
  value: number,
  locale: Locale,
  decimals: { readonly min?: number; readonly max?: number } = {},
): string =>
  value.toLocaleString(locale, {
    minimumFractionDigits: decimals.min ?? 0,
    maximumFractionDigits: Math.max(decimals.max ?? 3, decimals.min ?? 0),
  });

const UNITS = [
  { size: DAY_MS, ja: '日', en: 'day' },
  { size: HOUR_MS, ja: '時間', en: 'hour' },
  { size: MINUTE_MS, ja: '分', en: 'minute' },
] as const;

/** A length of time in its largest whole unit, in minutes at the least: 12分, 3時間, 2日. Negative counts as 0. */
export const formatDuration = (milliseconds: number, locale: Locale): string => {
  const { size, ja, en } = UNITS.find((unit) => milliseconds >= unit.size) ?? UNITS[2];
  const count = Math.max(0, Math.floor(milliseconds / size));
  return locale === 'ja' ? `${count}${ja}` : `${count} ${en}${count === 1 ? '' : 's'}`;
};

/** How long ago: 12分前, 12 minutes ago; たった今 under a minute and for the future. */
export const formatAgo = (milliseconds: number, locale: Locale): string => {
  if (milliseconds < MINUTE_MS) return locale === 'ja' ? 'たった今' : 'just now';
  return locale === 'ja'
    ? `${formatDuration(milliseconds, 'ja')}前`
    : `${formatDuration(milliseconds, 'en')} ago`;
};

/** Bytes in the largest unit that gives 1 or more, one decimal at the most: 1.5 MB. Decimal units. */
export const formatBytes = (bytes: number, locale: Locale): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${formatNumber(bytes / 1000 ** step, locale, { max: step === 0 ? 0 : 1 })} ${units[step] ?? 'B'}`;
};
