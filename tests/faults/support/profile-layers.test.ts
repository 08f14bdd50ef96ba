import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { layersOf } from './profile-layers.ts';
import { needlesOf, NeedleSearch } from './profile-needles.ts';
import { logRecords, tableEntries } from './profile-tables.ts';

const CANARY = { text: 'ひばり-cnry7f3k2m', kind: 'test' };
const search = new NeedleSearch([CANARY]);

const seenIn = (file: string, bytes: Buffer): readonly string[] => [
  ...new Set(layersOf(file, bytes).flatMap((layer) => (search.in(layer.bytes).length > 0 ? layer.how : []))),
];

/** A block without shared keys and with one restart, as LevelDB writes it. */
const blockOf = (key: string, value: Buffer): Buffer => {
  const name = Buffer.from(key);
  const length = value.length;
  const lengths = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
  return Buffer.concat([
    Buffer.of(0, name.length, ...lengths),
    name,
    value,
    Buffer.of(0, 0, 0, 0, 1, 0, 0, 0),
  ]);
};

/** Literal Snappy that is no longer the bytes themselves: each byte is a literal of its own. */
const snap = (bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.of((bytes.length & 127) | 128, bytes.length >> 7),
    ...[...bytes].map((byte) => Buffer.of(0, byte)),
  ]);

const tableOf = (block: Buffer, kind: 0 | 1): Buffer => {
  const stored = kind === 1 ? snap(block) : block;
  const varint = (value: number): number[] => [(value & 127) | 128, value >> 7];
  const index = blockOf('z', Buffer.from([0, ...varint(stored.length)]));
  const trailer = (of: number): Buffer => Buffer.of(of, 0, 0, 0, 0);
  const indexAt = stored.length + 5;
  const footer = Buffer.alloc(48);
  Buffer.from([0, 0, ...varint(indexAt), ...varint(index.length)]).copy(footer);
  Buffer.from('57fb808b247547db', 'hex').copy(footer, 40);
  return Buffer.concat([stored, trailer(kind), index, trailer(0), footer]);
};

describe('looking through a profile', () => {
  it('finds a canary in every encoding that anybody undoes', () => {
    for (const { encoding, bytes } of needlesOf(CANARY)) {
      const hay = Buffer.concat([Buffer.from('abc'), bytes, Buffer.from('xyz')]);
      expect(search.in(hay).map((seen) => seen.encoding)).toContain(encoding);
    }
  });

  it('finds it in Base64 whatever stands before and after it', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      for (const after of ['', 'x', 'xy', 'xyz']) {
        const hay = Buffer.from(Buffer.from(before + CANARY.text + after).toString('base64'));
        expect(search.in(hay).length).toBeGreaterThan(0);
      }
    }
  });

  it('finds it at the very beginning and the very end, and not when its last byte differs', () => {
    const bytes = Buffer.from(CANARY.text);
    expect(search.in(bytes)).toMatchObject([{ at: 0 }]);
    expect(search.in(Buffer.concat([Buffer.alloc(9), bytes]))).toMatchObject([{ at: 9 }]);
    const other = Buffer.from(bytes);
    other[other.length - 1] = 0;
    expect(search.in(other)).toEqual([]);
    expect(search.in(bytes.subarray(0, -1))).toEqual([]);
  });

  it('undoes gzip and zlib in the middle of a file', () => {
    const plain = Buffer.from(`${'-'.repeat(50)}${CANARY.text}`);
    for (const packed of [gzipSync(plain), deflateSync(plain)]) {
      const file = Buffer.concat([Buffer.from('head'), packed, Buffer.from('tail')]);
      expect(seenIn('file', file)).not.toEqual([]);
    }
  });

  it('undoes the body of a cached answer', () => {
    const head = Buffer.alloc(24);
    Buffer.from('305c72a71b6dfbfc', 'hex').copy(head);
    head.writeUInt32LE(3, 12);
    const body = brotliCompressSync(Buffer.from(`${'='.repeat(80)}${CANARY.text}`));
    const file = Buffer.concat([
      head,
      Buffer.from('key'),
      body,
      Buffer.from('d8410d97456ffaf4', 'hex'),
      Buffer.alloc(16),
    ]);
    expect(seenIn('0123_0', file)).toEqual(['raw > brotli']);
  });

  it('opens tables of LevelDB, plain and with Snappy blocks', () => {
    const value = Buffer.from(CANARY.text);
    const plain = tableOf(blockOf('key', value), 0);
    expect(tableEntries(plain)?.map(({ key }) => Buffer.from(key).toString())).toEqual(['key']);
    expect(seenIn('000005.ldb', plain)).toEqual(['raw', 'table']);
    expect(seenIn('000005.ldb', tableOf(blockOf('key', value), 1))).toEqual(['table']);
  });

  it('undoes a value that IndexedDB has compressed', () => {
    const value = Buffer.concat([Buffer.from('ff1102', 'hex'), snap(Buffer.from(CANARY.text))]);
    expect(seenIn('file', value)).toEqual(['raw > snappy value']);
  });

  it('puts the fragments of a log together', () => {
    const record = Buffer.alloc(40_000, '.');
    record.write(CANARY.text, 32_768 - 7 - 5);
    const header = (length: number, kind: number): Buffer =>
      Buffer.of(0, 0, 0, 0, length & 255, length >> 8, kind);
    const first = 32_768 - 7;
    const log = Buffer.concat([
      header(first, 2),
      record.subarray(0, first),
      header(record.length - first, 4),
      record.subarray(first),
    ]);
    expect(logRecords(log).map((each) => each.length)).toEqual([40_000]);
    expect(seenIn('000003.log', log)).toEqual(['log']);
    expect(seenIn('000003.txt', log)).toEqual([]);
  });
});
