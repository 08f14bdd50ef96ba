import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { VerifyKey } from '../contract/bundle.ts';
import { toBase64Url } from '../contract/base64url.ts';
import { utf8 } from './bytes.ts';
import { generateSigningKeyPair, publicCoordinates, signEs256, type Signer } from './es256.ts';
import { signJws, verifyJws } from './jws.ts';

const TYPE = 'hagukumi-test+jws';

let signer: Signer;
let other: Signer;
let keys: readonly VerifyKey[];

beforeAll(async () => {
  const [one, two] = [await generateSigningKeyPair(false), await generateSigningKeyPair(false)];
  signer = { kid: 'k1', privateKey: one.privateKey };
  other = { kid: 'k2', privateKey: two.privateKey };
  keys = [
    { kid: 'k1', ...(await publicCoordinates(one.publicKey)) },
    { kid: 'k2', ...(await publicCoordinates(two.publicKey)) },
  ];
});

const part = (text: string): string => toBase64Url(utf8(text));

/** A well-signed JWS with whatever header. */
const signedWith = async (header: Record<string, unknown>, payload = 'text'): Promise<string> => {
  const input = `${part(JSON.stringify(header))}.${part(payload)}`;
  return `${input}.${toBase64Url(await signEs256(signer.privateKey, utf8(input)))}`;
};

const RIGHT = { alg: 'ES256', typ: TYPE, kid: 'k1' };

describe('a compact JWS', () => {
  it('gives back any payload', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (payload) => {
        expect(await verifyJws(TYPE, await signJws(TYPE, payload, signer), keys)).toBe(payload);
      }),
      { numRuns: 50 },
    );
  });

  it('is found by its key id among several keys', async () => {
    expect(await verifyJws(TYPE, await signJws(TYPE, 'text', other), keys)).toBe('text');
  });

  it('is what this test signs by hand', async () => {
    expect(await verifyJws(TYPE, await signedWith(RIGHT), keys)).toBe('text');
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another type', { ...RIGHT, typ: 'hagukumi-other+jws' }],
    ['without a type', { alg: 'ES256', kid: 'k1' }],
    ['with the type in capitals', { ...RIGHT, typ: TYPE.toUpperCase() }],
    ['with another key’s id', { ...RIGHT, kid: 'k2' }],
    ['with an unknown key id', { ...RIGHT, kid: 'k3' }],
    ['without a key id', { alg: 'ES256', typ: TYPE }],
    ['with a key id that is no text', { ...RIGHT, kid: ['k1'] }],
    ['with alg none', { ...RIGHT, alg: 'none' }],
    ['with alg HS256', { ...RIGHT, alg: 'HS256' }],
    ['with alg ES384', { ...RIGHT, alg: 'ES384' }],
    ['with a key of its own', { ...RIGHT, jwk: { kty: 'EC' } }],
    ['with a critical header', { ...RIGHT, crit: ['exp'], exp: 1 }],
    ['with an unencoded payload', { ...RIGHT, crit: ['b64'], b64: false }],
  ])('is refused %s', async (_what, header) => {
    expect(await verifyJws(TYPE, await signedWith(header), keys)).toBeUndefined();
  });

  it('is refused without a signature', async () => {
    const [header = '', payload = ''] = (await signedWith(RIGHT)).split('.');
    expect(await verifyJws(TYPE, `${header}.${payload}.`, keys)).toBeUndefined();
    expect(await verifyJws(TYPE, `${header}.${payload}`, keys)).toBeUndefined();
    const none = part(JSON.stringify({ ...RIGHT, alg: 'none' }));
    expect(await verifyJws(TYPE, `${none}.${payload}.`, keys)).toBeUndefined();
  });

  it('is refused when the public key was used as an HMAC secret', async () => {
    const input = `${part(JSON.stringify({ ...RIGHT, alg: 'HS256' }))}.${part('text')}`;
    const mac = createHmac('sha256', JSON.stringify(keys[0])).update(input).digest('base64url');
    expect(await verifyJws(TYPE, `${input}.${mac}`, keys)).toBeUndefined();
  });

  it('is refused when header or payload is another’s', async () => {
    const [one, two] = [
      (await signedWith(RIGHT, 'one')).split('.'),
      (await signedWith(RIGHT, 'two')).split('.'),
    ];
    expect(await verifyJws(TYPE, [one[0], two[1], one[2]].join('.'), keys)).toBeUndefined();
    expect(await verifyJws(TYPE, [one[0], one[1], two[2]].join('.'), keys)).toBeUndefined();
  });

  it('is refused when any character is replaced', async () => {
    const compact = await signJws(TYPE, 'payload', signer);
    const place = fc.nat(compact.length - 1);
    await fc.assert(
      fc.asyncProperty(
        place,
        fc.constantFrom(...Array.from('ABCDwxyz0189-_.=+/ ')),
        async (index, character) => {
          fc.pre(compact.charAt(index) !== character);
          const changed = compact.slice(0, index) + character + compact.slice(index + 1);
          expect(await verifyJws(TYPE, changed, keys)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has only one last character', async () => {
    const compact = await signJws(TYPE, 'payload', signer);
    const verified: string[] = [];
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
      if ((await verifyJws(TYPE, compact.slice(0, -1) + last, keys)) !== undefined) verified.push(last);
    }
    expect(verified).toEqual([compact.slice(-1)]);
  });

  it('is refused when its payload is no UTF-8', async () => {
    const input = `${part(JSON.stringify(RIGHT))}.${toBase64Url(Uint8Array.of(0xff))}`;
    const compact = `${input}.${toBase64Url(await signEs256(signer.privateKey, utf8(input)))}`;
    expect(await verifyJws(TYPE, compact, keys)).toBeUndefined();
  });

  it('is refused under a listed key that is no key', async () => {
    const compact = await signJws(TYPE, 'text', signer);
    expect(await verifyJws(TYPE, compact, [{ kid: 'k1', x: 'AA', y: 'AA' }])).toBeUndefined();
    expect(await verifyJws(TYPE, compact, [])).toBeUndefined();
  });

  it('is refused, without an error, in any other text', async () => {
    const text = fc.oneof(
      fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
      fc.array(fc.base64String(), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.')),
      fc.json().map((json) => `${part(json)}.${part('x')}.${'A'.repeat(86)}`),
    );
    await fc.assert(
      fc.asyncProperty(text, async (compact) => {
        expect(await verifyJws(TYPE, compact, keys)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
