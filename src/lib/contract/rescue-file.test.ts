import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCbor } from './cbor.ts';
import { ENVELOPE_MAX_BYTES } from './envelope.ts';
import {
  decodeRescueFile,
  encodeRescueFile,
  encodeRescuePayload,
  rescueSigned,
  type RescueContent,
} from './rescue-file.ts';

const ID = '01920000-0000-7000-8000-000000000001';
const SIGNATURE = new Uint8Array(64).fill(7);

const aContent = (over: Partial<RescueContent> = {}): RescueContent => ({
  deviceId: ID,
  createdAt: '2026-11-21T01:00:00.000Z',
  items: [{ recordId: ID, revisionId: ID, envelope: new Uint8Array([1, 2, 3]) }],
  drafts: [new Uint8Array([4])],
  ...over,
});

const fileOf = (content: RescueContent, signature = SIGNATURE): Uint8Array<ArrayBuffer> =>
  encodeRescueFile(encodeRescuePayload(content), signature);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a rescue file', () => {
  it('has these bytes', () => {
    const payload = encodeRescuePayload(
      aContent({ items: [], drafts: [], createdAt: '2026-11-21T01:00:00.000Z' }),
    );
    expect(hex(payload)).toBe(
      '86' + // array of 6
        '6f686167756b756d692d726573637565' + // "hagukumi-rescue"
        '01' +
        '7824' +
        hex(Buffer.from(ID)) +
        '7818' +
        hex(Buffer.from('2026-11-21T01:00:00.000Z')) +
        '8080',
    );
    expect(hex(rescueSigned(new Uint8Array(32)))).toBe(
      `8271${hex(Buffer.from('hagukumi/rescue/1'))}5820${'00'.repeat(32)}`,
    );
  });

  it('[property] opens to what was put into it', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((array) => Uint8Array.from(array));
    const items = fc.array(bytes.map((envelope) => ({ recordId: ID, revisionId: ID, envelope })));
    fc.assert(
      fc.property(items, fc.array(bytes), (some, drafts) => {
        const content = aContent({ items: some, drafts });
        const read = decodeRescueFile(fileOf(content));
        expect(read?.content).toEqual(content);
        expect(read?.signature).toEqual(SIGNATURE);
      }),
    );
  });

  it.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array(0)],
    ['something else', () => toCbor(['hagukumi-rescue', 1])],
    ['a short signature', () => fileOf(aContent(), SIGNATURE.slice(1))],
    ['more behind it', () => Uint8Array.from([...fileOf(aContent()), 0])],
    ['a device that has no id', () => fileOf(aContent({ deviceId: 'x' }))],
    ['a day that does not exist', () => fileOf(aContent({ createdAt: '2026-02-30T00:00:00.000Z' }))],
    [
      'an empty envelope',
      () => fileOf(aContent({ items: [{ recordId: ID, revisionId: ID, envelope: new Uint8Array(0) }] })),
    ],
    [
      'an envelope larger than the hub takes',
      () =>
        fileOf(
          aContent({
            items: [{ recordId: ID, revisionId: ID, envelope: new Uint8Array(ENVELOPE_MAX_BYTES + 1) }],
          }),
        ),
    ],
    ['another version', () => encodeRescueFile(toCbor(['hagukumi-rescue', 2, ID, '', [], []]), SIGNATURE)],
    ['another magic', () => encodeRescueFile(toCbor(['rescue', 1, ID, '', [], []]), SIGNATURE)],
  ])('is not %s', (_, bytes) => {
    expect(decodeRescueFile(bytes())).toBeUndefined();
  });

  it('[property] is no whole file when it is cut off anywhere', () => {
    const file = fileOf(aContent());
    for (let length = 0; length < file.length; length += 1) {
      expect(decodeRescueFile(file.slice(0, length)), String(length)).toBeUndefined();
    }
  });
});
