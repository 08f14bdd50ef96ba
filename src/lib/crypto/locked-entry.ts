import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { uuidToBytes } from '../contract/ids.ts';
import { importBoxKey, openBox, sealBox } from './box.ts';
import { fromUtf8, utf8, type Bytes } from './bytes.ts';
import { hkdf } from './hkdf.ts';

/** A box that is found and opened only with what a family presents. Both fields are base64url. */
export interface LockedEntry {
  /** Says which entry to open without saying whose it is: 16 bytes. */
  readonly index: string;
  /** IV ‖ ciphertext ‖ tag. */
  readonly box: string;
}

/** How a typed code is stretched: PBKDF2-HMAC-SHA-256. `salt` is base64url. */
export interface CodeKdf {
  readonly salt: string;
  readonly iterations: number;
}

const INDEX_BYTES = 16;

/** What presents the secret: the ticket itself, or the code typed from its sheet. */
type Kind = 'ticket' | 'code';

const indexOf = async (kind: Kind, secret: Bytes): Promise<string> =>
  toBase64Url(await hkdf(secret, `hagukumi/${kind}/1/index`, INDEX_BYTES));

const keyOf = async (kind: Kind, secret: Bytes): Promise<CryptoKey> =>
  importBoxKey(await hkdf(secret, `hagukumi/${kind}/1/entry`));

const aadOf = (kind: Kind, index: string): string => `hagukumi/${kind}-entry/1/${index}`;

const lock = async (kind: Kind, secret: Bytes, plaintext: Bytes): Promise<LockedEntry> => {
  const [index, key] = await Promise.all([indexOf(kind, secret), keyOf(kind, secret)]);
  return { index, box: toBase64Url(await sealBox(key, plaintext, aadOf(kind, index))) };
};

const open = async (
  kind: Kind,
  secret: Bytes,
  entries: readonly LockedEntry[],
): Promise<Bytes | undefined> => {
  const index = await indexOf(kind, secret);
  const found = entries.find((entry) => entry.index === index);
  const box = found === undefined ? undefined : fromBase64Url(found.box);
  return box === undefined ? undefined : openBox(await keyOf(kind, secret), box, aadOf(kind, index));
};

/** Locks bytes so that only who has the ticket id finds and opens them. */
export const lockForTicket = (ticketId: string, plaintext: Bytes): Promise<LockedEntry> =>
  lock('ticket', uuidToBytes(ticketId), plaintext);

/** What {@link lockForTicket} locked for this ticket id, or `undefined` when no entry is its. */
export const openForTicket = (
  ticketId: string,
  entries: readonly LockedEntry[],
): Promise<Bytes | undefined> => open('ticket', uuidToBytes(ticketId), entries);

/** The key under which a visit key lies for the family that presents the ticket. */
export const ticketWrapKey = async (ticketId: string): Promise<CryptoKey> =>
  importBoxKey(await hkdf(uuidToBytes(ticketId), 'hagukumi/ticket/1/visit'));

const stretch = async (code: string, { salt, iterations }: CodeKdf): Promise<Bytes> => {
  const saltBytes = fromBase64Url(salt);
  if (saltBytes === undefined) throw new TypeError('salt is not base64url');
  const key = await crypto.subtle.importKey('raw', utf8(code), 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: saltBytes, iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
};

/** Locks a ticket id under its typed code (digits only, see `normaliseTypedCode`). */
export const lockForCode = async (code: string, kdf: CodeKdf, ticketId: string): Promise<LockedEntry> =>
  lock('code', await stretch(code, kdf), utf8(ticketId));

/** The ticket id that belongs to a typed code, or `undefined` when the code is not of today's list. */
export const openForCode = async (
  code: string,
  { entries, ...kdf }: CodeKdf & { readonly entries: readonly LockedEntry[] },
): Promise<string | undefined> => {
  const ticketId = await open('code', await stretch(code, kdf), entries);
  return ticketId === undefined ? undefined : fromUtf8(ticketId);
};
