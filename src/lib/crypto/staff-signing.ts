import { toBase64Url } from '../contract/base64url.ts';
import { openBox, sealBox } from './box.ts';
import { sha256, utf8, type Bytes } from './bytes.ts';
import { generateSigningKeyPair, publicCoordinates, type Coordinates, type Signer } from './es256.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A new key of a member of staff. Who holds `pkcs8` can sign as this person: wipe it after use. */
export interface StaffKeyPair extends Coordinates {
  readonly kid: string;
  readonly pkcs8: Bytes;
}

/** The id of a public key: its thumbprint (RFC 7638), so that the id cannot stand for another key. */
export const thumbprint = async ({ x, y }: Coordinates): Promise<string> =>
  toBase64Url(await sha256(utf8(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`)));

export const newStaffKeyPair = async (): Promise<StaffKeyPair> => {
  const { publicKey, privateKey } = await generateSigningKeyPair(true);
  const coordinates = await publicCoordinates(publicKey);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
  return { kid: await thumbprint(coordinates), ...coordinates, pkcs8 };
};

/** Whose key, under which id. */
export interface StaffKeyName {
  readonly staffId: string;
  readonly kid: string;
}

const keyAad = ({ staffId, kid }: StaffKeyName): string => `hagukumi/staff-signing-key/1/${staffId}/${kid}`;

/** A private key for one member of staff, under the same key encryption key as the session secret. */
export const wrapSigningKey = (kek: CryptoKey, pkcs8: Bytes, name: StaffKeyName): Promise<Bytes> =>
  sealBox(kek, pkcs8, keyAad(name));

/** The private key's PKCS8, or `undefined` when key, person or key id differ from the wrapping. */
export const unwrapSigningKey = (
  kek: CryptoKey,
  box: Bytes,
  name: StaffKeyName,
): Promise<Bytes | undefined> => openBox(kek, box, keyAad(name));

/** The signer of a PKCS8, non-extractable. The bytes are zero afterwards. `undefined` when they are no such key. */
export const importSigner = async (kid: string, pkcs8: Bytes): Promise<Signer | undefined> => {
  try {
    return { kid, privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, KEY, false, ['sign']) };
  } catch {
    return undefined;
  } finally {
    pkcs8.fill(0);
  }
};
