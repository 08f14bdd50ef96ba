import type { ProblemCode } from '../../contract/problem.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Db } from '../store/hub-store.ts';
import { countQuarantine, insertQuarantine } from '../store/quarantine.ts';

/** Quarantined arrivals kept of one device: a broken tablet must not fill the disk. */
const QUARANTINE_MAX_PER_DEVICE = 1_000;

/** An authenticated device's bytes that cannot become a revision. */
export interface Refused {
  readonly device: DeviceRow;
  readonly recordId: string;
  readonly revisionId: string;
  readonly bytes: Bytes;
  readonly sha256: string;
  readonly code: ProblemCode;
}

/** Keeps refused bytes apart (隔離), so that nothing a tablet sent is gone, and notes it. The same bytes only once. */
export const setAside = async (hub: Hub, tx: Db, refused: Refused): Promise<void> => {
  const { device, recordId, revisionId, bytes, sha256, code } = refused;
  if ((await countQuarantine(tx, device.device_id)) >= QUARANTINE_MAX_PER_DEVICE) return;
  const at = hubTime(hub);
  const isNew = await insertQuarantine(tx, {
    quarantine_id: newId(hub),
    municipality: device.municipality,
    device_id: device.device_id,
    record_id: recordId,
    revision_id: revisionId,
    code,
    sha256,
    bytes,
    at,
  });
  if (!isNew) return;
  await appendAudit(tx, {
    at,
    municipality: device.municipality,
    actor: { kind: 'device', id: device.device_id },
    action: 'revision-quarantined',
    target: revisionId,
    detail: { code, sha256 },
  });
};
