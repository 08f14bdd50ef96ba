import { createHash } from 'node:crypto';
import { ENVELOPE_MAX_BYTES } from '../../contract/envelope.ts';
import { isUuid } from '../../contract/ids.ts';
import { problem, type Outcome, type Problem } from '../../contract/problem.ts';
import type { IntakeResponse } from '../../contract/receipt.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import { openRevision } from '../../crypto/revision-seal.ts';
import { ok } from '../../domain/result.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { KnownRevision } from '../store/revisions.ts';
import { answerOf, isSameArrival, type Arrival } from './arrival.ts';
import type { Lookups } from './lookups.ts';
import { notice } from './notice.ts';
import { checkPlace, parseContent } from './read-content.ts';
import type { Refused } from './set-aside.ts';
import { checkSignature } from './staff-signature.ts';

/** A revision as it was sent, before anything in it is believed. */
export interface Sent {
  readonly recordId: string;
  readonly revisionId: string;
  readonly bytes: Bytes;
  /** Hex SHA-256 of `bytes`. */
  readonly sha256: string;
}

/** What was sent, if it could be a revision at all. `request-malformed`, `request-too-large`: nothing to set aside. */
export const readSent = (recordId: string, revisionId: string, bytes: Bytes): Outcome<Sent> => {
  if (!isUuid(recordId) || !isUuid(revisionId) || bytes.length === 0) return problem('request-malformed');
  if (bytes.length > ENVELOPE_MAX_BYTES) {
    return problem('request-too-large', { maxBytes: ENVELOPE_MAX_BYTES });
  }
  return ok({ recordId, revisionId, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
};

/** What is to be written down about something sent. */
export type Examined =
  | { readonly kind: 'known'; readonly answer: IntakeResponse }
  | { readonly kind: 'arrival'; readonly arrival: Arrival }
  | { readonly kind: 'refused'; readonly refused: Refused; readonly error: Problem };

/** Opens and checks the bytes, in the order in which they may be believed. */
const open = async (look: Lookups, device: DeviceRow, sent: Sent): Promise<Outcome<Arrival>> => {
  const { recordId, revisionId, bytes, sha256 } = sent;
  const context = { municipality: device.municipality, deviceId: device.device_id, recordId, revisionId };
  const opened = await openRevision(bytes, context, look.hub.keys.openers);
  if (!opened.ok) return opened;
  const { envelope, plaintext } = opened.value;
  const parsed = parseContent(plaintext);
  if (!parsed.ok) return parsed;
  const placed = await checkPlace(look, device, sent, envelope, parsed.value.content);
  if (!placed.ok) return placed;
  const signed = await checkSignature(look, parsed.value);
  if (!signed.ok) return signed;
  const warnings = [...signed.value.warnings, ...(await notice(look, parsed.value.content))];
  return ok({
    ...parsed.value,
    device,
    envelope,
    bytes,
    sha256,
    warnings,
    signatureState: signed.value.state,
  });
};

/**
 * Looks at what an enrolled device sent. Writes nothing.
 * @param look the same for all that one request brought
 * @param known what has been taken in under this revision id before
 */
export const examine = async (
  look: Lookups,
  device: DeviceRow,
  sent: Sent,
  known: KnownRevision | undefined,
): Promise<Examined> => {
  const refuse = (error: Problem): Examined => ({
    kind: 'refused',
    refused: { device, ...sent, code: error.code },
    error,
  });
  if (known !== undefined) {
    return isSameArrival(known, { deviceId: device.device_id, ...sent })
      ? { kind: 'known', answer: answerOf(known) }
      : refuse({ code: 'revision-conflict' });
  }
  const opened = await open(look, device, sent);
  return opened.ok ? { kind: 'arrival', arrival: opened.value } : refuse(opened.error);
};
