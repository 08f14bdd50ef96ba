import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { fromBase64Url } from '../../contract/base64url.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import type { Coordinates } from '../../crypto/es256.ts';

/** Keys kept; a municipality has far fewer tablets. */
const KEPT_MAX = 2_000;

/** Public P-256 keys, each imported once. Says nothing about whose they are or whether they still count. */
export class VerifyKeys {
  readonly #kept = new Map<string, KeyObject>();

  /** Whether the ES256 signature (r ‖ s) is good; `false` when the coordinates are no point of P-256. */
  verify(coordinates: Coordinates, signature: Bytes, bytes: Bytes): boolean {
    const key = this.#keyOf(coordinates);
    return (
      key !== undefined &&
      signature.length === 64 &&
      verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
    );
  }

  #keyOf({ x, y }: Coordinates): KeyObject | undefined {
    const name = `${x} ${y}`;
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept;
    if (fromBase64Url(x)?.length !== 32 || fromBase64Url(y)?.length !== 32) return undefined;
    try {
      const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
      if (this.#kept.size >= KEPT_MAX) this.#kept.clear();
      this.#kept.set(name, key);
      return key;
    } catch {
      return undefined;
    }
  }
}
