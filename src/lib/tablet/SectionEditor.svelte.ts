import type { Author, RevisionContent } from '../contract/revision.ts';
import type { Outcome } from '../contract/problem.ts';
import { FormState } from '../form-view/FormState.svelte.ts';
import type { KnownDays } from '../forms/codec/day-bounds.ts';
import type { Draft } from '../forms/response/draft.ts';
import type { CompiledForm } from '../forms/form.ts';
import { DraftSaver, type SaveStatus } from './draft-saver.ts';
import type { Drafts, OpenDraft } from './drafts.ts';
import type { Freeze } from './freeze.ts';

/** One section on screen: the live form, its saver, and where the person is in it. */
export class SectionEditor {
  readonly form: FormState;
  readonly compiled: CompiledForm;
  saveStatus: SaveStatus = $state.raw({ state: 'saved' });
  /** linkId of the question on screen; empty at the start. */
  position = $state('');

  readonly #saver: DraftSaver;
  readonly #startedAt: string;
  readonly #release: () => void;

  constructor(
    { drafts, release, days }: { drafts: Drafts; release: () => void; days: KnownDays },
    compiled: CompiledForm,
    open: OpenDraft,
  ) {
    this.compiled = compiled;
    const { answers, language } = open.draft;
    this.form = new FormState(compiled, { answers, language, days });
    this.position = open.draft.position;
    this.#startedAt = open.draft.startedAt;
    this.#release = release;
    this.#saver = new DraftSaver(drafts, open, (status) => {
      this.saveStatus = status;
    });
    this.form.onChange(() => {
      this.#save();
    });
  }

  get open(): OpenDraft {
    return this.#saver.open;
  }

  /** What is on screen now, saved or not. */
  get latest(): Draft {
    return this.#saver.latest;
  }

  get hasUnsaved(): boolean {
    return this.#saver.hasUnsaved;
  }

  /** What is on screen now as it would be sealed, without who and when. */
  get content(): Readonly<Record<string, unknown>> {
    return this.form.response({ id: this.open.draftId, status: 'in-progress', authored: '' });
  }

  /** Remembers the question on screen with the draft. */
  moveTo(linkId: string): void {
    if (linkId === this.position) return;
    this.position = linkId;
    this.#save();
  }

  setLanguage(language: string): void {
    if (language === this.form.language) return;
    this.form.language = language;
    this.#save();
  }

  retrySave(): void {
    this.#saver.retry();
  }

  settle(): Promise<Outcome<OpenDraft>> {
    return this.#saver.settle();
  }

  /** What freezing needs, after everything is on disk. */
  async prepare(
    status: RevisionContent['status'],
    author: Author,
    authored: string,
  ): Promise<Outcome<Freeze>> {
    const settled = await this.settle();
    if (!settled.ok) return settled;
    const open = settled.value;
    const response = this.form.response({
      id: open.draftId,
      status: this.#responseStatus(status),
      subject: open.checkup.subjectId,
      authored,
    });
    return { ok: true, value: { open, status, author, response } };
  }

  /** What staff save for others may still lack answers; FHIR calls that in progress. */
  #responseStatus(status: RevisionContent['status']): 'in-progress' | 'completed' | 'amended' {
    if (status === 'amended') return 'amended';
    const lacks = this.form.issues().some(({ severity }) => severity === 'error');
    return status === 'saved' && lacks ? 'in-progress' : 'completed';
  }

  /** Ends editing on this tab; the draft stays where it is. */
  close(): void {
    this.#release();
  }

  #save(): void {
    const { draft } = this.#saver.open;
    const next: Draft = {
      ...draft,
      language: this.form.language,
      position: this.position,
      answers: new Map(this.form.answers),
      startedAt: this.#startedAt,
    };
    this.#saver.save(next);
  }
}
