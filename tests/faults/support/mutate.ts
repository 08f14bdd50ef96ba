import type { Bytes } from '../../../src/lib/crypto/bytes.ts';
import type { Seeded } from './seeded.ts';

/** Heads of CBOR items that promise more than there is, or go on for ever. */
const CBOR_BOMBS: readonly (readonly number[])[] = [
  [0x9b, 0x00, 0x1f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x5b, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00],
  [0x7b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x9a, 0xff, 0xff, 0xff, 0xff],
  [0x5a, 0x7f, 0xff, 0xff, 0xff],
  [0x9f],
  [0xbf],
  [0x5f, 0x41, 0x00],
  [0xff],
  [0xc2, 0x58, 0xff],
  [0xd8, 0x18, 0x41, 0x00],
  [0xfb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0],
  [0xf7],
  [0xa2, 0x01, 0x00, 0x01, 0x00],
  [0x18, 0x01],
];

type BytesMutation = (bytes: Bytes, draw: Seeded) => Bytes;

const joined = (...parts: readonly ArrayLike<number>[]): Bytes =>
  Uint8Array.from(parts.flatMap((part) => Array.from(part)));

const withByte = (bytes: Bytes, at: number, value: number): Bytes => {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
};

const BYTES: readonly BytesMutation[] = [
  // one bit, twice as often as anything else
  (bytes, draw) => {
    const at = draw.below(bytes.length);
    return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << draw.below(8)));
  },
  (bytes, draw) => {
    const at = draw.below(bytes.length);
    return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << draw.below(8)));
  },
  (bytes, draw) => withByte(bytes, draw.below(bytes.length), draw.below(256)),
  (bytes, draw) => bytes.slice(0, draw.below(bytes.length)),
  (bytes, draw) => joined(bytes, draw.bytes(1 + draw.below(40))),
  (bytes, draw) => {
    const at = draw.below(bytes.length);
    return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + draw.below(20)));
  },
  (bytes, draw) => {
    const at = draw.below(bytes.length);
    return joined(bytes.subarray(0, at), draw.bytes(1 + draw.below(9)), bytes.subarray(at));
  },
  (bytes, draw) => {
    const at = draw.below(bytes.length);
    return joined(bytes.subarray(0, at), draw.pick(CBOR_BOMBS), bytes.subarray(at + draw.below(10)));
  },
  (_bytes, draw) => joined(draw.pick(CBOR_BOMBS), draw.bytes(draw.below(30))),
  // an array within an array within an array …
  (_bytes, draw) => new Uint8Array(1 + draw.below(4_000)).fill(draw.pick([0x81, 0x9f, 0xa1, 0xc1])),
  (_bytes, draw) => draw.bytes(draw.below(300)),
  () => new Uint8Array(0),
];

/** The bytes with something wrong about them; now and then with two things. Never the bytes as they were. */
export const mutatedBytes = (bytes: Bytes, draw: Seeded): Bytes => {
  let changed = bytes;
  do {
    changed = draw.pick(BYTES)(changed.length === 0 ? bytes : changed, draw);
  } while (draw.below(6) === 0 || Buffer.compare(changed, bytes) === 0);
  return changed;
};

const ODD_TEXT: readonly string[] = [
  '\0',
  '\u{d800}',
  '\u{dfff}',
  '\u{feff}',
  '\u{202e}',
  '\u{1f600}',
  '%00',
  '%2e%2e%2f',
  '"',
  '\\',
  ';',
  ',',
  '=',
  '.',
  ' ',
  'é',
  'ＡＡ',
  '-1',
  '1e999',
  '__proto__',
  '\n',
];

type TextMutation = (text: string, draw: Seeded) => string;

const TEXT: readonly TextMutation[] = [
  (text, draw) => {
    const at = draw.below(text.length);
    return text.slice(0, at) + String.fromCharCode(33 + draw.below(94)) + text.slice(at + 1);
  },
  (text, draw) => text.slice(0, draw.below(text.length)),
  (text, draw) => {
    const at = draw.below(text.length);
    return text.slice(0, at) + draw.pick(ODD_TEXT) + text.slice(at);
  },
  (text, draw) => {
    const at = draw.below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + draw.below(10));
  },
  (text, draw) => text + text.slice(draw.below(text.length)),
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => [...text].reverse().join(''),
  (text, draw) => text.repeat(1 + draw.below(30)),
  (_text, draw) => draw.pick(ODD_TEXT).repeat(1 + draw.below(50)),
  () => '',
];

/** The text with something wrong about it. Never the text as it was. */
export const mutatedText = (text: string, draw: Seeded): string => {
  let changed = text;
  do {
    changed = draw.pick(TEXT)(changed === '' ? text : changed, draw);
  } while (draw.below(6) === 0 || changed === text);
  return changed;
};
