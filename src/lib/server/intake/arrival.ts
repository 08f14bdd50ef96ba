import type { Envelope } from '../../contract/envelope.ts';
import type { IntakeResponse } from '../../contract/receipt.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { KnownRevision } from '../store/revisions.ts';
import type { Warning } from './notice.ts';
import type { ReadContent } from './read-content.ts';
import type { SignatureCheck } from './staff-signature.ts';

/** A revision that may be taken in. */
export interface Arrival extends ReadContent {
  readonly device: DeviceRow;
  readonly envelope: Envelope;
  readonly bytes: Bytes;
  /** Hex SHA-256 of `bytes`. */
  readonly sha256: string;
  readonly warnings: readonly Warning[];
  readonly signatureState: SignatureCheck['state'];
}

/** The answer given when this revision was first taken in. */
export const answerOf = ({ receipt, warnings }: KnownRevision): IntakeResponse => ({
  receipt,
  warnings: JSON.parse(warnings) as IntakeResponse['warnings'],
});

/** Whether a second arrival is the same: same device, same record, same bytes. */
export const isSameArrival = (
  known: Pick<KnownRevision, 'deviceId' | 'recordId' | 'sha256'>,
  arrival: { readonly deviceId: string; readonly recordId: string; readonly sha256: string },
): boolean =>
  known.deviceId === arrival.deviceId &&
  known.recordId === arrival.recordId &&
  known.sha256 === arrival.sha256;
