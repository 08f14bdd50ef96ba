import { beforeAll, describe, expect, it } from 'vitest';
import { generateBoxKey } from './box.ts';
import { utf8 } from './bytes.ts';
import { importVerifyKey, signEs256, verifyEs256 } from './es256.ts';
import {
  importSigner,
  newStaffKeyPair,
  thumbprint,
  unwrapSigningKey,
  wrapSigningKey,
  type StaffKeyPair,
} from './staff-signing.ts';

const STAFF = '018f3f6e-5c00-7aaa-8bbb-000000000001';
const OTHER = '018f3f6e-5c00-7aaa-8bbb-000000000002';

let key: StaffKeyPair;
let kek: CryptoKey;

beforeAll(async () => {
  [key, kek] = await Promise.all([newStaffKeyPair(), generateBoxKey()]);
});

describe('the signing key of a member of staff', () => {
  it('has the thumbprint of its public half as its id', async () => {
    expect(key.kid).toBe(await thumbprint(key));
    expect(key.kid).toHaveLength(43);
    expect(await thumbprint({ x: key.y, y: key.x })).not.toBe(key.kid);
  });

  it('has the thumbprint that RFC 7638 prescribes for a known key', async () => {
    // The key of RFC 7515 appendix A.3; thumbprint of its required members in lexicographic order.
    const coordinates = {
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    };
    expect(await thumbprint(coordinates)).toBe('oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U');
  });

  it('is unwrapped as it was with the same key, person and id', async () => {
    const name = { staffId: STAFF, kid: key.kid };
    const box = await wrapSigningKey(kek, key.pkcs8, name);
    expect(await unwrapSigningKey(kek, box, name)).toEqual(key.pkcs8);
    expect(await unwrapSigningKey(kek, box, { ...name, staffId: OTHER })).toBeUndefined();
    expect(await unwrapSigningKey(kek, box, { ...name, kid: 'another' })).toBeUndefined();
    expect(await unwrapSigningKey(await generateBoxKey(), box, name)).toBeUndefined();
  });

  it('signs once it is imported, cannot be taken out again, and its bytes are zero', async () => {
    const pkcs8 = key.pkcs8.slice();
    const signer = await importSigner(key.kid, pkcs8);
    if (signer === undefined) throw new Error('it is a key');
    expect(pkcs8.every((byte) => byte === 0)).toBe(true);
    expect(signer.privateKey.extractable).toBe(false);
    expect(signer.privateKey.usages).toEqual(['sign']);
    await expect(crypto.subtle.exportKey('pkcs8', signer.privateKey)).rejects.toThrow();
    const message = utf8('確定');
    const signature = await signEs256(signer.privateKey, message);
    expect(await verifyEs256(await importVerifyKey(key), signature, message)).toBe(true);
  });

  it('is none when the bytes are no key, and they are wiped all the same', async () => {
    const bytes = new Uint8Array(138).fill(7);
    expect(await importSigner('x', bytes)).toBeUndefined();
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});
