import {
  AUDIT_RECEIPT_TYPE,
  DEVICE_AUDIT_MAX_BYTES,
  DeviceAuditUpload,
  type AuditReceiptClaims,
  type DeviceAuditAnswer,
} from '../../contract/device-audit.ts';
import { signJws } from '../../crypto/jws.ts';
import { ok } from '../../domain/result.ts';
import { followLines } from '../audit/follow-lines.ts';
import { enrolledDevice, type DeviceCaller } from '../auth/device-signature.ts';
import { endpoint, type Incoming } from '../endpoint.ts';
import { hubTime } from '../hub.ts';
import { jsonBody } from '../read-body.ts';
import { appendAudit } from '../store/audit-chain.ts';
import {
  deviceAuditHead,
  insertDeviceAudit,
  knownAuditLines,
  putDeviceAuditHead,
} from '../store/device-audit.ts';

/**
 * `POST /api/v1/device-audit`: lines of a tablet's own log. What follows from the lines before is stored; what does
 * not is stored just as well, marked, and noted: a tablet can always go on. The same lines again change nothing.
 */
export const deviceAudit = endpoint({
  name: 'device-audit',
  read: jsonBody(DeviceAuditUpload, DEVICE_AUDIT_MAX_BYTES),
  authenticate: enrolledDevice,
  handle: async (hub, { device, once }: DeviceCaller, { body }: Incoming<DeviceAuditUpload>) => {
    const { device_id: deviceId, municipality } = device;
    const { lines } = body;
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) throw new Error('the schema asks for a line');
    const at = hubTime(hub);
    const taken = await once(async (tx) => {
      const known = await knownAuditLines(tx, deviceId, { from: first.seq, to: last.seq });
      const followed = followLines(await deviceAuditHead(tx, deviceId), lines, known);
      if (followed.added.length === 0) return followed;
      await insertDeviceAudit(tx, deviceId, followed.added, at);
      await putDeviceAuditHead(tx, deviceId, followed.head);
      await appendAudit(tx, {
        at,
        municipality,
        actor: { kind: 'device', id: deviceId },
        action: followed.follows ? 'device-audit-received' : 'device-audit-broken',
        target: deviceId,
        detail: { upTo: followed.head.seq, head: followed.head.head, lines: followed.added.length },
      });
      return followed;
    });
    if (!taken.ok) return taken;
    const claims: AuditReceiptClaims = { deviceId, upTo: last.seq, head: last.hash, hubTime: at };
    const receipt = await signJws(AUDIT_RECEIPT_TYPE, JSON.stringify(claims), hub.keys.signer('receipt'));
    const answer: DeviceAuditAnswer = { receipt, follows: taken.value.follows };
    return ok({ status: 200, json: answer });
  },
});
