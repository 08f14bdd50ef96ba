import { createDecipheriv, createECDH, createHmac, createSecretKey, type ECDH } from 'node:crypto';
import { concatBytes, utf8, type Bytes } from '../../crypto/bytes.ts';
import type { Sealed, SealKeyPair } from '../../crypto/seal.ts';

/** Opens what `sealTo` sealed to one key pair; `undefined` when any of bytes, `info` and `aad` differs. */
export type SealOpener = (sealed: Sealed, info: string, aad: Bytes) => Bytes | undefined;

const VERSION = utf8('HPKE-v1');
/** "KEM", DHKEM(P-256, HKDF-SHA256). */
const KEM_SUITE = Uint8Array.from([0x4b, 0x45, 0x4d, 0x00, 0x10]);
/** "HPKE", the KEM, HKDF-SHA256, AES-256-GCM. */
const HPKE_SUITE = Uint8Array.from([0x48, 0x50, 0x4b, 0x45, 0x00, 0x10, 0x00, 0x01, 0x00, 0x02]);
const BASE_MODE = Uint8Array.from([0]);
const NOTHING = new Uint8Array(0);
/** What an empty salt is to HMAC. */
const NO_SALT = new Uint8Array(32);

const HASH_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const POINT_BYTES = 65;

const extract = (salt: Uint8Array, ...input: readonly Uint8Array[]): Buffer => {
  // a key object, because a key of bytes takes Node five times as long
  const hmac = createHmac('sha256', createSecretKey(salt));
  for (const part of input) hmac.update(part);
  return hmac.digest();
};

/** LabeledExtract (RFC 9180 §4). */
const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Buffer =>
  extract(salt, VERSION, suite, utf8(label), ikm);

/** LabeledExpand (RFC 9180 §4), for lengths of one block. */
const labeledExpand = (
  suite: Uint8Array,
  prk: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Buffer => {
  const size = Uint8Array.from([0, length]);
  // HKDF-Expand of one block: HMAC(PRK, info ‖ 0x01)
  return extract(prk, size, VERSION, suite, utf8(label), info, Uint8Array.from([1])).subarray(0, length);
};

const PSK_ID_HASH = labeledExtract(HPKE_SUITE, NO_SALT, 'psk_id_hash', NOTHING);

/** Decap (RFC 9180 §4.1). @throws when `enc` is no point of the curve */
const decapsulated = (ecdh: ECDH, publicKey: Bytes, enc: Bytes): Buffer => {
  const prk = labeledExtract(KEM_SUITE, NO_SALT, 'eae_prk', ecdh.computeSecret(enc));
  return labeledExpand(KEM_SUITE, prk, 'shared_secret', concatBytes(enc, publicKey), HASH_BYTES);
};

/**
 * HPKE (RFC 9180) base mode, the suite of `crypto/seal.ts`, with Node's own primitives and the key imported once:
 * the hub opens hundreds of revisions a second, and WebCrypto's way costs a dozen trips to other threads for each.
 */
export const sealOpener = ({ publicKey, privateKey }: SealKeyPair): SealOpener => {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateKey);
  if (!ecdh.getPublicKey().equals(publicKey)) throw new RangeError('not a seal key pair');
  return ({ enc, ciphertext }, info, aad) => {
    if (enc.length !== POINT_BYTES || enc[0] !== 4 || ciphertext.length < TAG_BYTES) return undefined;
    try {
      const shared = decapsulated(ecdh, publicKey, enc);
      const infoHash = labeledExtract(HPKE_SUITE, NO_SALT, 'info_hash', utf8(info));
      const context = concatBytes(BASE_MODE, PSK_ID_HASH, infoHash);
      const secret = labeledExtract(HPKE_SUITE, shared, 'secret', NOTHING);
      const key = labeledExpand(HPKE_SUITE, secret, 'key', context, KEY_BYTES);
      const nonce = labeledExpand(HPKE_SUITE, secret, 'base_nonce', context, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(aad);
      decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
      const plaintext = decipher.update(ciphertext.subarray(0, -TAG_BYTES));
      return concatBytes(plaintext, decipher.final());
    } catch {
      return undefined;
    }
  };
};
