import { readVarint, unsnap } from './snappy.ts';

/** Last 8 bytes of every LevelDB table. Source: leveldb `doc/table_format.md`. */
const TABLE_MAGIC = Uint8Array.of(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb);
const FOOTER_BYTES = 48;
/** One byte of kind and a checksum after each block. */
const TRAILER_BYTES = 5;

const LOG_BLOCK_BYTES = 32_768;
const LOG_HEADER_BYTES = 7;

interface Handle {
  readonly offset: number;
  readonly size: number;
  readonly next: number;
}

const readHandle = (bytes: Uint8Array, at: number): Handle | undefined => {
  const offset = readVarint(bytes, at);
  const size = offset && readVarint(bytes, offset.next);
  return offset === undefined || size === undefined
    ? undefined
    : { offset: offset.value, size: size.value, next: size.next };
};

const blockAt = (table: Uint8Array, { offset, size }: Handle): Uint8Array | undefined => {
  if (offset + size + TRAILER_BYTES > table.length) return undefined;
  const bytes = table.subarray(offset, offset + size);
  const kind = table[offset + size];
  if (kind === 0) return bytes;
  return kind === 1 ? unsnap(bytes) : undefined;
};

interface Entry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** A block's entries with their whole keys, which on disk leave out what they share with the one before. */
const entriesOf = (block: Uint8Array): readonly Entry[] => {
  if (block.length < 4) return [];
  const restarts = new DataView(block.buffer, block.byteOffset).getUint32(block.length - 4, true);
  const end = block.length - 4 - 4 * restarts;
  const entries: Entry[] = [];
  let key: Uint8Array = new Uint8Array();
  for (let at = 0; at < end;) {
    const shared = readVarint(block, at);
    const own = shared && readVarint(block, shared.next);
    const length = own && readVarint(block, own.next);
    if (shared === undefined || own === undefined || length === undefined) return entries;
    const valueAt = length.next + own.value;
    const whole = new Uint8Array(shared.value + own.value);
    whole.set(key.subarray(0, shared.value));
    whole.set(block.subarray(length.next, valueAt), shared.value);
    key = whole;
    at = valueAt + length.value;
    entries.push({ key, value: block.subarray(valueAt, at) });
  }
  return entries;
};

/**
 * Keys and values of a LevelDB table (`.ldb`), decompressed.
 * @returns `undefined` when the file is no such table
 */
export const tableEntries = (table: Uint8Array): readonly Entry[] | undefined => {
  const magicAt = table.length - TABLE_MAGIC.length;
  if (table.length < FOOTER_BYTES || TABLE_MAGIC.some((byte, index) => table[magicAt + index] !== byte)) {
    return undefined;
  }
  const meta = readHandle(table, table.length - FOOTER_BYTES);
  const indexHandle = meta && readHandle(table, meta.next);
  const index = indexHandle && blockAt(table, indexHandle);
  if (index === undefined) return undefined;
  return entriesOf(index).flatMap(({ value }) => {
    const handle = readHandle(value, 0);
    const block = handle && blockAt(table, handle);
    return block === undefined ? [] : entriesOf(block);
  });
};

/**
 * Records of a LevelDB log (`.log`, `MANIFEST`), each put together of its fragments: on disk they are cut at every
 * 32 KiB. Stops where the log does.
 */
export const logRecords = (log: Uint8Array): readonly Uint8Array[] => {
  const records: Uint8Array[] = [];
  let parts: Uint8Array[] = [];
  for (let start = 0; start < log.length; start += LOG_BLOCK_BYTES) {
    const block = log.subarray(start, start + LOG_BLOCK_BYTES);
    for (let at = 0; at + LOG_HEADER_BYTES <= block.length;) {
      const length = (block[at + 4] ?? 0) + (block[at + 5] ?? 0) * 256;
      const kind = block[at + 6] ?? 0;
      if (kind === 0 || kind > 4) break;
      if (kind === 1 || kind === 2) parts = [];
      parts.push(block.subarray(at + LOG_HEADER_BYTES, at + LOG_HEADER_BYTES + length));
      if (kind === 1 || kind === 4) {
        records.push(new Uint8Array(Buffer.concat(parts)));
        parts = [];
      }
      at += LOG_HEADER_BYTES + length;
    }
  }
  if (parts.length > 0) records.push(new Uint8Array(Buffer.concat(parts)));
  return records;
};
