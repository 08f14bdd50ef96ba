import { beforeAll, describe, expect, it } from 'vitest';
import type { DraftBinding } from '../contract/sealed-draft.ts';
import { importBoxKey } from './box.ts';
import { randomBytes, utf8, type Bytes } from './bytes.ts';
import { openDraftBox, sealDraftBox } from './draft-box.ts';
import { openDraftKey, wrapDraftKey } from './draft-wrap.ts';
import { generateSealKeyPair, type SealKeyPair } from './seal.ts';

const BOUND: DraftBinding = {
  municipality: '131032',
  draftId: 'draft',
  checkupId: 'checkup',
  section: 'examination',
  shiftId: 'shift',
  formId: 'https://hagukumi.example/form',
  formVersion: '2026.2',
  hubKeyId: 's1',
  saves: 3,
  updatedAt: '2026-11-21T01:00:00.000Z',
};

const swapped = (field: keyof DraftBinding): DraftBinding =>
  field === 'saves' ? { ...BOUND, saves: 4 } : { ...BOUND, [field]: `${BOUND[field]}x` };

const raw = randomBytes(32);
const plain = utf8('夜中に三回起きます');
let pair: SealKeyPair;
let wrap: Bytes;

beforeAll(async () => {
  pair = await generateSealKeyPair();
  wrap = await wrapDraftKey(pair.publicKey, raw, BOUND);
});

describe('the box of a draft', () => {
  it.each(Object.keys(BOUND) as (keyof DraftBinding)[])(
    'opens beside its own binding, and not with another %s',
    async (field) => {
      const key = await importBoxKey(raw);
      const box = await sealDraftBox(key, plain, BOUND);
      expect(await openDraftBox(key, box, BOUND)).toEqual(plain);
      expect(await openDraftBox(key, box, swapped(field))).toBeUndefined();
    },
  );

  it('does not open when two neighbours of the binding share their letters out otherwise', async () => {
    const key = await importBoxKey(raw);
    const box = await sealDraftBox(key, plain, { ...BOUND, draftId: 'ab', checkupId: 'c' });
    expect(await openDraftBox(key, box, { ...BOUND, draftId: 'a', checkupId: 'bc' })).toBeUndefined();
  });
});

describe('the key of a draft, sealed to the hub', () => {
  it.each(['municipality', 'draftId', 'shiftId', 'hubKeyId'] as const)(
    'opens for the hub, and not with another %s',
    async (field) => {
      expect(await openDraftKey(pair, wrap, BOUND)).toEqual(raw);
      expect(await openDraftKey(pair, wrap, swapped(field))).toBeUndefined();
    },
  );

  it('opens with no other key of a hub', async () => {
    expect(await openDraftKey(await generateSealKeyPair(), wrap, BOUND)).toBeUndefined();
  });
});
