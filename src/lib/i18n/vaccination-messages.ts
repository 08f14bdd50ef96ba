import { vaccination as japanese, type VaccinationMessages } from './ja/vaccination.ts';
import type { StaffLocale } from './locale.ts';

/** Constant texts once loaded; Japanese is always there. */
const loaded = new Map<StaffLocale, VaccinationMessages>([['ja', japanese]]);

/** Loads the words of the vaccination check in a language; at once when they are there. Only its screens load them. */
export const vaccinationMessagesFor = async (locale: StaffLocale): Promise<VaccinationMessages> => {
  const present = loaded.get(locale);
  if (present !== undefined) return present;
  const { vaccination } = await import('./en/vaccination.ts');
  loaded.set(locale, vaccination);
  return vaccination;
};
