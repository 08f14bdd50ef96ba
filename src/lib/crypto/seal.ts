import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { toBase64Url } from '../contract/base64url.ts';
import { concatBytes, utf8, type Bytes } from './bytes.ts';
import { hkdf } from './hkdf.ts';
import { isScalar, publicPoint } from './p256-point.ts';

/** An HPKE recipient key pair of DHKEM(P-256, HKDF-SHA256). */
export interface SealKeyPair {
  /** Uncompressed point, 65 bytes. */
  readonly publicKey: Bytes;
  /** Big-endian scalar, 32 bytes. */
  readonly privateKey: Bytes;
}

/** What HPKE makes: the encapsulated key (65 bytes) and the ciphertext with its tag (16 bytes longer). */
export interface Sealed {
  readonly enc: Bytes;
  readonly ciphertext: Bytes;
}

const PUBLIC_KEY_BYTES = 65;
const PRIVATE_KEY_BYTES = 32;

/** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180 §7), base mode. */
const suite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export const generateSealKeyPair = async (): Promise<SealKeyPair> => {
  const { kem } = suite();
  const pair = await kem.generateKeyPair();
  return {
    publicKey: new Uint8Array(await kem.serializePublicKey(pair.publicKey)),
    privateKey: new Uint8Array(await kem.serializePrivateKey(pair.privateKey)),
  };
};

/** Suite id of the KEM in labelled inputs (RFC 9180 §4.1): "KEM" and 0x0010. */
const LABEL_PREFIX = 'HPKE-v1KEM\x00\x10';

/**
 * The key pair that belongs to `ikm` (RFC 9180 §7.1.3 DeriveKeyPair). Written out here because the library's way
 * imports a private key without its point, which Safari refuses.
 * @param ikm at least 32 bytes of secret, uniformly random
 */
export const deriveSealKeyPair = async (ikm: Bytes): Promise<SealKeyPair> => {
  if (ikm.length < PRIVATE_KEY_BYTES) throw new RangeError('a seal key pair needs 32 bytes of input');
  const labelledIkm = concatBytes(utf8(`${LABEL_PREFIX}dkp_prk`), ikm);
  // A candidate is refused with probability 2⁻³², so that the counter stays far below 128.
  for (let counter = 0; ; counter += 1) {
    const info = `\x00\x20${LABEL_PREFIX}candidate${String.fromCharCode(counter)}`;
    const privateKey = await hkdf(labelledIkm, info, PRIVATE_KEY_BYTES);
    if (isScalar(privateKey)) return { publicKey: publicPoint(privateKey), privateKey };
  }
};

/** Seals so that only the holder of the private key can open. The sender keeps nothing that opens it. */
export const sealTo = async (
  publicKey: Bytes,
  plaintext: Bytes,
  info: string,
  aad: Bytes,
): Promise<Sealed> => {
  const hpke = suite();
  const sender = await hpke.createSenderContext({
    recipientPublicKey: await hpke.kem.deserializePublicKey(publicKey),
    info: utf8(info),
  });
  const ciphertext = await sender.seal(plaintext, aad);
  return { enc: new Uint8Array(sender.enc), ciphertext: new Uint8Array(ciphertext) };
};

/** Both halves as a JWK: engines differ in whether they take a private scalar without its point. */
const recipientKey = async ({ kem }: CipherSuite, pair: SealKeyPair): Promise<CryptoKeyPair> => {
  const point = {
    kty: 'EC',
    crv: 'P-256',
    x: toBase64Url(pair.publicKey.subarray(1, 33)),
    y: toBase64Url(pair.publicKey.subarray(33)),
  };
  return {
    publicKey: await kem.importKey('jwk', point, true),
    privateKey: await kem.importKey('jwk', { ...point, d: toBase64Url(pair.privateKey) }, false),
  };
};

/** The plaintext, or `undefined` when any of key pair, bytes, `info` and `aad` differs from the sealing. */
export const openSealed = async (
  pair: SealKeyPair,
  sealed: Sealed,
  info: string,
  aad: Bytes,
): Promise<Bytes | undefined> => {
  if (pair.publicKey.length !== PUBLIC_KEY_BYTES || pair.privateKey.length !== PRIVATE_KEY_BYTES) {
    throw new RangeError('not a seal key pair');
  }
  if (sealed.enc.length !== PUBLIC_KEY_BYTES) return undefined;
  const hpke = suite();
  const keys = await recipientKey(hpke, pair);
  try {
    const recipient = await hpke.createRecipientContext({
      recipientKey: keys,
      enc: sealed.enc,
      info: utf8(info),
    });
    return new Uint8Array(await recipient.open(sealed.ciphertext, aad));
  } catch {
    return undefined;
  }
};

/** {@link sealTo} as one array: enc ‖ ciphertext. */
export const sealBytes = async (
  publicKey: Bytes,
  plaintext: Bytes,
  info: string,
  aad: Bytes,
): Promise<Bytes> => {
  const { enc, ciphertext } = await sealTo(publicKey, plaintext, info, aad);
  return concatBytes(enc, ciphertext);
};

/** The inverse of {@link sealBytes}; `undefined` as in {@link openSealed}. */
export const openBytes = (
  pair: SealKeyPair,
  sealed: Bytes,
  info: string,
  aad: Bytes,
): Promise<Bytes | undefined> =>
  openSealed(
    pair,
    { enc: sealed.slice(0, PUBLIC_KEY_BYTES), ciphertext: sealed.slice(PUBLIC_KEY_BYTES) },
    info,
    aad,
  );
