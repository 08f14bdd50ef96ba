import type { DayBundle } from '../contract/bundle.ts';
import type { Outcome } from '../contract/problem.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import type { CompiledForm } from '../forms/form.ts';
import { formOf } from './day.ts';

/** The forms of a day, each verified and compiled once. */
export class FormShelf {
  readonly #forms = new Map<string, Promise<Outcome<CompiledForm>>>();
  #bundleId = '';

  get(bundle: DayBundle, program: ProgramId, section: SectionId): Promise<Outcome<CompiledForm>> {
    if (bundle.bundleId !== this.#bundleId) this.#forms.clear();
    this.#bundleId = bundle.bundleId;
    const key = `${program} ${section}`;
    const form = this.#forms.get(key) ?? formOf(bundle, program, section);
    this.#forms.set(key, form);
    return form;
  }
}
