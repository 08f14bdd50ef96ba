import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, randomBytes, toHex, utf8, type Bytes } from './bytes.ts';
import { deriveSealKeyPair, generateSealKeyPair, openBytes, openSealed, sealBytes, sealTo } from './seal.ts';

const hexBytes = (hex: string): Bytes =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const INFO = 'hagukumi/test/1';
const AAD = utf8('place');

describe('seal key pairs', () => {
  it.each([
    [
      '4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e',
      '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
      '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9' +
        '8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
    ],
    [
      '668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550',
      'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
      '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82' +
        '6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
    ],
  ])('are those of RFC 9180 A.3.1 for the input %s', async (ikm, privateKey, publicKey) => {
    const pair = await deriveSealKeyPair(hexBytes(ikm));
    expect(toHex(pair.privateKey)).toBe(privateKey);
    expect(toHex(pair.publicKey)).toBe(publicKey);
  });

  it('are those that the library derives itself', async () => {
    const { kem } = new CipherSuite({
      kem: new DhkemP256HkdfSha256(),
      kdf: new HkdfSha256(),
      aead: new Aes256Gcm(),
    });
    const input = fc.uint8Array({ minLength: 32, maxLength: 64 }) as fc.Arbitrary<Bytes>;
    await fc.assert(
      fc.asyncProperty(input, async (ikm) => {
        const theirs = await kem.deriveKeyPair(ikm);
        const ours = await deriveSealKeyPair(ikm);
        expect(ours.publicKey).toEqual(new Uint8Array(await kem.serializePublicKey(theirs.publicKey)));
        expect(ours.privateKey).toEqual(new Uint8Array(await kem.serializePrivateKey(theirs.privateKey)));
      }),
      { numRuns: 50 },
    );
  });

  it('are not derived from less than 32 bytes', async () => {
    await expect(deriveSealKeyPair(new Uint8Array(31))).rejects.toThrow(RangeError);
  });

  it('are of fixed length and differ each time', async () => {
    const [one, other] = [await generateSealKeyPair(), await generateSealKeyPair()];
    expect([one.publicKey.length, one.privateKey.length]).toEqual([65, 32]);
    expect(one.privateKey).not.toEqual(other.privateKey);
  });
});

describe('sealed bytes', () => {
  it('open for the recipient, whether the pair was generated or derived', async () => {
    const pairs = [await generateSealKeyPair(), await deriveSealKeyPair(randomBytes(32))];
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array() as fc.Arbitrary<Bytes>,
        fc.constantFrom(...pairs),
        async (plaintext, pair) => {
          const sealed = await sealTo(pair.publicKey, plaintext, INFO, AAD);
          expect([sealed.enc.length, sealed.ciphertext.length]).toEqual([65, plaintext.length + 16]);
          expect(await openSealed(pair, sealed, INFO, AAD)).toEqual(plaintext);
          expect(await openBytes(pair, concatBytes(sealed.enc, sealed.ciphertext), INFO, AAD)).toEqual(
            plaintext,
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('of an earlier build still open', async () => {
    const pair = await deriveSealKeyPair(new Uint8Array(32).fill(1));
    expect(await openBytes(pair, hexBytes(FROZEN), INFO, AAD)).toEqual(utf8('はぐくみ'));
  });

  it('stay shut for another recipient, another use and another place', async () => {
    const pair = await generateSealKeyPair();
    const sealed = await sealBytes(pair.publicKey, utf8('text'), INFO, AAD);
    expect(await openBytes(await generateSealKeyPair(), sealed, INFO, AAD)).toBeUndefined();
    expect(await openBytes(pair, sealed, `${INFO}0`, AAD)).toBeUndefined();
    expect(await openBytes(pair, sealed, INFO, utf8('other'))).toBeUndefined();
  });

  it('stay shut when any bit is flipped', async () => {
    const pair = await generateSealKeyPair();
    const sealed = await sealBytes(pair.publicKey, utf8('text'), INFO, AAD);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = sealed.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await openBytes(pair, changed, INFO, AAD)).toBeUndefined();
    }
  });

  it('stay shut when cut to any length', async () => {
    const pair = await generateSealKeyPair();
    const sealed = await sealBytes(pair.publicKey, utf8('text'), INFO, AAD);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(await openBytes(pair, sealed.slice(0, length), INFO, AAD)).toBeUndefined();
    }
  });

  it('are not made for a point off the curve', async () => {
    await expect(sealBytes(new Uint8Array(65).fill(4), utf8('text'), INFO, AAD)).rejects.toThrow();
    await expect(sealBytes(new Uint8Array(64), utf8('text'), INFO, AAD)).rejects.toThrow();
  });
});

/** 'はぐくみ' sealed to the pair derived from 32 bytes of 1; never to be changed. */
const FROZEN =
  '0498e5383619836701528878289defb2dcacdc609bcdfa0728e35d8b5cebc4aa54da26cf23da58c2f71a984529' +
  '9f43b5cc69dd68564f1794a1671bb5e3e2bed6a5bcac603e02a4cbec96364782363b0d5b98d248e148ecf5897a' +
  '3164eb';
