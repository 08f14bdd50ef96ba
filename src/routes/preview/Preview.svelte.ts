import { FormState } from '$lib/form-view/FormState.svelte.ts';
import { openForm, type OpenedForm } from '$lib/form-view/open-form.ts';
import { guardianMessagesFor, loadedGuardianMessages } from '$lib/i18n/guardian-messages.ts';
import { isLocale, type Locale } from '$lib/i18n/locale.ts';

/** Larger files are not read into memory. */
const FILE_MAX_BYTES = 20_000_000;

export const LAYOUTS = ['paged', 'guardian', 'staff'] as const;
export type PreviewLayout = (typeof LAYOUTS)[number];

/** What is on screen: no file, a file being read, one that cannot be opened, or what came out of it. */
export type PreviewFile = { readonly state: 'none' | 'reading' | 'failed' } | OpenedForm;

/** One form that is tried out, in one of three layouts. */
export class Preview {
  file: PreviewFile = $state.raw({ state: 'none' });
  form: FormState | undefined = $state.raw();
  layout: PreviewLayout = $state('paged');
  /** Language of the page; the form may be shown in one the page does not speak. */
  locale: Locale = $state('ja');
  words = $state.raw(loadedGuardianMessages('ja'));
  /** The last file chosen: an earlier one that is read more slowly is dropped. */
  #reading = 0;
  readonly #meta = {
    id: crypto.randomUUID(),
    status: 'in-progress',
    authored: new Date().toISOString(),
  } as const;

  async open(file: File): Promise<void> {
    this.#reading += 1;
    const reading = this.#reading;
    const language = this.form?.language ?? this.locale;
    this.form = undefined;
    this.file = { state: 'reading' };
    const opened = await this.#read(file);
    if (reading !== this.#reading) return;
    this.file = opened;
    if (opened.state === 'read' && opened.form !== undefined) {
      this.form = new FormState(opened.form, { language });
    }
  }

  async speak(language: string): Promise<void> {
    const locale = isLocale(language) ? language : 'en';
    this.words = await guardianMessagesFor(locale);
    this.locale = locale;
    if (this.form !== undefined) this.form.language = language;
  }

  /** The QuestionnaireResponse as it is now. */
  response(): string {
    return this.form === undefined ? '' : JSON.stringify(this.form.response(this.#meta), null, 2);
  }

  async #read(file: File): Promise<PreviewFile> {
    if (file.size > FILE_MAX_BYTES) return { state: 'too-large', problems: [] };
    try {
      return openForm(new Uint8Array(await file.arrayBuffer()));
    } catch {
      // The file was moved, or the permission to read it has ended.
      return { state: 'failed' };
    }
  }
}
