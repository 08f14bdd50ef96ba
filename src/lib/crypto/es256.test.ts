import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../contract/base64url.ts';
import { utf8 } from './bytes.ts';
import {
  exportSigningKey,
  generateSigningKeyPair,
  importSigningKey,
  importVerifyKey,
  publicCoordinates,
  readVerifyKey,
  signEs256,
  verifyEs256,
} from './es256.ts';

const message = utf8('message');

describe('ES256', () => {
  it('signs what it verifies, and what Node verifies', async () => {
    const { privateKey, publicKey } = await generateSigningKeyPair(false);
    const coordinates = await publicCoordinates(publicKey);
    const signature = await signEs256(privateKey, message);
    expect(signature).toHaveLength(64);
    expect(await verifyEs256(await importVerifyKey(coordinates), signature, message)).toBe(true);
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', ...coordinates }, format: 'jwk' });
    expect(verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  it('refuses other bytes, another key and a changed signature', async () => {
    const { privateKey, publicKey } = await generateSigningKeyPair(false);
    const signature = await signEs256(privateKey, message);
    expect(await verifyEs256(publicKey, signature, utf8('Message'))).toBe(false);
    expect(await verifyEs256((await generateSigningKeyPair(false)).publicKey, signature, message)).toBe(
      false,
    );
    for (let bit = 0; bit < 512; bit += 1) {
      const changed = signature.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await verifyEs256(publicKey, changed, message)).toBe(false);
    }
  });

  it.each([0, 1, 63, 65, 72, 128])('refuses a signature of %d bytes without throwing', async (length) => {
    const { publicKey } = await generateSigningKeyPair(false);
    expect(await verifyEs256(publicKey, new Uint8Array(length), message)).toBe(false);
  });

  it('refuses the all-zero signature', async () => {
    const { publicKey } = await generateSigningKeyPair(false);
    expect(await verifyEs256(publicKey, new Uint8Array(64), message)).toBe(false);
  });

  it('keeps a private key extractable only when asked', async () => {
    expect((await generateSigningKeyPair(false)).privateKey.extractable).toBe(false);
    const pair = await generateSigningKeyPair(true);
    const restored = await importSigningKey(await exportSigningKey(pair.privateKey));
    expect(restored.extractable).toBe(false);
    expect(await verifyEs256(pair.publicKey, await signEs256(restored, message), message)).toBe(true);
  });

  it('reads a stranger’s key only when it is a point of the curve', async () => {
    const coordinates = await publicCoordinates((await generateSigningKeyPair(false)).publicKey);
    expect(await readVerifyKey(coordinates)).toBeDefined();
    const strangers = [
      { ...coordinates, y: coordinates.x },
      { ...coordinates, x: `${coordinates.x}A` },
      { ...coordinates, x: '' },
      { ...coordinates, x: '!' },
      { x: toBase64Url(new Uint8Array(32)), y: toBase64Url(new Uint8Array(32)) },
      { x: toBase64Url(new Uint8Array(33)), y: toBase64Url(new Uint8Array(31)) },
    ];
    for (const stranger of strangers) expect(await readVerifyKey(stranger)).toBeUndefined();
  });
});
