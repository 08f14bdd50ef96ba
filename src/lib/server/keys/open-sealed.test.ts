import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomBytes, utf8, type Bytes } from '../../crypto/bytes.ts';
import { generateSealKeyPair, openSealed, sealTo } from '../../crypto/seal.ts';
import { sealOpener } from './open-sealed.ts';

const INFO = 'hagukumi/test/1';
const AAD = utf8('place');
const bytes = (maxLength: number): fc.Arbitrary<Bytes> => fc.uint8Array({ maxLength });

describe('the hub’s opener', () => {
  it('[property] opens whatever was sealed to its key, as the library does', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(5_000), bytes(300), fc.string({ maxLength: 40 }), async (plain, aad, info) => {
        const pair = await generateSealKeyPair();
        const sealed = await sealTo(pair.publicKey, plain, info, aad);
        expect(sealOpener(pair)(sealed, info, aad)).toEqual(plain);
        expect(await openSealed(pair, sealed, info, aad)).toEqual(plain);
      }),
      { numRuns: 60 },
    );
  });

  it('[property] opens nothing of which a byte was changed', async () => {
    const pair = await generateSealKeyPair();
    const open = sealOpener(pair);
    const { enc, ciphertext } = await sealTo(pair.publicKey, utf8('{"weight":6200}'), INFO, AAD);
    const change = fc.tuple(fc.nat(enc.length + ciphertext.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([place, by]) => {
        const bent = [...enc, ...ciphertext].map((byte, index) => (index === place ? byte ^ by : byte));
        const sealed = {
          enc: Uint8Array.from(bent.slice(0, enc.length)),
          ciphertext: Uint8Array.from(bent.slice(enc.length)),
        };
        expect(open(sealed, INFO, AAD)).toBeUndefined();
        expect(await openSealed(pair, sealed, INFO, AAD)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('opens nothing with another key, info or place, and nothing that is too short', async () => {
    const pair = await generateSealKeyPair();
    const open = sealOpener(pair);
    const sealed = await sealTo(pair.publicKey, utf8('x'), INFO, AAD);
    expect(sealOpener(await generateSealKeyPair())(sealed, INFO, AAD)).toBeUndefined();
    expect(open(sealed, 'hagukumi/test/2', AAD)).toBeUndefined();
    expect(open(sealed, INFO, utf8('other'))).toBeUndefined();
    expect(open({ ...sealed, ciphertext: new Uint8Array(15) }, INFO, AAD)).toBeUndefined();
    expect(open({ ...sealed, enc: randomBytes(64) }, INFO, AAD)).toBeUndefined();
    expect(open({ ...sealed, enc: new Uint8Array(65) }, INFO, AAD)).toBeUndefined();
  });

  it('is made of a pair and not of halves of two', async () => {
    const [one, other] = [await generateSealKeyPair(), await generateSealKeyPair()];
    expect(() => sealOpener({ publicKey: one.publicKey, privateKey: other.privateKey })).toThrow(RangeError);
  });
});
