import { result as japanese, type ResultMessages } from './ja/result.ts';
import type { Locale } from './locale.ts';

export type { ResultMessages };

interface Pack {
  readonly result: ResultMessages;
}

/** A chunk for each language: the words of a printed result are loaded when one is shown. */
const PACKS: Readonly<Record<Exclude<Locale, 'ja'>, () => Promise<Pack>>> = {
  'ja-x-easy': () => import('./ja-x-easy/result.ts'),
  en: () => import('./en/result.ts'),
  'zh-Hans': () => import('./zh-Hans/result.ts'),
  vi: () => import('./vi/result.ts'),
  'pt-BR': () => import('./pt-BR/result.ts'),
  ko: () => import('./ko/result.ts'),
  fil: () => import('./fil/result.ts'),
  ne: () => import('./ne/result.ts'),
  es: () => import('./es/result.ts'),
  id: () => import('./id/result.ts'),
  th: () => import('./th/result.ts'),
};

/** The words of a printed result in Japanese, which are always there. */
export const japaneseResultMessages: ResultMessages = japanese;

/** Loads the words of a printed result in a language. Rejects where the chunk is neither stored nor to be had. */
export const resultMessagesFor = async (locale: Locale): Promise<ResultMessages> =>
  locale === 'ja' ? japanese : (await PACKS[locale]()).result;
