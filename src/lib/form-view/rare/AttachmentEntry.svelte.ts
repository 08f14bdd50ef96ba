import type { Attachment } from '../../forms/answer-types.ts';
import { FILES_MAX_BYTES, type FileRoom } from '../../forms/run/file-room.ts';
import type { FormItem } from '../../forms/form.ts';
import { takesFile } from './file-limits.ts';
import { readBase64 } from './read-file.ts';
import { shrinkPhoto } from './shrink-photo.ts';

/** What became of the file chosen last. */
export type FileState =
  | { readonly state: 'idle' | 'too-large' | 'file-type' | 'failed' }
  | { readonly state: 'no-room'; readonly room: number }
  | { readonly state: 'reading'; readonly done: number }
  | { readonly state: 'shrunk'; readonly size: number };

/**
 * Reads a chosen file into an answer.
 *
 * ```
 * idle ──choose──▶ reading ──▶ idle, shrunk          the answer is there
 *                     │
 *                     └──────▶ too-large, no-room, file-type, failed    the answer before it stays
 * ```
 * `no-room`: it would be small enough by itself, but not together with the other files of the form.
 * A file chosen later wins over one that is still being read.
 */
export class AttachmentEntry {
  readonly #item: Pick<FormItem, 'maxBytes' | 'mimeTypes'>;
  readonly #put: (attachment: Attachment) => void;
  readonly #room: () => FileRoom;
  #run = 0;
  status: FileState = $state.raw({ state: 'idle' });

  /** @param room how much the other files leave, asked anew for each file */
  constructor(
    item: Pick<FormItem, 'maxBytes' | 'mimeTypes'>,
    room: () => FileRoom,
    put: (attachment: Attachment) => void,
  ) {
    this.#item = item;
    this.#room = room;
    this.#put = put;
  }

  async choose(file: File): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    const end = (status: FileState): void => {
      if (run === this.#run) this.status = status;
    };
    const { maxBytes = FILES_MAX_BYTES, mimeTypes } = this.#item;
    const most = Math.min(maxBytes, FILES_MAX_BYTES);
    if (!takesFile(mimeTypes, file.type)) {
      end({ state: 'file-type' });
      return;
    }
    end({ state: 'reading', done: 0 });
    const small = await this.#fitting(file, most);
    if (small === undefined) {
      end(this.#refusal(most));
      return;
    }
    try {
      const data = await readBase64(small, (done) => end({ state: 'reading', done }));
      if (run !== this.#run) return;
      // Another file may have taken the room in the meantime.
      if (small.size > this.#room().bytes) {
        end(this.#refusal(most));
        return;
      }
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

  #refusal(most: number): FileState {
    const { bytes } = this.#room();
    return bytes < most ? { state: 'no-room', room: bytes } : { state: 'too-large' };
  }

  /** The file, or the photo made smaller: to its share of the room, so that those still missing fit, else to the room. */
  async #fitting(file: File, most: number): Promise<Blob | undefined> {
    const { bytes, share } = this.#room();
    const limit = Math.min(most, bytes);
    if (file.size <= Math.min(limit, share)) return file;
    const smaller = share < limit ? await this.#shrunk(file, share) : undefined;
    if (smaller !== undefined || file.size <= limit) return smaller ?? file;
    return limit === 0 ? undefined : this.#shrunk(file, limit);
  }

  async #shrunk(file: File, maxBytes: number): Promise<Blob | undefined> {
    if (!file.type.startsWith('image/') || !takesFile(this.#item.mimeTypes, 'image/jpeg')) return undefined;
    return shrinkPhoto(file, maxBytes);
  }
}
