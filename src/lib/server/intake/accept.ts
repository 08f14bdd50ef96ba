import { RECEIPT_TYPE, type IntakeResponse, type ReceiptClaims } from '../../contract/receipt.ts';
import { toHex, type Bytes } from '../../crypto/bytes.ts';
import { signJws } from '../../crypto/jws.ts';
import type { Envelope } from '../../contract/envelope.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Db } from '../store/hub-store.ts';
import { nextHubSeq } from '../store/hub-state.ts';
import {
  findKnownRevision,
  insertRevision,
  isDeviceSeqTaken,
  type KnownRevision,
} from '../store/revisions.ts';
import type { Warning } from './notice.ts';
import type { ReadContent } from './read-content.ts';

/** A revision that may be taken in. */
export interface Arrival extends ReadContent {
  readonly device: DeviceRow;
  readonly envelope: Envelope;
  readonly bytes: Bytes;
  /** Hex SHA-256 of `bytes`. */
  readonly sha256: string;
  readonly warnings: readonly Warning[];
}

/** The answer given when this revision was first taken in. */
export const answerOf = ({ receipt, warnings }: KnownRevision): IntakeResponse => ({
  receipt,
  warnings: JSON.parse(warnings) as IntakeResponse['warnings'],
});

/** Whether a second arrival is the same: same device, same record, same bytes. */
export const isSameArrival = (
  known: KnownRevision,
  arrival: { readonly deviceId: string; readonly recordId: string; readonly sha256: string },
): boolean =>
  known.deviceId === arrival.deviceId &&
  known.recordId === arrival.recordId &&
  known.sha256 === arrival.sha256;

export type Accepted =
  { readonly kind: 'new' | 'known'; readonly answer: IntakeResponse } | { readonly kind: 'conflict' };

/**
 * Takes a revision in, inside the request's transaction: revision, audit link and receipt are there together or not
 * at all. Who arrives second with the same bytes gets the first one's answer.
 */
export const accept = async (hub: Hub, tx: Db, arrival: Arrival): Promise<Accepted> => {
  const { device, envelope, content, sha256 } = arrival;
  const { checkup, author } = content;
  const known = await findKnownRevision(tx, content.revisionId);
  if (known !== undefined) {
    const same = isSameArrival(known, { deviceId: device.device_id, recordId: content.recordId, sha256 });
    return same ? { kind: 'known', answer: answerOf(known) } : { kind: 'conflict' };
  }
  if (await isDeviceSeqTaken(tx, device.device_id, envelope.deviceSeq)) return { kind: 'conflict' };

  const at = hubTime(hub);
  const { hubSeq, backupWatermark } = await nextHubSeq(tx);
  const chainHead = await appendAudit(tx, {
    at,
    municipality: device.municipality,
    actor: { kind: 'device', id: device.device_id },
    action: 'revision-received',
    target: content.revisionId,
    detail: { hubSeq, sha256, recordId: content.recordId, status: content.status },
  });
  const claims: ReceiptClaims = {
    revisionId: content.revisionId,
    sha256,
    hubSeq,
    chainHead,
    hubTime: at,
    backupWatermark,
  };
  const receipt = await signJws(RECEIPT_TYPE, JSON.stringify(claims), hub.keys.signer('receipt'));
  await insertRevision(
    tx,
    {
      revision_id: content.revisionId,
      hub_seq: hubSeq,
      municipality: device.municipality,
      clinic_id: device.clinic_id,
      device_id: device.device_id,
      device_seq: envelope.deviceSeq,
      prev_hash: toHex(envelope.prevHash),
      sha256,
      record_id: content.recordId,
      checkup_id: checkup.checkupId,
      session_id: checkup.sessionId,
      subject_id: checkup.subjectId,
      program: checkup.program,
      section: content.section,
      form_id: content.formId,
      form_version: content.formVersion,
      status: content.status,
      author_kind: author.kind,
      author_staff_id: author.kind === 'staff' ? author.staffId : null,
      authored_at: content.authoredAt,
      received_at: at,
      warnings: JSON.stringify(arrival.warnings),
      content: arrival.text,
      envelope: arrival.bytes,
    },
    receipt,
  );
  return { kind: 'new', answer: { receipt, warnings: [...arrival.warnings] } };
};
