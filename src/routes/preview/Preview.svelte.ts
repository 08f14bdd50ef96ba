import { FormState } from '$lib/form-view/FormState.svelte.ts';
import type { CompiledForm } from '$lib/forms/form.ts';
import { guardianMessagesFor, loadedGuardianMessages } from '$lib/i18n/guardian-messages.ts';
import { isLocale, type Locale } from '$lib/i18n/locale.ts';
import type { Prefill } from '$lib/tablet/trial/prefill.ts';
import { startForm } from '$lib/tablet/trial/start-form.ts';
import { openSources, type OpenedSources, SOURCES_MAX_BYTES } from './files/open-sources.ts';
import { readJson } from './files/read-json.ts';
import { isData, resourcesIn } from './files/resources-in.ts';
import type { Source } from './files/source.ts';
import { afterFrame } from './after-frame.ts';
import { japanesePageWords, pageWordsFor } from './words/page-words.ts';

/** From here on drawing a form in one piece takes such time. */
const LONG_FORM_ITEMS = 1_000;

export const LAYOUTS = ['paged', 'guardian', 'staff'] as const;
export type PreviewLayout = (typeof LAYOUTS)[number];

export const WIDTHS = ['full', 'tablet', 'phone'] as const;
export type PreviewWidth = (typeof WIDTHS)[number];

/** What is shown where only one of both has room. */
export const SIDES = ['form', 'desk'] as const;
export type PreviewSide = (typeof SIDES)[number];

export const DESK_TABS = ['problems', 'response', 'check', 'extract', 'prefill'] as const;
export type DeskTab = (typeof DESK_TABS)[number];

/** What is on screen: no file, a file being read, one that cannot be opened, or what came out of it. */
export type PreviewFile =
  | { readonly state: 'none' | 'failed' | 'compiling' }
  /** `percent` only where somebody has to wait. */
  | { readonly state: 'reading'; readonly percent?: number }
  | OpenedSources;

/** What became of the data a form was to be filled in from. */
export type PreviewPrefill =
  | { readonly state: 'none' | 'working' | 'unreadable' | 'missing' }
  | { readonly state: 'done'; readonly found: Prefill };

/** One form that is tried out. It lives as long as the page; nothing of it is stored or sent. */
export class Preview {
  file: PreviewFile = $state.raw({ state: 'none' });
  form: FormState | undefined = $state.raw();
  prefill: PreviewPrefill = $state.raw({ state: 'none' });
  layout: PreviewLayout = $state('paged');
  width: PreviewWidth = $state('full');
  side: PreviewSide = $state('form');
  tab: DeskTab = $state('response');
  /** Another layout is about to be drawn. */
  drawing = $state(false);
  /** Language of the page; the form may be shown in one the page does not speak. */
  locale: Locale = $state('ja');
  words = $state.raw(loadedGuardianMessages('ja'));
  texts = $state.raw(japanesePageWords);
  /** The last file chosen: an earlier one that is read more slowly is dropped. */
  #reading = 0;
  readonly #id = crypto.randomUUID();
  #authored = '';

  /** Reads a form: one file, or several that make one package. */
  async open(sources: readonly Source[]): Promise<void> {
    const reading = this.#begin();
    const language = this.form?.language ?? this.locale;
    this.form = undefined;
    this.prefill = { state: 'none' };
    this.file = { state: 'reading' };
    const show = (file: PreviewFile): void => {
      if (reading === this.#reading) this.file = file;
    };
    const file = await openSources(sources, {
      onread: (percent) => show({ state: 'reading', percent }),
      onlong: () => {
        show({ state: 'compiling' });
        return afterFrame();
      },
    }).catch((): PreviewFile => ({ state: 'failed' }));
    const form =
      'form' in file && file.form ? await startForm(file.form, { language, now: new Date() }) : undefined;
    if (reading !== this.#reading) return;
    this.file = file;
    this.form = form;
    this.side = 'form';
    this.tab = form === undefined ? 'problems' : 'response';
  }

  /** Takes what was dropped or pasted: data for the form that is open, or else a form. */
  async take(sources: readonly Source[]): Promise<void> {
    const [only, second] = sources;
    if (
      this.form === undefined ||
      only === undefined ||
      second !== undefined ||
      only.size > SOURCES_MAX_BYTES
    ) {
      return this.open(sources);
    }
    const json = await this.#json(only);
    if (!isData(json)) return this.open(sources);
    this.tab = 'prefill';
    this.side = 'desk';
    return this.fill(json);
  }

  /** Fills the form in from a file of data. */
  async fillFrom(source: Source): Promise<void> {
    this.prefill = { state: 'working' };
    await this.fill(source.size > SOURCES_MAX_BYTES ? undefined : await this.#json(source));
  }

  /** Fills the form in from resources or an earlier response. What was answered before is gone. */
  async fill(json: unknown): Promise<void> {
    const reading = this.#reading;
    const before = this.form;
    if (before === undefined) return;
    this.prefill = { state: 'working' };
    const module = await import('$lib/tablet/trial/prefill.ts').catch(() => undefined);
    if (reading !== this.#reading) return;
    const now = new Date();
    const found = module?.prefill(before.form, json, now);
    if (found === undefined) {
      this.prefill = { state: module === undefined ? 'missing' : 'unreadable' };
      return;
    }
    const { answers, resources, filled, problems } = found;
    // Data that are of no use here leave the answers as they are.
    if (filled > 0 || problems.every(({ severity }) => severity === 'warning')) {
      const context = { now, resources };
      this.form = new FormState(before.form, {
        answers,
        language: before.language,
        context,
        days: before.days,
      });
    }
    this.prefill = { state: 'done', found };
  }

  /** Takes all answers back to what the form starts with. */
  async restart(): Promise<void> {
    const reading = this.#begin();
    const before = this.form;
    if (before === undefined) return;
    const form = await startForm(before.form, { language: before.language, now: new Date() });
    if (reading !== this.#reading) return;
    this.form = form;
    this.prefill = { state: 'none' };
  }

  async speak(language: string): Promise<void> {
    const locale = isLocale(language) ? language : 'en';
    const [words, texts] = await Promise.all([guardianMessagesFor(locale), pageWordsFor(locale)]);
    this.words = words;
    this.texts = texts;
    this.locale = locale;
    if (this.form !== undefined) this.form.language = language;
  }

  /** Changes the layout; a long form says first that this takes a moment. */
  async show(layout: PreviewLayout): Promise<void> {
    if ((this.form?.form.items.length ?? 0) > LONG_FORM_ITEMS && layout !== 'paged') {
      this.drawing = true;
      await afterFrame();
      this.drawing = false;
    }
    this.layout = layout;
  }

  /** The QuestionnaireResponse as it is now. */
  response(): Record<string, unknown> {
    const subject = this.#patientId();
    return (
      this.form?.response({
        id: this.#id,
        status: 'in-progress',
        authored: this.#authored,
        ...(subject !== undefined && { subject }),
      }) ?? {}
    );
  }

  /** The Questionnaire as it was given, also of a form that cannot be used; undefined where there is none. */
  source(): unknown {
    if (this.form !== undefined) return this.form.form.source;
    if (!('bytes' in this.file)) return undefined;
    const json = readJson(this.file.bytes)?.json;
    return resourcesIn(json).find(({ resourceType }) => resourceType === 'Questionnaire') ?? json;
  }

  get compiled(): CompiledForm | undefined {
    return this.form?.form;
  }

  /** The name that files made from this form begin with. */
  get fileStem(): string {
    const name = 'name' in this.file ? this.file.name.replace(/\.json$/i, '') : '';
    return name === '' ? 'questionnaire' : name;
  }

  #begin(): number {
    this.#reading += 1;
    this.#authored = new Date().toISOString();
    return this.#reading;
  }

  #patientId(): string | undefined {
    if (this.prefill.state !== 'done') return undefined;
    const patient = Object.values(this.prefill.found.resources)
      .flatMap(resourcesIn)
      .find(({ resourceType }) => resourceType === 'Patient');
    return typeof patient?.['id'] === 'string' ? patient['id'] : undefined;
  }

  async #json(source: Source): Promise<unknown> {
    const bytes = await source.bytes(() => undefined).catch(() => undefined);
    return bytes && readJson(bytes)?.json;
  }
}
