import type { DayBundle, FormEntry } from '../contract/bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { TabletStore } from '../store/port.ts';
import { openPart, saidName, type FormName } from './form-part.ts';

/** Which form a draft or a revision was made with. */
type MadeWith = Pick<FormEntry, 'formId' | 'formVersion'>;

/** The forms on this tablet, each read, verified and compiled when it is first asked for, once per content. */
export class FormShelf {
  readonly #store: Pick<TabletStore, 'get' | 'all'>;
  readonly #forms = new Map<string, Promise<Outcome<CompiledForm>>>();
  /** Verified under these keys. */
  #keys = '';

  constructor(store: Pick<TabletStore, 'get' | 'all'>) {
    this.#store = store;
  }

  /** The form of one section today. */
  get(bundle: DayBundle, program: ProgramId, section: SectionId): Promise<Outcome<CompiledForm>> {
    const entry = bundle.forms.find((each) => each.program === program && each.section === section);
    return entry === undefined ? Promise.resolve(problem('form-invalid')) : this.#open(entry, bundle);
  }

  /**
   * The form of one section in the version that answers were made with, if it is still here; else today's.
   */
  async madeWith(
    bundle: DayBundle,
    program: ProgramId,
    section: SectionId,
    made: MadeWith,
  ): Promise<Outcome<CompiledForm>> {
    const isIt = ({ formId, formVersion }: MadeWith): boolean =>
      formId === made.formId && formVersion === made.formVersion;
    const today = bundle.forms.find((each) => each.program === program && each.section === section);
    if (today !== undefined && isIt(today)) return this.#open(today, bundle);
    const parts = await this.#store.all('parts');
    if (!parts.ok) return parts;
    for (const { sha256, text } of parts.value) {
      const said = saidName(text);
      if (said === undefined || !isIt(said)) continue;
      const opened = await this.#open({ ...made, sha256 }, bundle);
      if (opened.ok) return opened;
    }
    return this.get(bundle, program, section);
  }

  async #open(name: FormName, { hubKeys }: DayBundle): Promise<Outcome<CompiledForm>> {
    const keys = JSON.stringify(hubKeys.form);
    if (keys !== this.#keys) this.#forms.clear();
    this.#keys = keys;
    const { formId, formVersion, sha256 } = name;
    const key = JSON.stringify([sha256, formId, formVersion]);
    const known = this.#forms.get(key);
    if (known !== undefined) return known;
    const opening = this.#read(name, hubKeys);
    this.#forms.set(key, opening);
    const opened = await opening;
    // What could not be read now may be there the next time.
    if (!opened.ok && this.#forms.get(key) === opening) this.#forms.delete(key);
    return opened;
  }

  async #read(name: FormName, { form: keys }: DayBundle['hubKeys']): Promise<Outcome<CompiledForm>> {
    const part = await this.#store.get('parts', name.sha256);
    if (!part.ok) return part;
    return part.value === undefined ? problem('form-invalid') : openPart(name, part.value.text, keys);
  }
}
