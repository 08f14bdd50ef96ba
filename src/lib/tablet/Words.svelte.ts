import { loadedMessages, messagesFor, type Messages } from '../i18n/messages.ts';
import { isLocale, type Locale } from '../i18n/locale.ts';

const KEY = 'hagukumi.locale';

/** The staff's words in the language this tablet is set to. Guardians choose their own for each visit. */
export class Words {
  locale: Locale = $state('ja');
  all: Messages = $state.raw(loadedMessages('ja'));

  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    const kept = storage.getItem(KEY);
    if (isLocale(kept) && kept !== 'ja') void this.use(kept);
  }

  async use(locale: Locale): Promise<void> {
    const words = await messagesFor(locale);
    this.locale = locale;
    this.all = words;
    this.#storage.setItem(KEY, locale);
    document.documentElement.lang = locale;
  }
}
