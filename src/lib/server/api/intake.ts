import { ENVELOPE_MAX_BYTES, ENVELOPE_MEDIA_TYPE } from '../../contract/envelope.ts';
import { isUuid } from '../../contract/ids.ts';
import { problem, type Outcome, type Problem } from '../../contract/problem.ts';
import { sha256, toHex, type Bytes } from '../../crypto/bytes.ts';
import { openRevision } from '../../crypto/revision-seal.ts';
import { ok } from '../../domain/result.ts';
import { enrolledDevice } from '../auth/device-signature.ts';
import { endpoint } from '../endpoint.ts';
import type { Hub } from '../hub.ts';
import { accept, answerOf, isSameArrival, type Accepted, type Arrival } from '../intake/accept.ts';
import { notice } from '../intake/notice.ts';
import { checkPlace, parseContent } from '../intake/read-content.ts';
import { setAside } from '../intake/set-aside.ts';
import { bytesBody } from '../read-body.ts';
import type { DeviceRow } from '../store/devices.ts';
import { findKnownRevision } from '../store/revisions.ts';

interface Path {
  readonly recordId: string;
  readonly revisionId: string;
}

const readPath = ({ recordId, revisionId }: Readonly<Record<string, string>>): Path | undefined =>
  recordId !== undefined && revisionId !== undefined && isUuid(recordId) && isUuid(revisionId)
    ? { recordId, revisionId }
    : undefined;

/** Opens and checks the bytes, in the order in which they may be believed. Writes nothing. */
const examine = async (
  hub: Hub,
  device: DeviceRow,
  path: Path,
  bytes: Bytes,
  hash: string,
): Promise<Outcome<Arrival>> => {
  const context = { municipality: device.municipality, deviceId: device.device_id, ...path };
  const opened = await openRevision(bytes, context, hub.keys.sealPairs);
  if (!opened.ok) return opened;
  const { envelope, plaintext } = opened.value;
  const parsed = parseContent(plaintext);
  if (!parsed.ok) return parsed;
  const placed = await checkPlace(hub.store.db, device, path, envelope, parsed.value.content);
  if (!placed.ok) return placed;
  const warnings = await notice(hub, parsed.value.content);
  return ok({ ...parsed.value, device, envelope, bytes, sha256: hash, warnings });
};

/**
 * `PUT /api/v1/records/{recordId}/revisions/{revisionId}`: takes in a sealed revision. 201 the first time, 200 with
 * the identical answer for the same bytes again. What an enrolled device sends and the hub cannot take is set aside.
 */
export const putRevision = endpoint({
  name: 'revisions',
  read: bytesBody([ENVELOPE_MEDIA_TYPE], ENVELOPE_MAX_BYTES),
  authenticate: enrolledDevice,
  handle: async (hub, { device, once }, { body: bytes, params }) => {
    const path = readPath(params);
    if (path === undefined || bytes.length === 0) return problem('request-malformed');
    const hash = toHex(await sha256(bytes));
    const refuse = async (error: Problem) => {
      const aside = { device, ...path, bytes, sha256: hash, code: error.code };
      const noted = await once((tx) => setAside(hub, tx, aside));
      return noted.ok ? problem(error.code, error.detail) : noted;
    };

    const known = await findKnownRevision(hub.store.db, path.revisionId);
    if (known !== undefined) {
      const same = isSameArrival(known, {
        deviceId: device.device_id,
        recordId: path.recordId,
        sha256: hash,
      });
      if (!same) return refuse({ code: 'revision-conflict' });
      const noted = await once(() => Promise.resolve());
      return noted.ok ? ok({ status: 200, json: answerOf(known) }) : noted;
    }

    const arrival = await examine(hub, device, path, bytes, hash);
    if (!arrival.ok) return refuse(arrival.error);
    const accepted = await once(async (tx): Promise<Accepted> => {
      const result = await accept(hub, tx, arrival.value);
      if (result.kind === 'conflict') {
        await setAside(hub, tx, { device, ...path, bytes, sha256: hash, code: 'revision-conflict' });
      }
      return result;
    });
    if (!accepted.ok) return accepted;
    if (accepted.value.kind === 'conflict') return problem('revision-conflict');
    return ok({ status: accepted.value.kind === 'new' ? 201 : 200, json: accepted.value.answer });
  },
});
