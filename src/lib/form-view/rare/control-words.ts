import { controls as english } from '../../i18n/en/controls.ts';
import { controls as japanese, type ControlMessages } from '../../i18n/ja/controls.ts';

/** The words of rare controls for a form shown in a language; English where they are not spoken. */
export const controlWords = (language: string): ControlMessages =>
  language.startsWith('ja') ? japanese : english;
