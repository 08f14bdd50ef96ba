import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../forms/answer-types.ts';
import { FILES_MAX_BYTES, type FileRoom } from '../../forms/run/file-room.ts';
import { AttachmentEntry, type FileState } from './AttachmentEntry.svelte.ts';
import { noRoomText } from './file-limits.ts';

const pdf = (bytes: number): File => new File([new Uint8Array(bytes)], 'a.pdf', { type: 'application/pdf' });

const chosen = async (file: File, maxBytes: number | undefined, room: FileRoom): Promise<FileState> => {
  const put: Attachment[] = [];
  const entry = new AttachmentEntry(
    { maxBytes, mimeTypes: [] },
    () => room,
    (each) => put.push(each),
  );
  await entry.choose(file);
  expect(put).toEqual([]);
  return entry.status;
};

const all: FileRoom = { bytes: FILES_MAX_BYTES, share: FILES_MAX_BYTES };

describe('a file that is chosen', () => {
  it('is too large by itself above what the item takes, and above what one response holds', async () => {
    expect(await chosen(pdf(1001), 1000, all)).toEqual({ state: 'too-large' });
    expect(await chosen(pdf(FILES_MAX_BYTES + 1), 1_000_000, all)).toEqual({ state: 'too-large' });
    expect(await chosen(pdf(FILES_MAX_BYTES + 1), undefined, all)).toEqual({ state: 'too-large' });
  });

  it('has no room where it fits by itself but not with the others, and what is left is told', async () => {
    const room = { bytes: 20_000, share: 20_000 };
    expect(await chosen(pdf(20_001), 50_000, room)).toEqual({ state: 'no-room', room: 20_000 });
    expect(await chosen(pdf(1), 50_000, { bytes: 0, share: 0 })).toEqual({ state: 'no-room', room: 0 });
  });

  it('that cannot be made smaller may take more than its share', async () => {
    // Reading it fails here, where there is no browser: it was not refused.
    const status = await chosen(pdf(60_000), undefined, { bytes: 100_000, share: 50_000 });
    expect(status.state).toBe('failed');
  });
});

describe('what is said of a file without room', () => {
  it('names the size that fits, rounded down, and the limit of all', () => {
    expect(noRoomText(20_999, 'ja')).toBe(
      'ほかのファイルと合わせると大きすぎて送れません（合わせて150 kBまで）。20 kBまでのファイルなら入れられます',
    );
    expect(noRoomText(20_999, 'en')).toBe(
      'Together with the other files this is too large to send (150 kB in all). A file of up to 20 kB fits',
    );
  });

  it('says what to do where nothing fits any more', () => {
    expect(noRoomText(999, 'ja')).toBe(
      'ほかのファイルだけで上限（合わせて150 kB）になっています。どれかを消すと入れられます',
    );
  });
});
