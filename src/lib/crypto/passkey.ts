import { importBoxKey, openBox, sealBox } from './box.ts';
import { concatBytes, utf8, type Bytes } from './bytes.ts';
import { hkdf } from './hkdf.ts';
import { deriveSealKeyPair, openBytes, sealBytes, type SealKeyPair } from './seal.ts';

const INFO = 'hagukumi/passkey/1';

/** What a wrap for a passkey needs besides the passkey: this tablet and this shift. Each part has 32 bytes. */
export interface TabletParts {
  readonly deviceSecret: Bytes;
  readonly shiftPart: Bytes;
}

/** Whose wrap, where and when. */
export interface PasskeyBinding {
  readonly staffId: string;
  readonly deviceId: string;
  readonly shiftId: string;
}

const nameOf = ({ staffId, deviceId, shiftId }: PasskeyBinding): string =>
  `${INFO}/${staffId}/${deviceId}/${shiftId}`;

const innerKey = async (
  { deviceSecret, shiftPart }: TabletParts,
  bound: PasskeyBinding,
): Promise<CryptoKey> => {
  if (deviceSecret.length !== 32 || shiftPart.length !== 32) {
    throw new RangeError('each part of a passkey wrap has 32 bytes');
  }
  return importBoxKey(await hkdf(concatBytes(deviceSecret, shiftPart), nameOf(bound)));
};

/** The key pair that a passkey's PRF output (32 bytes) stands for. Its public half alone is kept. */
export const passkeyKeyPair = async (prfOutput: Bytes): Promise<SealKeyPair> => {
  if (prfOutput.length !== 32) throw new RangeError('a PRF output has 32 bytes');
  return deriveSealKeyPair(await hkdf(prfOutput, `${INFO}/seal`));
};

/** A secret for who holds the passkey, on this tablet, in this shift. `undefined` when there is no such public key. */
export const wrapForPasskey = async (
  publicKey: Bytes,
  parts: TabletParts,
  bound: PasskeyBinding,
  secret: Bytes,
): Promise<Bytes | undefined> => {
  const name = nameOf(bound);
  const inner = await sealBox(await innerKey(parts, bound), secret, name);
  try {
    return await sealBytes(publicKey, inner, INFO, utf8(name));
  } catch {
    return undefined;
  }
};

/** The secret, or `undefined` when passkey, tablet, shift or person differ from the wrapping. */
export const unwrapWithPasskey = async (
  pair: SealKeyPair,
  parts: TabletParts,
  bound: PasskeyBinding,
  wrap: Bytes,
): Promise<Bytes | undefined> => {
  const name = nameOf(bound);
  const inner = await openBytes(pair, wrap, INFO, utf8(name));
  return inner === undefined ? undefined : openBox(await innerKey(parts, bound), inner, name);
};
