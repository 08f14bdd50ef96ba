import { importBoxKey } from './box.ts';
import type { Bytes } from './bytes.ts';
import { hkdf } from './hkdf.ts';
import { deriveSealKeyPair, type SealKeyPair } from './seal.ts';

export interface SessionKeys {
  /** Opens the day's roster and the read cache. */
  readonly cacheKey: CryptoKey;
  /** Anyone seals to its public half; only unlocked staff of the shift open. */
  readonly sealPair: SealKeyPair;
}

/** The keys of a shift, from its 32-byte secret. The same on the hub and on every tablet. */
export const sessionKeys = async (secret: Bytes): Promise<SessionKeys> => {
  if (secret.length !== 32) throw new RangeError('a session secret has 32 bytes');
  const [cache, seal] = await Promise.all([
    hkdf(secret, 'hagukumi/session/1/cache'),
    hkdf(secret, 'hagukumi/session/1/seal'),
  ]);
  return { cacheKey: await importBoxKey(cache), sealPair: await deriveSealKeyPair(seal) };
};
