import type { CompiledForm } from '../../forms/form.ts';
import { loadForm } from '../../forms/load-form.ts';
import { findForm, findFormHash } from '../store/forms.ts';
import type { Db } from '../store/hub-store.ts';

/** Forms compiled in this process; the number of versions a municipality has had is small. */
const COMPILED_MAX = 200;

/** Every form ever published, compiled when first asked for. */
export class FormShelf {
  readonly #compiled = new Map<string, CompiledForm>();

  /** The form with this id and version, or `undefined` when this hub never published it. */
  async find(db: Db, formId: string, formVersion: string): Promise<CompiledForm | undefined> {
    const sha256 = await findFormHash(db, formId, formVersion);
    if (sha256 === undefined) return undefined;
    const kept = this.#compiled.get(sha256);
    if (kept !== undefined) return kept;
    const row = await findForm(db, formId, formVersion);
    const { form } = await loadForm(row === undefined ? undefined : JSON.parse(row.questionnaire));
    if (form === undefined) throw new Error('a published form does not compile');
    if (this.#compiled.size >= COMPILED_MAX) this.#compiled.clear();
    this.#compiled.set(sha256, form);
    return form;
  }
}
