import { describe, expect, it } from 'vitest';
import {
  exportSigningKey,
  generateSigningKeyPair,
  importSigningKey,
  publicCoordinates,
  signEs256,
} from '../../crypto/es256.ts';
import { randomBytes } from '../../crypto/bytes.ts';
import { signJws, verifyJws } from '../../crypto/jws.ts';
import { signNow } from './sign-now.ts';
import { VerifyKeys } from './verify-keys.ts';

const TYPE = 'hagukumi-test+jws';

const aKey = async () => {
  const { publicKey, privateKey } = await generateSigningKeyPair(true);
  const { d = '' } = await exportSigningKey(privateKey);
  return { ...(await publicCoordinates(publicKey)), d, privateKey };
};

describe('signing at once', () => {
  it('makes the JWS that the library makes, but for the signature’s own chance', async () => {
    const { x, y, d } = await aKey();
    const payload = JSON.stringify({ name: '山田', number: 1 });
    const ours = signNow('k1', { x, y, d })(TYPE, payload);
    const key = await importSigningKey({ kty: 'EC', crv: 'P-256', x, y, d });
    const theirs = await signJws(TYPE, payload, { kid: 'k1', privateKey: key });
    expect(ours.split('.').slice(0, 2)).toEqual(theirs.split('.').slice(0, 2));
    expect(await verifyJws(TYPE, ours, [{ kid: 'k1', x, y }])).toBe(payload);
    expect(await verifyJws('hagukumi-other+jws', ours, [{ kid: 'k1', x, y }])).toBeUndefined();
  });
});

describe('keys kept for verifying', () => {
  it('verify what their holder signed, once and again, and nothing else', async () => {
    const [one, other] = [await aKey(), await aKey()];
    const keys = new VerifyKeys();
    const text = randomBytes(200);
    const signature = await signEs256(one.privateKey, text);
    for (let again = 0; again < 3; again += 1) {
      expect(keys.verify(one, signature, text)).toBe(true);
      expect(keys.verify(other, signature, text)).toBe(false);
    }
    expect(keys.verify(one, signature, randomBytes(200))).toBe(false);
    expect(keys.verify(one, signature.slice(1), text)).toBe(false);
    expect(keys.verify(one, new Uint8Array(64), text)).toBe(false);
  });

  it.each([
    ['no point of the curve', 'A'.repeat(43), 'A'.repeat(43)],
    ['too short', 'AAAA', 'AAAA'],
    ['no base64url', '+'.repeat(43), '='.repeat(43)],
  ])('that are none verify nothing: %s', (_, x, y) => {
    expect(new VerifyKeys().verify({ x, y }, new Uint8Array(64), new Uint8Array(3))).toBe(false);
  });
});
