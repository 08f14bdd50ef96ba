import { describe, expect, it } from 'vitest';
import { fromCbor, toCbor, type Cbor } from './cbor.ts';
import {
  decodeSealedDraft,
  encodeSealedDraft,
  SEALED_DRAFT_MAX_BYTES,
  type SealedDraft,
  type StoredSealedDraft,
} from './sealed-draft.ts';

const STORED: StoredSealedDraft = {
  kind: 'stored',
  draftId: '01920000-0000-8000-8000-000000000001',
  hubKeyId: 's1',
  checkupId: '01920000-0000-8000-8000-000000000002',
  section: 'examination',
  shiftId: '01920000-0000-7000-8000-000000000003',
  formId: 'https://hagukumi.example/form',
  formVersion: '2026.2',
  saves: 3,
  updatedAt: '2026-11-21T01:00:00.000Z',
  box: new Uint8Array(60).fill(1),
  hubWrap: new Uint8Array(113).fill(2),
};
const SEALED: SealedDraft = {
  kind: 'sealed',
  draftId: STORED.draftId,
  hubKeyId: 's1',
  sealed: new Uint8Array(90).fill(3),
};

describe('a sealed draft', () => {
  it.each([STORED, SEALED])('says after its way what it said before: $kind', (draft) => {
    expect(decodeSealedDraft(encodeSealedDraft(draft))).toEqual(draft);
  });

  it('begins with its version, and has a fixed order', () => {
    const parts = fromCbor(encodeSealedDraft(STORED)) as unknown[];
    expect([parts[0], parts[1], parts[2], (parts[5] as unknown[]).length]).toEqual([
      2,
      STORED.draftId,
      's1',
      7,
    ]);
    expect((fromCbor(encodeSealedDraft(SEALED)) as unknown[])[0]).toBe(1);
  });

  it('tells no municipality: the hub puts in that of the device', () => {
    const text = Buffer.from(encodeSealedDraft(STORED)).toString('latin1');
    expect(text).not.toContain('municipality');
  });

  it('is none when a part is missing, of another kind or out of bounds', () => {
    const whole = fromCbor(encodeSealedDraft(STORED)) as unknown[];
    const bound = whole[5] as unknown[];
    const broken: unknown[][] = [
      whole.slice(0, 5),
      [...whole, 1],
      [3, ...whole.slice(1)],
      [1, ...whole.slice(1)],
      ...whole.slice(1).map((_, index) => whole.with(index + 1, 7)),
      ...bound.map((_, index) => whole.with(5, bound.with(index, index === 5 ? 'x' : 7))),
      whole.with(5, bound.with(5, 0)),
      whole.with(5, bound.with(5, 1.5)),
      whole.with(3, new Uint8Array(112)),
      whole.with(3, new Uint8Array(300)),
      whole.with(4, new Uint8Array(28)),
      whole.with(1, ''),
    ];
    for (const parts of broken)
      expect(decodeSealedDraft(toCbor(parts as Cbor[])), JSON.stringify(parts)).toBeUndefined();
    expect(decodeSealedDraft(new Uint8Array(0))).toBeUndefined();
    const large = encodeSealedDraft({ ...STORED, box: new Uint8Array(SEALED_DRAFT_MAX_BYTES) });
    expect(decodeSealedDraft(large)).toBeUndefined();
  });
});
