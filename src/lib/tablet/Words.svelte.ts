import { loadedMessages, messagesFor, type Messages } from '../i18n/messages.ts';
import { STAFF_LOCALES, type StaffLocale } from '../i18n/locale.ts';

const KEY = 'hagukumi.locale';

/** The staff's words in the language this tablet is set to. Guardians choose their own for each visit. */
export class Words {
  locale: StaffLocale = $state('ja');
  all: Messages = $state.raw(loadedMessages('ja'));

  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
    const kept = STAFF_LOCALES.find((locale) => locale === storage.getItem(KEY));
    if (kept !== undefined && kept !== 'ja') void this.use(kept);
  }

  async use(locale: StaffLocale): Promise<void> {
    const words = await messagesFor(locale);
    this.locale = locale;
    this.all = words;
    this.#storage.setItem(KEY, locale);
    document.documentElement.lang = locale;
  }
}
