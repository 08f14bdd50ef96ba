import type { AbsentReason } from './answer-types.ts';
import type { LocalText } from './form.ts';

/** はい and いいえ: FHIR gives a boolean question no labels of its own. */
export const BOOLEAN_WORDS: { readonly true: LocalText; readonly false: LocalText } = {
  true: { ja: 'はい', en: 'Yes' },
  false: { ja: 'いいえ', en: 'No' },
};

/** The ways of not answering, as the guardian taps them and staff read them. */
export const ABSENT_WORDS: Readonly<Record<AbsentReason, LocalText>> = {
  'asked-unknown': { ja: 'わからない', en: 'I don’t know' },
  'asked-declined': { ja: 'こたえたくない', en: 'I’d rather not say' },
  'temp-unknown': { ja: 'スタッフに聞く', en: 'I’ll ask the staff' },
};
