import { createHash } from 'node:crypto';
import { isUuid } from '../../contract/ids.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import type { Coordinates } from '../../crypto/es256.ts';
import { readClaim, type SignatureClaim } from '../../crypto/http-signature.ts';
import { ok } from '../../domain/result.ts';
import type { Incoming } from '../endpoint.ts';
import { hubTime, type Hub } from '../hub.ts';
import { instantOf } from '../instant.ts';
import { findDevice, touchDevice, type DeviceRow } from '../store/devices.ts';
import { isNonceUsed, useNonce, type ExpiringNonce } from '../store/nonces.ts';
import type { Tx } from '../store/hub-store.ts';

/** How far a signature's `created` may lie from the hub's clock, seconds either way. */
export const CLOCK_TOLERANCE_SECONDS = 300;

/** Key id of a device that has no id yet. */
export const NEW_DEVICE_KEY_ID = 'new';

/** A request whose signature holds. */
export interface SignedCaller {
  /** Makes the request count once. Whoever writes without `once` uses it in that transaction. */
  readonly nonce: ExpiringNonce;
  /**
   * The request's one transaction. Its first step takes the nonce, so that the same request never writes twice:
   * `signature-replayed`.
   */
  readonly once: <T>(work: (tx: Tx) => Promise<T>) => Promise<Outcome<T>>;
}

export interface DeviceCaller extends SignedCaller {
  readonly device: DeviceRow;
}

const bodyDigest = (body: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/**
 * Whether the claim holds for this key, now, for the first time. Codes in this order: `signature-invalid`,
 * `digest-mismatch`, `signature-clock-skew`, `signature-replayed`.
 */
const verify = async (
  hub: Hub,
  { raw }: Incoming<unknown>,
  { signature, base, digest, created, keyId, nonce }: SignatureClaim,
  coordinates: Coordinates,
): Promise<Outcome<SignedCaller>> => {
  if (!hub.deviceKeys.verify(coordinates, signature, base)) return problem('signature-invalid');
  if (digest !== undefined && bodyDigest(raw) !== digest) return problem('digest-mismatch');
  if (Math.abs(hub.now() / 1000 - created) > CLOCK_TOLERANCE_SECONDS) return problem('signature-clock-skew');
  if (await isNonceUsed(hub.store.db, { keyId, nonce })) return problem('signature-replayed');
  const expiresAt = instantOf((created + 2 * CLOCK_TOLERANCE_SECONDS) * 1000);
  const used = { keyId, nonce, expiresAt };
  return ok({
    nonce: used,
    once: (work) =>
      hub.store.write(async (tx) => {
        const isFirst = await useNonce(tx, used, hubTime(hub));
        return isFirst ? ok(await work(tx)) : problem('signature-replayed');
      }),
  });
};

const claimOf = ({
  method,
  authority,
  path,
  raw,
  headers,
}: Incoming<unknown>): ReturnType<typeof readClaim> =>
  readClaim({ method, authority, path, body: raw }, headers);

/**
 * A request signed by a device that was enrolled once, whether or not it is still trusted: who asks looks at
 * `revoked_at`. `device-unknown`, or as above.
 */
export const knownDevice = async (hub: Hub, incoming: Incoming<unknown>): Promise<Outcome<DeviceCaller>> => {
  const claim = claimOf(incoming);
  if (!claim.ok) return claim;
  const { keyId } = claim.value;
  const device = isUuid(keyId) ? await findDevice(hub.store.db, keyId) : undefined;
  if (device === undefined) return problem('device-unknown');
  const verified = await verify(hub, incoming, claim.value, { x: device.public_x, y: device.public_y });
  if (!verified.ok) return verified;
  const { nonce, once } = verified.value;
  return ok({
    device,
    nonce,
    once: (work) =>
      once(async (tx) => {
        await touchDevice(tx, device.device_id, hubTime(hub));
        return work(tx);
      }),
  });
};

/** A request signed by an enrolled device that is still trusted. `device-revoked`, or as {@link knownDevice}. */
export const enrolledDevice = async (
  hub: Hub,
  incoming: Incoming<unknown>,
): Promise<Outcome<DeviceCaller>> => {
  const caller = await knownDevice(hub, incoming);
  return caller.ok && caller.value.device.revoked_at !== null ? problem('device-revoked') : caller;
};

/** A request signed by the key it presents: whoever enrols holds the private key. */
export const presentedKey = async (
  hub: Hub,
  incoming: Incoming<{ readonly publicKey: Coordinates }>,
): Promise<Outcome<SignedCaller>> => {
  const claim = claimOf(incoming);
  if (!claim.ok) return claim;
  if (claim.value.keyId !== NEW_DEVICE_KEY_ID) return problem('signature-invalid');
  return verify(hub, incoming, claim.value, incoming.body.publicKey);
};
