import { BACKUP_TYPE, type BackupClaims, CheckIn, type CheckInAnswer } from '../../contract/check-in.ts';
import { ok } from '../../domain/result.ts';
import { enrolledDevice, type DeviceCaller } from '../auth/device-signature.ts';
import { endpoint, type Incoming } from '../endpoint.ts';
import { hubTime } from '../hub.ts';
import { jsonBody } from '../read-body.ts';
import { arrivalHash } from '../store/audit-chain.ts';
import { deviceAuditHead, logBackedUpTo } from '../store/device-audit.ts';
import { missingSeqs, putReport, seqsHeld } from '../store/device-reports.ts';
import type { Db } from '../store/hub-store.ts';
import { readHubState } from '../store/hub-state.ts';
import { findHubSeq } from '../store/revisions.ts';

const CHECK_IN_MAX_BYTES = 4_096;

/** Whether this hub gave the receipt in the history it has now: same number, same place in the chain. */
const knows = async (tx: Db, deviceId: string, receipt: CheckIn['lastReceipt']): Promise<boolean> => {
  if (receipt === undefined) return true;
  const { revisionId, hubSeq, chainHead } = receipt;
  if ((await findHubSeq(tx, deviceId, revisionId)) !== hubSeq) return false;
  return (await arrivalHash(tx, revisionId)) === chainHead;
};

/**
 * `POST /api/v1/check-in`: a tablet says how it stands and learns what the hub has of it. Everything in the answer
 * is of one moment. Of a device only the last report is kept.
 */
export const checkIn = endpoint({
  name: 'check-in',
  read: jsonBody(CheckIn, CHECK_IN_MAX_BYTES),
  authenticate: enrolledDevice,
  handle: async (hub, { device, once }: DeviceCaller, { body }: Incoming<CheckIn>) => {
    const deviceId = device.device_id;
    const at = hubTime(hub);
    const told = await once(async (tx): Promise<CheckInAnswer> => {
      const held = await seqsHeld(tx, deviceId);
      const knowsReceipt = await knows(tx, deviceId, body.lastReceipt);
      await putReport(tx, {
        device_id: deviceId,
        at,
        app_version: body.appVersion,
        device_seq: body.deviceSeq,
        queued: body.queued,
        parked: body.parked,
        damaged: body.damaged,
        oldest_unsent_at: body.oldestUnsentAt ?? null,
        clock_offset_ms: body.clockOffsetMs ?? null,
        persisted: body.persisted ? 1 : 0,
        pin_key_ms: body.pinKeyMs === undefined ? null : Math.round(body.pinKeyMs),
        hlc_wall_ms: body.hlc?.wallMs ?? null,
        hlc_counter: body.hlc?.counter ?? null,
        knows_receipt: knowsReceipt ? 1 : 0,
      });
      const { backupWatermark } = await readHubState(tx);
      const audit = { deviceId, upTo: await logBackedUpTo(tx, deviceId) };
      const claims: BackupClaims = { backupWatermark, audit, hubTime: at };
      return {
        hubTime: at,
        backup: hub.keys.signReceipt(BACKUP_TYPE, JSON.stringify(claims)),
        knowsReceipt,
        missing: [...(await missingSeqs(tx, deviceId, body.deviceSeq, held))],
        highestSeq: held.highest,
        auditSeq: (await deviceAuditHead(tx, deviceId)).seq,
      };
    });
    return told.ok ? ok({ status: 200, json: told.value }) : told;
  },
});
