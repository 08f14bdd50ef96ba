import { ENVELOPE_MAX_BYTES, ENVELOPE_MEDIA_TYPE } from '../../contract/envelope.ts';
import { ok } from '../../domain/result.ts';
import { knownDevice } from '../auth/device-signature.ts';
import { endpoint } from '../endpoint.ts';
import { deliver } from '../intake/deliver.ts';
import { isSameArrival } from '../intake/arrival.ts';
import { examine, readSent } from '../intake/examine.ts';
import { Lookups } from '../intake/lookups.ts';
import { bytesBody } from '../read-body.ts';
import { keepOfRevoked } from '../rescue/keep-of-revoked.ts';
import { findKnownRevision } from '../store/revisions.ts';

/**
 * `PUT /api/v1/records/{recordId}/revisions/{revisionId}`: takes in a sealed revision. 201 the first time, 200 with
 * the identical answer for the same bytes again. What an enrolled device sends and the hub cannot take is set aside;
 * what a revoked one sends is kept apart, unless it is here already.
 */
export const putRevision = endpoint({
  name: 'revisions',
  read: bytesBody([ENVELOPE_MEDIA_TYPE], ENVELOPE_MAX_BYTES),
  authenticate: knownDevice,
  handle: async (hub, caller, { body, params }) => {
    const { device, nonce } = caller;
    const sent = readSent(params['recordId'] ?? '', params['revisionId'] ?? '', body);
    if (!sent.ok) return sent;
    const known = await findKnownRevision(hub.store.db, sent.value.revisionId);
    const isTaken =
      known !== undefined && isSameArrival(known, { deviceId: device.device_id, ...sent.value });
    if (device.revoked_at !== null && !isTaken) {
      return keepOfRevoked(hub, caller, [sent.value]);
    }
    const item = await examine(new Lookups(hub), device, sent.value, known);
    const answered = await deliver(hub, { device, nonce, items: [item] });
    if (!answered.ok) return answered;
    const [taken] = answered.value;
    if (taken === undefined) throw new Error('the item was left without an answer');
    return taken.ok ? ok({ status: taken.value.isNew ? 201 : 200, json: taken.value.answer }) : taken;
  },
});
