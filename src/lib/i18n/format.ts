import type { Age } from '../domain/age.ts';
import { eraOf, eraYearText } from './era.ts';
import type { Locale, StaffLocale } from './locale.ts';

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

/** Units of time in やさしい日本語, which has no kanji without a reading. */
const EASY = { year: 'ねん', month: 'がつ', day: 'にち' } as const;
const EASY_WEEKDAYS = ['にち', 'げつ', 'か', 'すい', 'もく', 'きん', 'ど'] as const;

/** Languages whose dates and counts are written here; all others are written by the platform. */
const isOwn = (locale: Locale): locale is StaffLocale => locale === 'ja' || locale === 'en';

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

const easyDate = (date: string, style: DateStyle): string => {
  const [year, month, day] = date.split('-').map(Number);
  const weekday = EASY_WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return [
    style.withoutYear === true ? '' : `${year}${EASY.year}`,
    `${month}${EASY.month}`,
    `${day}${EASY.day}${style.weekday === false ? '' : `(${weekday})`}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
};

/** By the platform's own rules for the language; the year is the western one. */
const platformDate = (date: string, locale: Locale, style: DateStyle): string =>
  new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(style.withoutYear !== true && { year: 'numeric' }),
    ...(style.weekday !== false && { weekday: 'short' }),
  }).format(new Date(`${date}T00:00:00Z`));

const counted = (count: number, unit: string, locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

const yearText = (date: string, locale: StaffLocale, withEra: boolean): string => {
  const year = String(Number(date.slice(0, 4)));
  const inEra = withEra ? eraOf(date) : undefined;
  if (locale === 'ja')
    return inEra ? `${year}年(${inEra.era.name}${eraYearText(inEra.year)}年)` : `${year}年`;
  return inEra ? `${year} (${inEra.era.english} ${inEra.year})` : year;
};

/** A civil date (YYYY-MM-DD): 2026年11月21日(土), with `era` 2026年(令和8年)11月21日(土); Sat, 21 November 2026. */
export const formatDate = (date: string, locale: Locale, style: DateStyle = {}): string => {
  if (locale === 'ja-x-easy') return easyDate(date, style);
  if (!isOwn(locale)) return platformDate(date, locale, style);
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
    { count: age.years ?? 0, ja: '歳', easy: 'さい', en: 'year' },
    { count: age.months, ja: 'か月', easy: 'かげつ', en: 'month' },
    { count: age.days, ja: '日', easy: 'にち', en: 'day' },
  ].filter(({ count }, at, all) => count > 0 || (at === 2 && all.every((part) => part.count <= 0)));
  if (locale === 'ja-x-easy') return parts.map(({ count, easy }) => `${count}${easy}`).join(' ');
  if (!isOwn(locale)) return parts.map(({ count, en }) => counted(Math.max(0, count), en, locale)).join(' ');
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

/** For staff: a length of time in its largest whole unit, in minutes at the least: 12分, 3時間, 2日. Negative counts as 0. */
export const formatDuration = (milliseconds: number, locale: StaffLocale): string => {
  const { size, ja, en } = UNITS.find((unit) => milliseconds >= unit.size) ?? UNITS[2];
  const count = Math.max(0, Math.floor(milliseconds / size));
  return locale === 'ja' ? `${count}${ja}` : `${count} ${en}${count === 1 ? '' : 's'}`;
};

/** For staff: how long ago: 12分前, 12 minutes ago; たった今 under a minute and for the future. */
export const formatAgo = (milliseconds: number, locale: StaffLocale): string => {
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
