import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '../contract/base64url.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import { utf8 } from './bytes.ts';
import { generateSigningKeyPair, publicCoordinates, type Signer } from './es256.ts';
import { signJws, verifyJws } from './jws.ts';
import {
  decodeRevisionText,
  encodeRevisionText,
  readClaim,
  REVISION_TYPE,
  signRevisionText,
  verifyRevisionText,
  type RevisionText,
} from './revision-text.ts';

const JSON_TEXT = '{"schemaVersion":2,"response":{"text":"夜中に起きる。\\n𠮷"},"n":1.0}';

const aKey = async (kid: string): Promise<{ signer: Signer; key: VerifyKey }> => {
  const { publicKey, privateKey } = await generateSigningKeyPair(false);
  return { signer: { kid, privateKey }, key: { kid, ...(await publicCoordinates(publicKey)) } };
};

let own: Awaited<ReturnType<typeof aKey>>;
let other: Awaited<ReturnType<typeof aKey>>;
let signed: RevisionText & { readonly signature: string };

beforeAll(async () => {
  [own, other] = await Promise.all([aKey('doctor-1'), aKey('doctor-2')]);
  const text = await signRevisionText(JSON_TEXT, own.signer);
  if (text.signature === undefined) throw new Error('it is signed');
  signed = { ...text, signature: text.signature };
});

describe('the text of a revision', () => {
  it('comes back from the sealed bytes as it was, signed or not, whatever it says', () => {
    fc.assert(
      fc.property(fc.json(), fc.boolean(), (json, isSigned) => {
        const text = isSigned ? { json, signature: signed.signature } : { json };
        expect(decodeRevisionText(encodeRevisionText(text))).toEqual(text);
      }),
    );
  });

  it('lies in the sealed bytes letter by letter: older hubs read it where nobody signed', () => {
    expect(encodeRevisionText({ json: JSON_TEXT })).toEqual(utf8(JSON_TEXT));
    expect(encodeRevisionText(signed)).toEqual(utf8(`${signed.signature}\n${JSON_TEXT}`));
  });

  it('grows by less than 400 bytes when it is signed', async () => {
    const { json, signature } = await signRevisionText(JSON_TEXT, { ...own.signer, kid: 'k'.repeat(43) });
    expect(encodeRevisionText({ json, signature: signature ?? '' }).length - utf8(json).length).toBeLessThan(
      400,
    );
  });

  it('is none when the bytes are no UTF-8', () => {
    expect(decodeRevisionText(new Uint8Array([0x7b, 0xff, 0x7d]))).toBeUndefined();
  });
});

describe('the signature of a revision', () => {
  it('is a compact JWS over exactly the text, with its payload left out', async () => {
    const [header, , value] = signed.signature.split('.');
    const whole = `${header ?? ''}.${toBase64Url(utf8(JSON_TEXT))}.${value ?? ''}`;
    expect(await verifyJws(REVISION_TYPE, whole, [own.key])).toBe(JSON_TEXT);
    expect(readClaim(signed)?.kid).toBe('doctor-1');
  });

  it('holds for its own text and key', async () => {
    expect(await verifyRevisionText(signed, own.key)).toBe(true);
  });

  it('does not hold for another key, nor for another under the same id', async () => {
    expect(await verifyRevisionText(signed, other.key)).toBe(false);
    expect(await verifyRevisionText(signed, { ...other.key, kid: 'doctor-1' })).toBe(false);
    expect(await verifyRevisionText(signed, { ...own.key, kid: 'doctor-2' })).toBe(false);
    expect(await verifyRevisionText(signed, { ...own.key, x: 'AA' })).toBe(false);
  });

  it('does not hold for the same meaning written in another way', async () => {
    const again = JSON.stringify(JSON.parse(JSON_TEXT));
    expect(again).not.toBe(JSON_TEXT);
    expect(await verifyRevisionText({ ...signed, json: again }, own.key)).toBe(false);
    expect(await verifyRevisionText({ ...signed, json: `${JSON_TEXT} ` }, own.key)).toBe(false);
    expect(await verifyRevisionText({ ...signed, json: `\uFEFF${JSON_TEXT}` }, own.key)).toBe(false);
  });

  it('does not hold when any character of it is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('A', 'b', '7', '_', '.', '=', '\n'), async (at, letter) => {
        const place = at % signed.signature.length;
        fc.pre(signed.signature[place] !== letter);
        const signature = signed.signature.slice(0, place) + letter + signed.signature.slice(place + 1);
        expect(await verifyRevisionText({ json: JSON_TEXT, signature }, own.key)).toBe(false);
      }),
    );
  });

  it('does not hold for a JWS of another type, or with its payload in it', async () => {
    for (const type of ['hagukumi-form+jws', 'JWT']) {
      const [header = '', payload = '', value = ''] = (await signJws(type, JSON_TEXT, own.signer)).split('.');
      expect(await verifyRevisionText({ json: JSON_TEXT, signature: `${header}..${value}` }, own.key)).toBe(
        false,
      );
      expect(readClaim({ json: JSON_TEXT, signature: `${header}..${value}` })).toBeUndefined();
      const whole = `${header}.${payload}.${value}`;
      expect(await verifyRevisionText({ json: JSON_TEXT, signature: whole }, own.key)).toBe(false);
    }
  });

  it('does not hold where there is none', async () => {
    expect(await verifyRevisionText({ json: JSON_TEXT }, own.key)).toBe(false);
    expect(await verifyRevisionText({ json: JSON_TEXT, signature: '' }, own.key)).toBe(false);
  });
});
