import type { LocalText } from '../../forms/form.ts';

/** The language a text stands there in: the one shown, or Japanese where it has none in that one. */
export const textLanguage = (text: LocalText, language: string): string =>
  Object.hasOwn(text, language) || Object.hasOwn(text, language.split('-')[0] ?? '') ? language : 'ja';
