import type { Locale } from '$lib/i18n/locale.ts';
import { pageWords as japanese, type PageWords } from './page-ja.ts';

export type { PageWords };

/** The page's words in a language; the page itself speaks Japanese at once. */
export const pageWordsFor = async (locale: Locale): Promise<PageWords> =>
  locale === 'ja' ? japanese : (await import('./page-en.ts')).pageWords;

export { japanese as japanesePageWords };
