import { guardianMessages as japanese, type GuardianMessages } from './ja/guardian-messages.ts';
import type { Locale } from './locale.ts';

export type { GuardianMessages };

/** Constant texts once loaded; Japanese is always there. */
const loaded = new Map<Locale, GuardianMessages>([['ja', japanese]]);

/** Loads the guardian's words of a language; at once when they are there. */
export const guardianMessagesFor = async (locale: Locale): Promise<GuardianMessages> => {
  const present = loaded.get(locale);
  if (present !== undefined) return present;
  const { guardianMessages } = await import('./en/guardian-messages.ts');
  loaded.set(locale, guardianMessages);
  return guardianMessages;
};

/** The guardian's words of a language when they have been loaded, Japanese until then. */
export const loadedGuardianMessages = (locale: Locale): GuardianMessages => loaded.get(locale) ?? japanese;
