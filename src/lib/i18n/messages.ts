import { guardianMessagesFor, type GuardianMessages } from './guardian-messages.ts';
import { guardianMessages } from './ja/guardian-messages.ts';
import { staffMessages, type StaffMessages } from './ja/staff-messages.ts';
import type { StaffLocale } from './locale.ts';

/** Every word of the app in one language of the staff. */
export type Messages = GuardianMessages & StaffMessages;

const japanese: Messages = { ...guardianMessages, ...staffMessages };

/** Constant texts once loaded; Japanese is always there. */
const loaded = new Map<StaffLocale, Messages>([['ja', japanese]]);

/** Loads all words of a language; at once when they are there. Languages other than Japanese are separate chunks. */
export const messagesFor = async (locale: StaffLocale): Promise<Messages> => {
  const present = loaded.get(locale);
  if (present !== undefined) return present;
  const [guardian, staff] = await Promise.all([
    guardianMessagesFor(locale),
    import('./en/staff-messages.ts'),
  ]);
  const messages: Messages = { ...guardian, ...staff.staffMessages };
  loaded.set(locale, messages);
  return messages;
};

/** All words of a language when they have been loaded, Japanese until then. */
export const loadedMessages = (locale: StaffLocale): Messages => loaded.get(locale) ?? japanese;
