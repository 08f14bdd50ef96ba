import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../contract/problem.ts';
import { utf8, type Bytes } from './bytes.ts';
import { generateSigningKeyPair, publicCoordinates } from './es256.ts';
import {
  contentDigest,
  readSignature,
  signRequest,
  verifyRequest,
  type SignedRequest,
} from './http-signature.ts';

const PARAMETERS = {
  keyId: '018f3f6e-5c00-7aaa-8bbb-0123456789ab',
  created: 1_796_000_000,
  nonce: 'abcdefghijklmnop-_',
};

const aPut = (): SignedRequest & { readonly body: Bytes } => ({
  method: 'PUT',
  authority: 'hub.example:8443',
  path: '/api/v1/records/a/revisions/b',
  body: utf8('{"a":1}'),
});
const aGet = (): SignedRequest => ({ method: 'GET', authority: 'hub.example', path: '/api/v1/bundle' });

let keys: CryptoKeyPair;

beforeAll(async () => {
  keys = await generateSigningKeyPair(false);
});

const signHeaders = async (request: SignedRequest): Promise<Headers> =>
  new Headers(await signRequest(request, { ...PARAMETERS, privateKey: keys.privateKey }));

const codeOf = (outcome: Outcome<void>): string => (outcome.ok ? 'accepted' : outcome.error.code);

const check = async (request: SignedRequest, headers: Headers): Promise<string> =>
  codeOf(await verifyRequest(request, headers, keys.publicKey));

describe('a signed request', () => {
  it('is accepted with and without a body', async () => {
    expect(await check(aPut(), await signHeaders(aPut()))).toBe('accepted');
    expect(await check(aGet(), await signHeaders(aGet()))).toBe('accepted');
    const empty = { ...aGet(), body: new Uint8Array() };
    expect(await check(empty, await signHeaders(empty))).toBe('accepted');
    expect(await check(empty, await signHeaders(aGet()))).toBe('accepted');
  });

  it('carries the header fields of RFC 9421 and RFC 9530', async () => {
    const headers = await signHeaders(aPut());
    expect(headers.get('signature-input')).toBe(
      'sig1=("@method" "@authority" "@path" "content-digest");created=1796000000;nonce="abcdefghijklmnop-_";' +
        'keyid="018f3f6e-5c00-7aaa-8bbb-0123456789ab";alg="ecdsa-p256-sha256"',
    );
    expect(headers.get('signature')).toMatch(/^sig1=:[A-Za-z0-9+/]{86}==:$/);
    expect([...(await signHeaders(aGet())).keys()].sort()).toEqual(['signature', 'signature-input']);
  });

  it('has a signature that Node verifies over the base of RFC 9421 §2.5', async () => {
    const headers = await signHeaders(aPut());
    const base = [
      '"@method": PUT',
      '"@authority": hub.example:8443',
      '"@path": /api/v1/records/a/revisions/b',
      `"content-digest": sha-256=:${createHash('sha256').update('{"a":1}').digest('base64')}:`,
      `"@signature-params": ${headers.get('signature-input')?.slice('sig1='.length) ?? ''}`,
    ].join('\n');
    const signature = Buffer.from(headers.get('signature')?.slice('sig1=:'.length, -1) ?? '', 'base64');
    const coordinates = await publicCoordinates(keys.publicKey);
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', ...coordinates }, format: 'jwk' });
    expect(verify('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  it('has the digest of RFC 9530 §B.1', async () => {
    expect(await contentDigest(utf8('{"hello": "world"}\n'))).toBe(
      'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    );
  });

  it('says who signed it when', async () => {
    const read = readSignature(await signHeaders(aPut()));
    expect(read).toMatchObject({ ...PARAMETERS, coversBody: true });
    expect(read?.signature).toHaveLength(64);
    expect(readSignature(await signHeaders(aGet()))?.coversBody).toBe(false);
  });

  it('may be written with the host in capitals or the method in small letters', async () => {
    const headers = await signHeaders(aPut());
    expect(await check({ ...aPut(), authority: 'HUB.example:8443', method: 'put' }, headers)).toBe(
      'accepted',
    );
  });

  it.each<[string, Partial<SignedRequest>]>([
    ['method', { method: 'POST' }],
    ['host', { authority: 'hub2.example:8443' }],
    ['port', { authority: 'hub.example' }],
    ['path', { path: '/api/v1/records/a/revisions/c' }],
    ['case of the path', { path: '/api/v1/records/A/revisions/b' }],
    ['path by a slash', { path: '/api/v1/records/a/revisions/b/' }],
    ['path by a query', { path: '/api/v1/records/a/revisions/b?x=1' }],
  ])('is refused with another %s', async (_what, change) => {
    expect(await check({ ...aPut(), ...change }, await signHeaders(aPut()))).toBe('signature-invalid');
  });

  it('is told by its digest when only the body was damaged on the way', async () => {
    expect(await check({ ...aPut(), body: utf8('{"a":2}') }, await signHeaders(aPut()))).toBe(
      'digest-mismatch',
    );
  });

  it('is refused when body and digest were replaced together', async () => {
    const headers = await signHeaders(aPut());
    const body = utf8('{"a":2}');
    headers.set('content-digest', await contentDigest(body));
    expect(await check({ ...aPut(), body }, headers)).toBe('signature-invalid');
  });

  it('is refused when the body was taken away or added', async () => {
    const { body: _body, ...bare } = aPut();
    expect(await check(bare, await signHeaders(aPut()))).toBe('signature-invalid');
    expect(await check({ ...aGet(), body: utf8('x') }, await signHeaders(aGet()))).toBe('signature-invalid');
    const withDigest = await signHeaders(aGet());
    withDigest.set('content-digest', await contentDigest(utf8('x')));
    expect(await check({ ...aGet(), body: utf8('x') }, withDigest)).toBe('signature-invalid');
    expect(await check(aGet(), withDigest)).toBe('signature-invalid');
  });

  it.each<[string, string, string]>([
    ['created', 'created=1796000000', 'created=1796000001'],
    ['nonce', 'nonce="abcdefghijklmnop-_"', 'nonce="abcdefghijklmnop-0"'],
    ['key id', '0123456789ab"', '0123456789ac"'],
  ])('is refused with another %s', async (_what, from, to) => {
    const headers = await signHeaders(aPut());
    headers.set('signature-input', headers.get('signature-input')?.replace(from, to) ?? '');
    expect(readSignature(headers)).toBeDefined();
    expect(await check(aPut(), headers)).toBe('signature-invalid');
  });

  it('is refused under another key', async () => {
    const stranger = (await generateSigningKeyPair(false)).publicKey;
    expect(codeOf(await verifyRequest(aPut(), await signHeaders(aPut()), stranger))).toBe(
      'signature-invalid',
    );
  });

  it('is refused when any character of its signature is replaced', async () => {
    const headers = await signHeaders(aPut());
    const signature = headers.get('signature') ?? '';
    const character = fc.constantFrom(...Array.from('ABCDwxyz0189+/=:;, '));
    await fc.assert(
      fc.asyncProperty(fc.nat(signature.length - 1), character, async (index, replacement) => {
        fc.pre(signature.charAt(index) !== replacement);
        const changed = new Headers(headers);
        changed.set('signature', signature.slice(0, index) + replacement + signature.slice(index + 1));
        expect(await check(aPut(), changed)).toBe('signature-invalid');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a request without a signature of this profile', () => {
  it('is missing one when neither header field is there', async () => {
    expect(await check(aPut(), new Headers())).toBe('signature-missing');
    expect(await check(aPut(), new Headers({ 'content-digest': await contentDigest(aPut().body) }))).toBe(
      'signature-missing',
    );
  });

  it('is invalid when only one of them is there', async () => {
    for (const name of ['signature', 'signature-input']) {
      const headers = await signHeaders(aPut());
      headers.delete(name);
      expect(readSignature(headers)).toBeUndefined();
      expect(await check(aPut(), headers)).toBe('signature-invalid');
    }
  });

  it.each<[string, (input: string) => string]>([
    ['another label', (input) => input.replace('sig1', 'sig2')],
    ['a label in capitals', (input) => input.replace('sig1', 'SIG1')],
    ['fewer components', (input) => input.replace(' "@path"', '')],
    ['no components', (input) => input.replace(/\(.*\)/, '()')],
    ['more components', (input) => input.replace('"@path"', '"@path" "@query"')],
    [
      'components in another order',
      (input) => input.replace('"@method" "@authority"', '"@authority" "@method"'),
    ],
    ['a component twice', (input) => input.replace('"@method"', '"@method" "@method"')],
    ['a component of the request', (input) => input.replace('"@method"', '"@method";req')],
    ['another algorithm', (input) => input.replace('ecdsa-p256-sha256', 'hmac-sha256')],
    ['no algorithm', (input) => input.replace(/;alg=.*/, '')],
    ['a parameter more', (input) => `${input};expires=1`],
    ['a tag', (input) => `${input};tag="x"`],
    [
      'parameters in another order',
      (input) => input.replace(/;created=(\d+);nonce="([^"]+)"/, ';nonce="$2";created=$1'),
    ],
    ['created as text', (input) => input.replace(/created=(\d+)/, 'created="$1"')],
    ['created with a leading zero', (input) => input.replace('created=', 'created=0')],
    ['a negative created', (input) => input.replace('created=', 'created=-')],
    ['a fraction in created', (input) => input.replace(/created=(\d+)/, 'created=$1.5')],
    ['created beyond bounds', (input) => input.replace(/created=(\d+)/, 'created=1000000000000')],
    ['a short nonce', (input) => input.replace(/nonce="[^"]+"/, 'nonce="abcdefghijklmno"')],
    ['a long nonce', (input) => input.replace(/nonce="[^"]+"/, `nonce="${'a'.repeat(65)}"`)],
    ['an empty key id', (input) => input.replace(/keyid="[^"]+"/, 'keyid=""')],
    ['an escaped quote in the key id', (input) => input.replace(/keyid="[^"]+"/, 'keyid="a\\"b"')],
    ['a blank more', (input) => input.replace('" "', '"  "')],
    ['a second signature', (input) => `${input}, sig2=()`],
    ['itself twice', (input) => `${input}, ${input}`],
  ])('is invalid with %s', async (_what, change) => {
    const headers = await signHeaders(aPut());
    headers.set('signature-input', change(headers.get('signature-input') ?? ''));
    expect(readSignature(headers)).toBeUndefined();
    expect(await check(aPut(), headers)).toBe('signature-invalid');
  });

  it.each([
    ['no padding', (signature: string) => signature.replace('==', '')],
    ['another label', (signature: string) => signature.replace('sig1', 'sig2')],
    ['base64url', (signature: string) => signature.replace(/:.{2}/, ':-_')],
    ['no colons', (signature: string) => signature.replaceAll(':', '')],
    ['two signatures', (signature: string) => `${signature}, ${signature}`],
    ['63 bytes', (signature: string) => signature.replace(/.{3}==:$/, '=:')],
  ])('is invalid with %s', async (_what, change) => {
    const headers = await signHeaders(aPut());
    headers.set('signature', change(headers.get('signature') ?? ''));
    expect(readSignature(headers)).toBeUndefined();
    expect(await check(aPut(), headers)).toBe('signature-invalid');
  });

  it('is invalid, never an error, with random header fields and parts', async () => {
    const printable = fc.string({ unit: 'grapheme-ascii' });
    await fc.assert(
      fc.asyncProperty(
        printable,
        printable,
        printable,
        printable,
        async (input, signature, authority, path) => {
          const headers = new Headers({ 'signature-input': input, signature });
          expect(await check({ method: 'GET', authority, path }, headers)).toBe('signature-invalid');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('signing', () => {
  it.each<[string, Partial<SignedRequest>]>([
    ['a path with a query', { path: '/a?b' }],
    ['a path with a fragment', { path: '/a#b' }],
    ['a relative path', { path: 'a' }],
    ['a path with a line break', { path: '/a\n"@path": /b' }],
    ['a path outside ASCII', { path: '/あ' }],
    ['a host with a line break', { authority: 'a\nb' }],
    ['a host with a path', { authority: 'a/b' }],
    ['no host', { authority: '' }],
    ['a method with a blank', { method: 'GET /' }],
  ])('is refused for %s', async (_what, change) => {
    const request = { ...aGet(), ...change };
    await expect(signRequest(request, { ...PARAMETERS, privateKey: keys.privateKey })).rejects.toThrow(
      RangeError,
    );
    expect(await check(request, await signHeaders(aGet()))).toBe('signature-invalid');
  });

  it.each([
    ['a short nonce', { nonce: 'short' }],
    ['a nonce with a quote', { nonce: 'abcdefghijklmnop"' }],
    ['a key id with a quote', { keyId: 'a"b' }],
    ['no key id', { keyId: '' }],
    ['a fraction of a second', { created: 1.5 }],
    ['a time before 1970', { created: -1 }],
  ])('is refused with %s', async (_what, change) => {
    const parameters = { ...PARAMETERS, ...change, privateKey: keys.privateKey };
    await expect(signRequest(aGet(), parameters)).rejects.toThrow(RangeError);
  });
});
