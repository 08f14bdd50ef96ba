import { loadedGuardianMessages, type GuardianMessages } from '../../i18n/guardian-messages.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { Label } from '../../ui/label.ts';
import { spokenLabel } from './words-label.svelte.ts';

/** Finds a word of the screens among the words of a language. */
type Pick = (words: GuardianMessages, language: Locale) => string;

/** A word of the guardian's screens as it is shown: with its Japanese beneath where that is wanted. */
export type Say = (pick: Pick) => Label;

/** How words are shown to a guardian. */
interface Spoken {
  readonly words: GuardianMessages;
  /** BCP 47 tag of these words. */
  readonly language: string;
  /** Japanese stands beneath another language. */
  readonly beside: boolean;
}

/** The one way in which guardians' screens take their words. */
export const sayIn =
  ({ words, language, beside }: Spoken): Say =>
  (pick) =>
    spokenLabel(
      pick(words, language as Locale),
      beside && language !== 'ja' ? pick(loadedGuardianMessages('ja'), 'ja') : undefined,
    );
