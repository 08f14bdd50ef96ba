import { hubTime, newId, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Db } from '../store/hub-store.ts';
import {
  countQuarantine,
  findQuarantined,
  insertQuarantine,
  type DRAFT_RESCUED,
} from '../store/quarantine.ts';

/** Most that is kept of one device which hands over everything it holds: the queue of weeks without network. */
export const HANDED_OVER_MAX = 20_000;

/** Sealed bytes that are kept apart because of who or what brought them, not because they are wrong. */
export interface HandedOver {
  readonly device: DeviceRow;
  readonly recordId: string;
  readonly revisionId: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Hex SHA-256 of `bytes`. */
  readonly sha256: string;
  readonly code: 'device-revoked' | typeof DRAFT_RESCUED;
}

/** The place of bytes in quarantine. */
export interface Kept {
  readonly quarantineId: string;
  readonly code: string;
  readonly at: string;
}

/**
 * Keeps what is handed over, the same bytes once, and notes it.
 * @returns where it lies; `undefined` when the device has more in quarantine than is kept of one
 */
export const quarantineBytes = async (hub: Hub, tx: Db, handed: HandedOver): Promise<Kept | undefined> => {
  const { device, recordId, revisionId, bytes, sha256, code } = handed;
  const deviceId = device.device_id;
  const known = await findQuarantined(tx, { deviceId, revisionId, sha256 });
  if (known !== undefined) return { quarantineId: known.quarantine_id, code: known.code, at: known.at };
  if ((await countQuarantine(tx, deviceId)) >= HANDED_OVER_MAX) return undefined;
  const at = hubTime(hub);
  const quarantineId = newId(hub);
  await insertQuarantine(tx, {
    quarantine_id: quarantineId,
    municipality: device.municipality,
    device_id: deviceId,
    record_id: recordId,
    revision_id: revisionId,
    code,
    sha256,
    bytes,
    at,
  });
  await appendAudit(tx, {
    at,
    municipality: device.municipality,
    actor: { kind: 'device', id: deviceId },
    action: 'revision-quarantined',
    target: revisionId,
    detail: { code, sha256 },
  });
  return { quarantineId, code, at };
};
