/** Languages the screens can be shown in. The first is the language every text exists in. */
export const LOCALES = ['ja', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Each language's own name for itself, for the language switch. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { ja: '日本語', en: 'English' };

/** Writing direction of a language, for the `dir` attribute. */
export const localeDirection = (_locale: Locale): 'ltr' | 'rtl' => 'ltr';

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);

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
    const base = tag.split('-')[0];
    if (isLocale(tag)) return tag;
    if (isLocale(base)) return base;
  }
  return tags.length === 0 ? 'ja' : 'en';
};
