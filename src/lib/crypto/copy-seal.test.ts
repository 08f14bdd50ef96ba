import { beforeAll, describe, expect, it } from 'vitest';
import { utf8, type Bytes } from './bytes.ts';
import { openSealedCopy, sealCopy, type CopyBinding } from './copy-seal.ts';
import { generateSealKeyPair, sealBytes, type SealKeyPair } from './seal.ts';

const BOUND: CopyBinding = {
  revisionId: 'revision',
  recordId: 'record',
  checkupId: 'checkup',
  section: 'examination',
  shiftId: 'shift',
  savedAt: '2026-11-21T01:00:00.000Z',
  municipality: '131032',
  formId: 'https://hagukumi.example/form',
  formVersion: '2026.2',
};
const NEWLY_BOUND = ['municipality', 'formId', 'formVersion'] as const;

const plain = utf8('夜中に三回起きます');
let pair: SealKeyPair;
let sealed: Bytes;

beforeAll(async () => {
  pair = await generateSealKeyPair();
  sealed = await sealCopy(pair.publicKey, plain, BOUND);
});

const without = (field: keyof CopyBinding) => {
  const { [field]: _, ...left } = { ...BOUND, sealed };
  return left as CopyBinding & { readonly sealed: Bytes };
};

describe('a copy for the staff of a shift', () => {
  it.each(Object.keys(BOUND) as (keyof CopyBinding)[])(
    'opens beside its own row, and not with another %s',
    async (field) => {
      expect(await openSealedCopy(pair, { ...BOUND, sealed })).toEqual(plain);
      expect(await openSealedCopy(pair, { ...BOUND, [field]: `${BOUND[field]}x`, sealed })).toBeUndefined();
    },
  );

  it.each(NEWLY_BOUND)(
    'does not open as a copy of an earlier build when its %s is taken away',
    async (field) => {
      expect(await openSealedCopy(pair, without(field))).toBeUndefined();
    },
  );

  it.each(NEWLY_BOUND)('of an earlier build opens, and not with a %s that it never named', async (field) => {
    const { municipality: _m, formId: _f, formVersion: _v, ...named } = BOUND;
    const first = await sealBytes(pair.publicKey, plain, 'hagukumi/copy/1', utf8(BOUND.revisionId));
    expect(await openSealedCopy(pair, { ...named, sealed: first })).toEqual(plain);
    const all = { municipality: 'm', formId: 'f', formVersion: 'v', [field]: BOUND[field] };
    expect(await openSealedCopy(pair, { ...named, ...all, sealed: first })).toBeUndefined();
  });
});
