/** Something that a form or data can be read from. */
export interface Source {
  readonly name: string;
  /** Bytes, or an upper bound of them. */
  readonly size: number;
  /** Rejects where the file was moved, or the permission to read it has ended. @param report bytes read so far */
  readonly bytes: (report: (read: number) => void) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Up to here a file is read in one go: nobody sees that it takes time. */
const AT_ONCE_BYTES = 1_000_000;

const readInParts = async (file: File, report: (read: number) => void): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = new Uint8Array(file.size);
  let read = 0;
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes.set(value, read);
    read += value.length;
    report(read);
  }
};

export const fileSource = (file: File): Source => ({
  name: file.name,
  size: file.size,
  bytes: async (report) =>
    file.size > AT_ONCE_BYTES ? readInParts(file, report) : new Uint8Array(await file.arrayBuffer()),
});

/** A text that was pasted, or that comes with the app. */
export const textSource = (text: string, name: string): Source => ({
  name,
  size: text.length,
  bytes: () => Promise.resolve(new TextEncoder().encode(text)),
});
