import { toBase64Url } from '../contract/base64url.ts';
import { normaliseEnrolmentCode } from '../contract/enrolment.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { generateBoxKey, sealBox } from '../crypto/box.ts';
import { generateSigningKeyPair, publicCoordinates } from '../crypto/es256.ts';
import { newChain, nextAudit } from '../store/audit-chain.ts';
import type { TabletStore } from '../store/port.ts';
import type { DeviceRow } from '../store/schema.ts';
import type { HubApi } from './hub-api.ts';
import { instant, type World } from './world.ts';

/** Binds the wrapped device secret to its purpose. */
export const DEVICE_SECRET_AAD = 'hagukumi/device-secret/1';

/**
 * Sets this tablet up with a one-time code: makes its keys here, presents the public one to the hub, and writes
 * the device row only after the hub has accepted.
 */
export const enrol = async (
  { store, api, world }: { store: TabletStore; api: HubApi; world: World },
  { code, label, pinKeyMs }: { code: string; label: string; pinKeyMs?: number | undefined },
): Promise<Outcome<DeviceRow>> => {
  const normalised = normaliseEnrolmentCode(code);
  if (normalised === undefined) return problem('enrolment-code-invalid');
  const pair = await generateSigningKeyPair(false);
  const wrapKey = await generateBoxKey();
  const secret = world.random(32);
  const answer = await api.enrol(
    {
      code: normalised,
      publicKey: await publicCoordinates(pair.publicKey),
      deviceSecret: toBase64Url(secret),
      label,
    },
    { keyId: 'new', signingKey: pair.privateKey },
  );
  if (!answer.ok) return answer;
  const device: DeviceRow = {
    key: 'device',
    deviceId: answer.value.deviceId,
    label,
    municipality: answer.value.municipality,
    clinic: answer.value.clinic,
    signingKey: pair.privateKey,
    wrapKey,
    wrappedSecret: await sealBox(wrapKey, secret, DEVICE_SECRET_AAD),
    hubKeys: answer.value.hubKeys,
    enrolledAt: instant(world),
    ...(pinKeyMs === undefined ? {} : { pinKeyMs }),
  };
  const audit = await nextAudit(newChain(), { at: instant(world), action: 'enrolled' });
  const committed = await store.commit([
    { do: 'expect', table: 'meta', key: 'device', field: 'deviceId', value: undefined },
    { do: 'put', table: 'meta', row: device },
    { do: 'put', table: 'meta', row: audit.chain },
    { do: 'put', table: 'audit', row: audit.row },
  ]);
  return committed.ok ? { ok: true, value: device } : committed;
};
