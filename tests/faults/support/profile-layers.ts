import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib';
import { logRecords, tableEntries } from './profile-tables.ts';
import { unsnap } from './snappy.ts';

/** Bytes that a file holds, as they lie there or after one or two layers of packing are undone. */
export interface Layer {
  readonly file: string;
  /** `raw`, or how it was unpacked. */
  readonly how: string;
  readonly bytes: Uint8Array;
}

/** How often a file is unpacked again: a compressed value in a compressed block in a table. */
const MAX_DEPTH = 3;

/** What nobody packs by hand grows no further than this. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** First 8 bytes of a file of Chromium's HTTP and Cache Storage ("simple cache"), and of the mark after a stream. */
const SIMPLE_CACHE_HEAD = Buffer.from('305c72a71b6dfbfc', 'hex');
const SIMPLE_CACHE_END = Buffer.from('d8410d97456ffaf4', 'hex');
const SIMPLE_CACHE_HEAD_BYTES = 24;

/** Head of an IndexedDB value that Chromium has compressed with Snappy. */
const IDB_SNAPPY_HEAD = Buffer.from('ff1102', 'hex');

const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED_BYTES } as const;

const attempt = (unpack: () => Uint8Array): Uint8Array | undefined => {
  try {
    const plain = unpack();
    return plain.length > 0 ? plain : undefined;
  } catch {
    return undefined;
  }
};

const placesOf = (bytes: Buffer, needle: Uint8Array): readonly number[] => {
  const places: number[] = [];
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) places.push(at);
  return places;
};

/** Where the deflated bytes of a gzip member begin (RFC 1952 §2.3): after its name and other optional fields. */
const gzipBody = (bytes: Buffer, at: number): Buffer => {
  const flags = bytes[at + 3] ?? 0;
  let from = at + 10;
  if ((flags & 4) !== 0) from += 2 + (bytes[from] ?? 0) + (bytes[from + 1] ?? 0) * 256;
  for (const text of [8, 16]) if ((flags & text) !== 0) from = bytes.indexOf(0, from) + 1;
  return bytes.subarray((flags & 2) === 0 ? from : from + 2);
};

const zlibHeads = [0x01, 0x5e, 0x9c, 0xda].map((second) => Uint8Array.of(0x78, second));

/** Bodies of a simple-cache file: between its head with the key and the marks after each stream. */
const cacheBodies = (bytes: Buffer): readonly Buffer[] => {
  if (!bytes.subarray(0, 8).equals(SIMPLE_CACHE_HEAD)) return [];
  const keyLength = bytes.readUInt32LE(12);
  let from = SIMPLE_CACHE_HEAD_BYTES + keyLength;
  const bodies: Buffer[] = [];
  for (const end of placesOf(bytes, SIMPLE_CACHE_END)) {
    if (end > from) bodies.push(bytes.subarray(from, end));
    from = end + 24;
  }
  return bodies;
};

const unpacked = (bytes: Buffer): readonly (readonly [string, Uint8Array])[] => {
  const found: (readonly [string, Uint8Array])[] = [];
  const add = (how: string, plain: Uint8Array | undefined): void => {
    if (plain !== undefined) found.push([how, plain]);
  };
  for (const at of placesOf(bytes, Uint8Array.of(0x1f, 0x8b, 0x08))) {
    add(
      'gzip',
      attempt(() => inflateRawSync(gzipBody(bytes, at), LENIENT)),
    );
  }
  for (const head of zlibHeads) {
    for (const at of placesOf(bytes, head)) {
      add(
        'zlib',
        attempt(() => inflateSync(bytes.subarray(at), LENIENT)),
      );
    }
  }
  for (const at of placesOf(bytes, IDB_SNAPPY_HEAD)) {
    add('snappy value', unsnap(bytes.subarray(at + IDB_SNAPPY_HEAD.length), false));
  }
  for (const body of cacheBodies(bytes)) {
    add(
      'brotli',
      attempt(() => brotliDecompressSync(body, { maxOutputLength: MAX_UNPACKED_BYTES })),
    );
    add(
      'deflate',
      attempt(() => inflateRawSync(body, { maxOutputLength: MAX_UNPACKED_BYTES })),
    );
  }
  const snapped = unsnap(bytes);
  if (snapped !== undefined && snapped.length > 16) add('snappy', snapped);
  return found;
};

/** One file's bytes and everything that can be unpacked from them. */
export const layersOf = (file: string, bytes: Buffer): readonly Layer[] => {
  const layers: Layer[] = [{ file, how: 'raw', bytes }];
  const entries = tableEntries(bytes);
  const records = /\.log$|^MANIFEST/.test(basename(file)) ? logRecords(bytes) : [];
  const values = [...(entries ?? []).flatMap(({ key, value }) => [key, value]), ...records];
  if (values.length > 0) {
    // A byte between two that belongs to neither keeps them apart.
    const joined = Buffer.concat(values.flatMap((value) => [Buffer.from(value), Buffer.of(0)]));
    layers.push({ file, how: entries === undefined ? 'log' : 'table', bytes: joined });
  }
  let open = [...layers];
  for (let depth = 0; depth < MAX_DEPTH && open.length > 0; depth += 1) {
    open = open.flatMap(({ how, bytes: packed }) =>
      unpacked(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)).map(([by, plain]) => ({
        file,
        how: `${how} > ${by}`,
        bytes: plain,
      })),
    );
    layers.push(...open);
  }
  return layers;
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (stat.isDirectory()) return filesIn(path);
    return stat.isFile() ? [path] : [];
  });

/** Every file of a folder, one after the other, so that a profile need not fit into memory twice. */
export function* layersIn(folder: string): Generator<{ file: string; layers: readonly Layer[] }> {
  for (const path of filesIn(folder)) {
    const file = relative(folder, path);
    yield { file, layers: layersOf(file, readFileSync(path)) };
  }
}
