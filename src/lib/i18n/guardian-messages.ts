import { guardianMessages as japanese, type GuardianMessages } from './ja/guardian-messages.ts';
import type { Locale } from './locale.ts';

export type { GuardianMessages };

/** Constant texts once loaded; Japanese is always there. */
const loaded = new Map<Locale, GuardianMessages>([['ja', japanese]]);

interface Pack {
  readonly guardianMessages: GuardianMessages;
}

/** A chunk for each language, loaded when it is chosen. */
const PACKS: Readonly<Record<Exclude<Locale, 'ja'>, () => Promise<Pack>>> = {
  'ja-x-easy': () => import('./ja-x-easy/guardian-messages.ts'),
  en: () => import('./en/guardian-messages.ts'),
  'zh-Hans': () => import('./zh-Hans/guardian-messages.ts'),
  vi: () => import('./vi/guardian-messages.ts'),
  'pt-BR': () => import('./pt-BR/guardian-messages.ts'),
  ko: () => import('./ko/guardian-messages.ts'),
  fil: () => import('./fil/guardian-messages.ts'),
  ne: () => import('./ne/guardian-messages.ts'),
  es: () => import('./es/guardian-messages.ts'),
  id: () => import('./id/guardian-messages.ts'),
  th: () => import('./th/guardian-messages.ts'),
};

/** Loads the guardian's words of a language; at once when they are there. */
export const guardianMessagesFor = async (locale: Locale): Promise<GuardianMessages> => {
  const present = loaded.get(locale);
  if (present !== undefined || locale === 'ja') return present ?? japanese;
  const { guardianMessages } = await PACKS[locale]();
  loaded.set(locale, guardianMessages);
  return guardianMessages;
};

/** The guardian's words of a language when they have been loaded, Japanese until then. */
export const loadedGuardianMessages = (locale: Locale): GuardianMessages => loaded.get(locale) ?? japanese;
