import type { Outcome } from '../contract/problem.ts';
import type { SectionEditor } from './SectionEditor.svelte.ts';

/** Ends editing once the last answers are on disk. @returns false when they are not: the editor stays, and they with it */
export const letGo = async (editor: SectionEditor | undefined): Promise<boolean> => {
  const settled = await editor?.settle();
  if (settled?.ok === false) return false;
  editor?.close();
  return true;
};

/** An editor that the disk has refused so far. Shown to nobody; saved again after the next unlock. */
export class StrandedEditor {
  #editor: SectionEditor | undefined;

  get isThere(): boolean {
    return this.#editor !== undefined;
  }

  keep(editor: SectionEditor | undefined): void {
    this.#editor = editor;
  }

  /** Tries the disk once more. @returns whether something came to it that was not there */
  async save(): Promise<Outcome<boolean>> {
    const editor = this.#editor;
    if (editor === undefined) return { ok: true, value: false };
    editor.retrySave();
    const saved = await editor.settle();
    if (!saved.ok) return saved;
    editor.close();
    this.#editor = undefined;
    return { ok: true, value: true };
  }
}
