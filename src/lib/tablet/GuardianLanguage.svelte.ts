import { sayIn, type Say } from '../form-view/label/say.ts';
import {
  guardianMessagesFor,
  loadedGuardianMessages,
  type GuardianMessages,
} from '../i18n/guardian-messages.ts';
import type { Locale } from '../i18n/locale.ts';
import { areWordsReviewed } from '../i18n/word-reviews.ts';

const JAPANESE = loadedGuardianMessages('ja');

/** The language of the family at the tablet, its words, and whether Japanese stands beneath them. */
export class GuardianLanguage {
  beside = $state(false);
  #locale: Locale = $state('ja');
  #words: GuardianMessages = $state.raw(JAPANESE);
  #missing: Locale | undefined = $state();
  readonly #load: typeof guardianMessagesFor;
  /** Counts the choices: words take their time to load, and only the last choice counts. */
  #turn = 0;

  constructor(load: typeof guardianMessagesFor = guardianMessagesFor) {
    this.#load = load;
  }

  get locale(): Locale {
    return this.#locale;
  }
  get words(): GuardianMessages {
    return this.#words;
  }
  /** The language last asked for, when its words are neither on this tablet nor to be had: Japanese is shown. */
  get missing(): Locale | undefined {
    return this.#missing;
  }
  /** Whether somebody has confirmed the words shown; Japanese is the original. */
  get isReviewed(): boolean {
    return areWordsReviewed(this.#locale);
  }

  readonly say: Say = (pick) =>
    sayIn({ words: this.#words, language: this.#locale, beside: this.beside })(pick);

  /** Shows a language, or Japanese where its words cannot be loaded. Never rejects. */
  async use(locale: Locale): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const words = await this.#load(locale).catch(() => undefined);
    if (turn !== this.#turn) return;
    this.#missing = words === undefined ? locale : undefined;
    this.#words = words ?? JAPANESE;
    this.#locale = words === undefined ? 'ja' : locale;
  }

  /** For the next family. */
  reset(): void {
    this.#turn += 1;
    this.#missing = undefined;
    this.#words = JAPANESE;
    this.#locale = 'ja';
    this.beside = false;
  }
}
