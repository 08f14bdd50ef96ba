import type { Messages } from '../i18n/messages.ts';
import { STAFF_LOCALES, type StaffLocale } from '../i18n/locale.ts';

const KEY = 'hagukumi.locale';

/** The staff's words in the language this tablet is set to. Guardians choose their own for each visit. */
export class Words {
  locale: StaffLocale = $state('ja');
  #all: Messages | undefined = $state.raw(undefined);

  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
  }

  /** Every word. Screens for staff are begun with `getStaffTablet`, which brings them; families load none. */
  get all(): Messages {
    if (this.#all === undefined) throw new Error('no screen for staff has brought the words');
    return this.#all;
  }

  /** Takes the words that a screen for staff came with, and goes on to the language that was chosen here. */
  bring(japanese: Messages): void {
    if (this.#all !== undefined) return;
    this.#all = japanese;
    const kept = STAFF_LOCALES.find((locale) => locale === this.#storage.getItem(KEY));
    if (kept !== undefined && kept !== 'ja') void this.use(kept);
  }

  async use(locale: StaffLocale): Promise<void> {
    const { messagesFor } = await import('../i18n/messages.ts');
    const words = await messagesFor(locale);
    this.locale = locale;
    this.#all = words;
    this.#storage.setItem(KEY, locale);
    document.documentElement.lang = locale;
  }
}
