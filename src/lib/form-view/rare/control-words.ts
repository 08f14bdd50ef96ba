import { SvelteMap } from 'svelte/reactivity';
import { controlMessagesFor } from '../../i18n/control-messages.ts';
import { controls as english } from '../../i18n/en/controls.ts';
import { controls as japanese, type ControlMessages } from '../../i18n/ja/controls.ts';
import { isLocale, type Locale } from '../../i18n/locale.ts';

const loaded = new SvelteMap<Locale, ControlMessages>([
  ['ja', japanese],
  ['en', english],
]);
const asked = new Set<Locale>();

const load = async (locale: Locale): Promise<void> => {
  if (asked.has(locale)) return;
  asked.add(locale);
  try {
    loaded.set(locale, await controlMessagesFor(locale));
  } catch {
    // Neither stored nor to be had: asked for again with the next control.
    asked.delete(locale);
  }
};

/**
 * The words of rare controls for a form shown in a language. Until those of the language have been loaded, and in
 * languages that are not spoken here, Japanese of what is written in kana and English of all others; what is shown
 * follows when they are there.
 */
export const controlWords = (language: string): ControlMessages => {
  const known = isLocale(language) ? loaded.get(language) : undefined;
  if (known === undefined && isLocale(language)) void load(language);
  return known ?? (language.startsWith('ja') ? japanese : english);
};
