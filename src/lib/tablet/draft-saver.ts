import type { Outcome, Problem } from '../contract/problem.ts';
import type { Draft } from '../forms/response/draft.ts';
import type { Drafts, OpenDraft } from './drafts.ts';

/** What the screen may say about the last keystroke. `saved` is only said when the bytes are on disk and decrypt. */
export type SaveStatus =
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly problem: Problem };

/**
 * Saves one draft as fast as the disk allows, without making anybody wait: while a save is under way only the
 * newest state is kept for the next one.
 *
 *     idle ──save──▶ saving ──done, nothing newer──▶ idle
 *                      │ ▲────done, newer state─────┘
 *                      └──failed──▶ failed (the state stays in memory) ──save / retry──▶ saving
 */
export class DraftSaver {
  readonly #drafts: Drafts;
  readonly #onStatus: (status: SaveStatus) => void;
  #open: OpenDraft;
  #newest: Draft | undefined;
  #running: Promise<void> | undefined;
  #failure: Problem | undefined;

  constructor(drafts: Drafts, open: OpenDraft, onStatus: (status: SaveStatus) => void) {
    this.#drafts = drafts;
    this.#open = open;
    this.#onStatus = onStatus;
  }

  /** The draft as it was last saved. */
  get open(): OpenDraft {
    return this.#open;
  }

  /** The draft as it stands on screen, saved or not. */
  get latest(): Draft {
    return this.#newest ?? this.#open.draft;
  }

  get hasUnsaved(): boolean {
    return this.#newest !== undefined;
  }

  /** Takes the newest state; returns at once. */
  save(draft: Draft): void {
    this.#newest = draft;
    this.#start();
  }

  /** Tries a failed save again. */
  retry(): void {
    this.#start();
  }

  /** Waits until everything taken is on disk, or a save has failed. */
  async settle(): Promise<Outcome<OpenDraft>> {
    while (this.#running !== undefined) await this.#running;
    return this.#failure === undefined
      ? { ok: true, value: this.#open }
      : { ok: false, error: this.#failure };
  }

  #start(): void {
    if (this.#running !== undefined || this.#newest === undefined) return;
    this.#failure = undefined;
    this.#onStatus({ state: 'saving' });
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    // What one touch changes in several steps is one save.
    await Promise.resolve();
    let status: SaveStatus = { state: 'saved' };
    try {
      while (this.#newest !== undefined) {
        const draft = this.#newest;
        const saved = await this.#drafts.save(this.#open, draft);
        if (!saved.ok) {
          this.#failure = saved.error;
          status = { state: 'failed', problem: saved.error };
          break;
        }
        this.#open = saved.value;
        if (this.#newest === draft) this.#newest = undefined;
      }
    } finally {
      // In the same step as the last look at the newest state: what comes from here on begins a save of its own.
      this.#running = undefined;
    }
    this.#onStatus(status);
  }
}
