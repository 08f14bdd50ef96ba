import { isUuid } from '../../contract/ids.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import { readVerifyKey, type Coordinates } from '../../crypto/es256.ts';
import { readSignature, verifyRequest } from '../../crypto/http-signature.ts';
import { ok } from '../../domain/result.ts';
import type { Incoming } from '../endpoint.ts';
import { hubTime, type Hub } from '../hub.ts';
import { instantOf } from '../instant.ts';
import { findDevice, touchDevice, type DeviceRow } from '../store/devices.ts';
import { isNonceUsed, useNonce } from '../store/nonces.ts';
import type { Tx } from '../store/hub-store.ts';

/** How far a signature's `created` may lie from the hub's clock, seconds either way. */
export const CLOCK_TOLERANCE_SECONDS = 300;

/** Key id of a device that has no id yet. */
export const NEW_DEVICE_KEY_ID = 'new';

/** A request whose signature holds. */
export interface SignedCaller {
  /**
   * The request's one transaction. Its first step takes the nonce, so that the same request never writes twice:
   * `signature-replayed`.
   */
  readonly once: <T>(work: (tx: Tx) => Promise<T>) => Promise<Outcome<T>>;
}

export interface DeviceCaller extends SignedCaller {
  readonly device: DeviceRow;
}

/**
 * Whether the request is signed by this key, now, for the first time. Codes in this order: `signature-missing`,
 * `signature-invalid`, `digest-mismatch`, `signature-clock-skew`, `signature-replayed`.
 */
const verify = async (
  hub: Hub,
  { method, authority, path, raw, headers }: Incoming<unknown>,
  coordinates: Coordinates,
): Promise<Outcome<SignedCaller>> => {
  const key = await readVerifyKey(coordinates);
  if (key === undefined) return problem('signature-invalid');
  const verified = await verifyRequest({ method, authority, path, body: raw }, headers, key);
  if (!verified.ok) return verified;
  const signature = readSignature(headers);
  if (signature === undefined) return problem('signature-invalid');
  const { created, keyId, nonce } = signature;
  if (Math.abs(hub.now() / 1000 - created) > CLOCK_TOLERANCE_SECONDS) return problem('signature-clock-skew');
  if (await isNonceUsed(hub.store.db, { keyId, nonce })) return problem('signature-replayed');
  const expiresAt = instantOf((created + 2 * CLOCK_TOLERANCE_SECONDS) * 1000);
  return ok({
    once: (work) =>
      hub.store.write(async (tx) => {
        const isFirst = await useNonce(tx, { keyId, nonce }, { at: hubTime(hub), expiresAt });
        return isFirst ? ok(await work(tx)) : problem('signature-replayed');
      }),
  });
};

/** A request signed by an enrolled device that is still trusted. `device-unknown`, `device-revoked`, or as above. */
export const enrolledDevice = async (
  hub: Hub,
  incoming: Incoming<unknown>,
): Promise<Outcome<DeviceCaller>> => {
  const { headers } = incoming;
  if (!headers.has('signature') && !headers.has('signature-input')) return problem('signature-missing');
  const signature = readSignature(headers);
  if (signature === undefined) return problem('signature-invalid');
  const device = isUuid(signature.keyId) ? await findDevice(hub.store.db, signature.keyId) : undefined;
  if (device === undefined) return problem('device-unknown');
  const verified = await verify(hub, incoming, { x: device.public_x, y: device.public_y });
  if (!verified.ok) return verified;
  if (device.revoked_at !== null) return problem('device-revoked');
  const { once } = verified.value;
  return ok({
    device,
    once: (work) =>
      once(async (tx) => {
        await touchDevice(tx, device.device_id, hubTime(hub));
        return work(tx);
      }),
  });
};

/** A request signed by the key it presents: whoever enrols holds the private key. */
export const presentedKey = async (
  hub: Hub,
  incoming: Incoming<{ readonly publicKey: Coordinates }>,
): Promise<Outcome<SignedCaller>> => {
  const signature = readSignature(incoming.headers);
  if (signature !== undefined && signature.keyId !== NEW_DEVICE_KEY_ID) return problem('signature-invalid');
  return verify(hub, incoming, incoming.body.publicKey);
};
