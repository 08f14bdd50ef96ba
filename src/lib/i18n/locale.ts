/**
 * Languages a guardian may choose. The first is the language every text exists in; `ja-x-easy` is やさしい日本語.
 * The others are data packs: their words are loaded when they are chosen.
 */
export const LOCALES = [
  'ja',
  'ja-x-easy',
  'en',
  'zh-Hans',
  'vi',
  'pt-BR',
  'ko',
  'fil',
  'ne',
  'es',
  'id',
  'th',
] as const;
export type Locale = (typeof LOCALES)[number];

/** Languages the staff's screens are written in. */
export const STAFF_LOCALES = ['ja', 'en'] as const satisfies readonly Locale[];
export type StaffLocale = (typeof STAFF_LOCALES)[number];

/** Each language's own name for itself, for the language switch. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  ja: '日本語',
  'ja-x-easy': 'やさしい にほんご',
  en: 'English',
  'zh-Hans': '简体中文',
  vi: 'Tiếng Việt',
  'pt-BR': 'Português (Brasil)',
  ko: '한국어',
  fil: 'Filipino',
  ne: 'नेपाली',
  es: 'Español',
  id: 'Bahasa Indonesia',
  th: 'ไทย',
};

/** Writing direction of a language, for the `dir` attribute. */
export const localeDirection = (_locale: Locale): 'ltr' | 'rtl' => 'ltr';

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

/** The language of the staff's words for somebody whose language this is: Japanese, or English for all others. */
export const staffLocaleOf = (locale: Locale): StaffLocale => (locale.startsWith('ja') ? 'ja' : 'en');

/** Other tags that mean one of the languages above. */
const ALIASES: Readonly<Partial<Record<string, Locale>>> = {
  zh: 'zh-Hans',
  pt: 'pt-BR',
  tl: 'fil',
  in: 'id',
};

const localeOf = (tag: string): Locale | undefined => {
  const [base = ''] = tag.split('-');
  const exact = LOCALES.find((locale) => locale.toLowerCase() === tag);
  return (
    exact ??
    LOCALES.find((locale) => locale === base) ??
    (Object.hasOwn(ALIASES, base) ? ALIASES[base] : undefined)
  );
};

/**
 * The best language for a list of wishes (BCP 47 tags, best first, such as `navigator.languages`).
 * A tag is looked up whole, then by its language part. Wishes that name only other languages get English;
 * no wish at all gets Japanese. Never throws, whatever the tags hold.
 */
export const pickLocale = (wishes: readonly string[]): Locale => {
  const tags = wishes
    .map((wish) => wish.trim().toLowerCase().replaceAll('_', '-'))
    .filter((tag) => tag !== '');
  for (const tag of tags) {
    const locale = localeOf(tag);
    if (locale !== undefined) return locale;
  }
  return tags.length === 0 ? 'ja' : 'en';
};
