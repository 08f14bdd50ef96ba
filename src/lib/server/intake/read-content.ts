import { createHash } from 'node:crypto';
import type { Envelope } from '../../contract/envelope.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import {
  hasPrototypeKey,
  isShallow,
  readRevision,
  type ReadRevision,
  type RevisionContent,
} from '../../contract/revision.ts';
import { checkupIdText, idOfHash, recordIdText } from '../../crypto/derived-id.ts';
import { decodeRevisionText } from '../../crypto/revision-text.ts';
import { ok } from '../../domain/result.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Lookups } from './lookups.ts';

/** What a revision says, the exact JSON text that was sealed, and its signature, which is not yet verified. */
export interface ReadContent extends ReadRevision {
  readonly text: string;
  readonly signature: string | undefined;
}

/** The content of an opened revision: UTF-8, JSON, shallow, no prototype keys, strict shape. `content-malformed`. */
export const parseContent = (plaintext: Uint8Array): Outcome<ReadContent> => {
  const sealed = decodeRevisionText(plaintext);
  if (sealed === undefined) return problem('content-malformed');
  let json: unknown;
  try {
    json = JSON.parse(sealed.json);
  } catch {
    return problem('content-malformed');
  }
  if (!isShallow(json) || hasPrototypeKey(json)) return problem('content-malformed');
  const read = readRevision(json);
  return read === undefined
    ? problem('content-malformed')
    : ok({ ...read, text: sealed.json, signature: sealed.signature });
};

const derivedId = (text: string): string => idOfHash(createHash('sha256').update(text).digest());

/** Names the first thing that does not agree, or `undefined`. */
const disagreement = async (
  look: Lookups,
  device: DeviceRow,
  path: { readonly recordId: string; readonly revisionId: string },
  { formId, formVersion }: Envelope,
  content: RevisionContent,
): Promise<string | undefined> => {
  const { checkup, section } = content;
  if (content.recordId !== path.recordId || content.revisionId !== path.revisionId) return 'path';
  if (content.formId !== formId || content.formVersion !== formVersion) return 'form';
  if (content.parents.includes(content.revisionId)) return 'parents';
  if (checkup.municipality !== device.municipality || checkup.clinicId !== device.clinic_id) return 'tenant';
  const session = await look.session(device.municipality, checkup.sessionId);
  if (session?.clinic_id !== device.clinic_id || session.date !== checkup.date) return 'session';
  if ((await look.subject(device.municipality, checkup.subjectId)) === undefined) return 'subject';
  if (derivedId(checkupIdText(checkup)) !== checkup.checkupId) return 'checkup';
  if (derivedId(recordIdText(checkup.checkupId, section)) !== content.recordId) return 'record';
  return undefined;
};

/**
 * Whether the content belongs where it was sent: path, envelope, this device's municipality and clinic, a session
 * and a subject of theirs, and ids that follow from each other. `content-mismatch`, with what does not agree.
 */
export const checkPlace = async (
  look: Lookups,
  device: DeviceRow,
  path: { readonly recordId: string; readonly revisionId: string },
  envelope: Envelope,
  content: RevisionContent,
): Promise<Outcome<void>> => {
  const what = await disagreement(look, device, path, envelope, content);
  return what === undefined ? ok(undefined) : problem('content-mismatch', { what });
};
