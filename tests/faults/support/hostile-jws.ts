import { createHmac } from 'node:crypto';
import type { Signer } from '../../../src/lib/crypto/es256.ts';
import { signJws } from '../../../src/lib/crypto/jws.ts';
import { hostileJson } from './hostile-json.ts';
import { mutatedText } from './mutate.ts';
import type { Seeded } from './seeded.ts';

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

const decoded = (part: string): string => Buffer.from(part, 'base64url').toString();

/** What an attacker has: an honest text, the public key that verifies it, and a key of their own. */
export interface Honest {
  readonly jws: string;
  readonly type: string;
  /** Raw bytes of the public key: what a verifier would take for an HMAC secret if it let the header choose. */
  readonly publicKey: Uint8Array;
  /** Signs under the same key id, and is not the key. */
  readonly stranger: Signer;
}

type Attack = (honest: Honest, draw: Seeded) => string | Promise<string>;

const partsOf = (jws: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  return [header, payload, signature];
};

const withHeader = ({ jws }: Honest, change: Record<string, unknown>, signature?: string): string => {
  const [header, payload, own] = partsOf(jws);
  const merged: unknown = { ...(JSON.parse(decoded(header)) as object), ...change };
  return [encoded(merged), payload, signature ?? own].join('.');
};

const ATTACKS: readonly Attack[] = [
  ({ jws }, draw) => mutatedText(jws, draw),
  ({ jws }, draw) => mutatedText(jws, draw),
  (honest, draw) => withHeader(honest, { alg: draw.pick(['none', 'None', 'NONE', '', null]) }, ''),
  (honest) => {
    const swapped = withHeader(honest, { alg: 'HS256' }, '').slice(0, -1);
    const signature = createHmac('sha256', honest.publicKey).update(swapped).digest('base64url');
    return `${swapped}.${signature}`;
  },
  (honest, draw) =>
    withHeader(honest, { alg: draw.pick(['ES384', 'RS256', 'PS256', 'EdDSA', 'es256', ['ES256']]) }),
  (honest, draw) =>
    withHeader(honest, { typ: draw.pick(['JWT', 'hagukumi-form+jws', 'hagukumi-receipt+jws ', null]) }),
  (honest, draw) =>
    withHeader(honest, { kid: draw.pick(['', '../../etc/passwd', '__proto__', null, 0, 'x'.repeat(5_000)]) }),
  (honest, draw) =>
    withHeader(
      honest,
      draw.pick([
        { crit: ['exp'], exp: 1 },
        { b64: false, crit: ['b64'] },
        { zip: 'DEF' },
        { jku: 'http://x.invalid' },
      ]),
    ),
  // signed well, by somebody else
  ({ jws, type, stranger }) => signJws(type, decoded(partsOf(jws)[1]), stranger),
  ({ jws }, draw) => {
    const [header, payload, signature] = partsOf(jws);
    return [header, encoded(hostileJson(decoded(payload), draw)), signature].join('.');
  },
  ({ jws }, draw) => {
    const [header, payload] = partsOf(jws);
    // both halves zero, both of the order, one byte short
    const bytes = draw.pick([
      new Uint8Array(64),
      new Uint8Array(64).fill(0xff),
      new Uint8Array(63),
      new Uint8Array(0),
    ]);
    return [header, payload, Buffer.from(bytes).toString('base64url')].join('.');
  },
  ({ jws }) => `${jws}.${partsOf(jws)[2]}`,
  ({ jws }) => `${jws}=`,
  ({ jws }) => partsOf(jws).slice(0, 2).join('.'),
];

/** A JWS that must not verify. Never the honest one. */
export const hostileJws = async (honest: Honest, draw: Seeded): Promise<string> => {
  for (;;) {
    const text = await draw.pick(ATTACKS)(honest, draw);
    if (text !== honest.jws) return text;
  }
};
