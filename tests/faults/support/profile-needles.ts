/** A string that must not lie anywhere, and what it stands for. */
export interface Canary {
  readonly text: string;
  /** Such as `name` or `answer`; a report says this, never the text. */
  readonly kind: string;
}

/** Where a canary was found. */
export interface Sighted {
  readonly canary: Canary;
  readonly encoding: string;
  readonly at: number;
}

interface Needle {
  readonly canary: Canary;
  readonly encoding: string;
  readonly bytes: Buffer;
}

/** Shorter than this a needle is found by chance. */
const MIN_BYTES = 6;

const base64Of = (plain: Buffer, name: string): readonly (readonly [string, Buffer])[] =>
  [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), plain])
      .toString('base64')
      .replace(/=+$/, '');
    // Signs at either end hold bits of the neighbours.
    const tail = (offset + plain.length) % 3 === 0 ? 0 : 1;
    const own = text.slice(offset === 0 ? 0 : offset + 1, text.length - tail);
    const url = own.replaceAll('+', '-').replaceAll('/', '_');
    const label = `${name} base64 +${String(offset)}`;
    const plainForm = [label, Buffer.from(own)] as const;
    return url === own ? [plainForm] : [plainForm, [`${label} url`, Buffer.from(url)] as const];
  });

const percentOf = (plain: Buffer): string =>
  [...plain].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const escapesOf = (text: string): string =>
  Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index);
    return unit < 0x80 ? text.charAt(index) : `\\u${unit.toString(16).padStart(4, '0')}`;
  }).join('');

/** Every encoding that anybody undoes without a key. */
export const needlesOf = (canary: Canary): readonly Needle[] => {
  const { text } = canary;
  const utf8 = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const forms: (readonly [string, Buffer])[] = [
    ['utf-8', utf8],
    ['utf-16le', utf16],
    ['utf-16be', Buffer.from(utf16).swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['utf-16le hex', Buffer.from(utf16.toString('hex'))],
    ['percent', Buffer.from(percentOf(utf8))],
    ['PERCENT', Buffer.from(percentOf(utf8).toUpperCase())],
    ['uri', Buffer.from(encodeURIComponent(text))],
    ['escapes', Buffer.from(escapesOf(text))],
    ...base64Of(utf8, 'utf-8'),
    ...base64Of(utf16, 'utf-16le'),
  ];
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) {
    forms.push(['uuid bytes', Buffer.from(text.replaceAll('-', ''), 'hex')]);
  }
  const seen = new Set<string>();
  return forms.flatMap(([encoding, bytes]) => {
    const key = bytes.toString('latin1');
    if (bytes.length < MIN_BYTES || seen.has(key)) return [];
    seen.add(key);
    return [{ canary, encoding, bytes }];
  });
};

const BITS = 20;
const hashOf = (word: number): number => Math.imul(word, 0x9e37_79b1) >>> (32 - BITS);

/** Looks for many needles in one pass: a table of their first four bytes says where a closer look is worth it. */
export class NeedleSearch {
  readonly #mayBegin = new Uint8Array(2 ** BITS);
  readonly #byHead = new Map<number, Needle[]>();
  readonly count: number;

  constructor(canaries: readonly Canary[]) {
    const needles = canaries.flatMap(needlesOf);
    this.count = needles.length;
    for (const needle of needles) {
      const head = needle.bytes.readInt32LE(0);
      this.#mayBegin[hashOf(head)] = 1;
      const same = this.#byHead.get(head);
      if (same === undefined) this.#byHead.set(head, [needle]);
      else same.push(needle);
    }
  }

  in(bytes: Uint8Array): readonly Sighted[] {
    const found: Sighted[] = [];
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let word = 0;
    for (let index = 0; index < view.length; index += 1) {
      // The last four bytes, the newest on top: what `readInt32LE` gives at their beginning.
      word = (word >>> 8) | ((view[index] ?? 0) << 24);
      if (index < 3 || this.#mayBegin[hashOf(word)] !== 1) continue;
      const at = index - 3;
      for (const { canary, encoding, bytes: needle } of this.#byHead.get(word) ?? []) {
        if (view.compare(needle, 0, needle.length, at, Math.min(view.length, at + needle.length)) === 0) {
          found.push({ canary, encoding, at });
        }
      }
    }
    return found;
  }
}
