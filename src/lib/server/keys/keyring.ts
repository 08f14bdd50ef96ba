import { fromBase64Url } from '../../contract/base64url.ts';
import type { HubKeys, VerifyKey } from '../../contract/bundle.ts';
import { importSigningKey, type Signer } from '../../crypto/es256.ts';
import type { SealKeyPair } from '../../crypto/seal.ts';
import type { KeyFile, SigningPurpose } from '../../contract/key-file.ts';
import { sealOpener, type SealOpener } from './open-sealed.ts';
import { signNow, type SignNow } from './sign-now.ts';

/** The hub's keys, ready for use. */
export interface Keyring {
  /** What tablets may know. */
  readonly published: HubKeys;
  /** Every seal key by id, earlier ones included. */
  readonly sealPairs: ReadonlyMap<string, SealKeyPair>;
  /** What opens revisions, by the same ids. */
  readonly openers: ReadonlyMap<string, SealOpener>;
  /** Signs new receipts, tickets or forms. */
  signer(purpose: SigningPurpose): Signer;
  /** The receipt key, without anything to wait for. */
  readonly signReceipt: SignNow;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = fromBase64Url(text);
  if (bytes === undefined) throw new Error('HUB_KEY_FILE is damaged: a key is not base64url');
  return bytes;
};

/** @throws when a purpose has no key */
export const openKeyring = async ({ keys }: KeyFile): Promise<Keyring> => {
  const sealPairs = new Map<string, SealKeyPair>();
  const openers = new Map<string, SealOpener>();
  const signers = new Map<SigningPurpose, Signer>();
  const verify: Record<SigningPurpose, VerifyKey[]> = { receipt: [], ticket: [], form: [] };
  let seal: HubKeys['seal'] | undefined;
  let signReceipt: SignNow | undefined;
  for (const key of keys) {
    if (key.purpose === 'seal') {
      const pair = { publicKey: bytesOf(key.publicKey), privateKey: bytesOf(key.privateKey) };
      sealPairs.set(key.kid, pair);
      openers.set(key.kid, sealOpener(pair));
      seal = { keyId: key.kid, publicKey: key.publicKey };
      continue;
    }
    const { kid, purpose, x, y, d } = key;
    signers.set(purpose, { kid, privateKey: await importSigningKey({ kty: 'EC', crv: 'P-256', x, y, d }) });
    verify[purpose].push({ kid, x, y });
    if (purpose === 'receipt') signReceipt = signNow(kid, { x, y, d });
  }
  if (seal === undefined) throw new Error('HUB_KEY_FILE has no seal key');
  if (signReceipt === undefined) throw new Error('HUB_KEY_FILE has no receipt key');
  return {
    published: { seal, ...verify },
    sealPairs,
    openers,
    signReceipt,
    signer: (purpose) => {
      const signer = signers.get(purpose);
      if (signer === undefined) throw new Error(`HUB_KEY_FILE has no ${purpose} key`);
      return signer;
    },
  };
};
