import type { Attachment } from '../../forms/answer-types.ts';
import type { FormItem } from '../../forms/form.ts';
import { takesFile } from './file-limits.ts';
import { readBase64 } from './read-file.ts';
import { shrinkPhoto } from './shrink-photo.ts';

/** What became of the file chosen last. */
export type FileState =
  | { readonly state: 'idle' | 'too-large' | 'file-type' | 'failed' }
  | { readonly state: 'reading'; readonly done: number }
  | { readonly state: 'shrunk'; readonly size: number };

/**
 * Reads a chosen file into an answer.
 *
 * ```
 * idle ──choose──▶ reading ──▶ idle, shrunk          the answer is there
 *                     │
 *                     └──────▶ too-large, file-type, failed    the answer before it stays
 * ```
 * A file chosen later wins over one that is still being read.
 */
export class AttachmentEntry {
  readonly #item: Pick<FormItem, 'maxBytes' | 'mimeTypes'>;
  readonly #put: (attachment: Attachment) => void;
  #run = 0;
  status: FileState = $state.raw({ state: 'idle' });

  constructor(item: Pick<FormItem, 'maxBytes' | 'mimeTypes'>, put: (attachment: Attachment) => void) {
    this.#item = item;
    this.#put = put;
  }

  async choose(file: File): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    const end = (status: FileState): void => {
      if (run === this.#run) this.status = status;
    };
    const { maxBytes = Infinity, mimeTypes } = this.#item;
    if (!takesFile(mimeTypes, file.type)) {
      end({ state: 'file-type' });
      return;
    }
    end({ state: 'reading', done: 0 });
    const small = file.size <= maxBytes ? file : await this.#shrunk(file, maxBytes);
    if (small === undefined) {
      end({ state: 'too-large' });
      return;
    }
    try {
      const data = await readBase64(small, (done) => end({ state: 'reading', done }));
      if (run !== this.#run) return;
      this.#put({
        ...(small.type !== '' && { contentType: small.type }),
        data,
        title: file.name,
        size: small.size,
      });
      end(small === file ? { state: 'idle' } : { state: 'shrunk', size: small.size });
    } catch {
      end({ state: 'failed' });
    }
  }

  /** The answer was taken back; what is still being read is dropped. */
  forget(): void {
    this.#run += 1;
    this.status = { state: 'idle' };
  }

  async #shrunk(file: File, maxBytes: number): Promise<Blob | undefined> {
    if (!file.type.startsWith('image/') || !takesFile(this.#item.mimeTypes, 'image/jpeg')) return undefined;
    return shrinkPhoto(file, maxBytes);
  }
}
