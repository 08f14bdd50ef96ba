import type { ControlMessages } from './ja/controls.ts';
import type { Locale } from './locale.ts';

interface Pack {
  readonly controls: ControlMessages;
}

/** A chunk for each language: few forms have controls that need these words. */
const PACKS: Readonly<Record<Locale, () => Promise<Pack>>> = {
  ja: () => import('./ja/controls.ts'),
  'ja-x-easy': () => import('./ja-x-easy/controls.ts'),
  en: () => import('./en/controls.ts'),
  'zh-Hans': () => import('./zh-Hans/controls.ts'),
  vi: () => import('./vi/controls.ts'),
  'pt-BR': () => import('./pt-BR/controls.ts'),
  ko: () => import('./ko/controls.ts'),
  fil: () => import('./fil/controls.ts'),
  ne: () => import('./ne/controls.ts'),
  es: () => import('./es/controls.ts'),
  id: () => import('./id/controls.ts'),
  th: () => import('./th/controls.ts'),
};

/** Loads the words of rare controls in a language. Rejects where the chunk is neither stored nor to be had. */
export const controlMessagesFor = async (locale: Locale): Promise<ControlMessages> =>
  (await PACKS[locale]()).controls;
