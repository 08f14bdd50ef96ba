import { setImmediate } from 'node:timers/promises';
import { BATCH_MAX_BYTES, decodeBatch, type BatchAnswer, type BatchResponse } from '../../contract/batch.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../contract/envelope.ts';
import { problem, PROBLEMS, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import { knownDevice } from '../auth/device-signature.ts';
import { endpoint } from '../endpoint.ts';
import { deliver } from '../intake/deliver.ts';
import type { Taken } from '../intake/accept.ts';
import { examine, readSent, type Examined, type Sent } from '../intake/examine.ts';
import { Lookups } from '../intake/lookups.ts';
import type { Hub } from '../hub.ts';
import { bytesBody } from '../read-body.ts';
import { keepOfRevoked } from '../rescue/keep-of-revoked.ts';
import type { DeviceRow } from '../store/devices.ts';
import { findKnownRevisions } from '../store/revisions.ts';

/** So many items are examined before other requests get a turn. */
const ITEMS_PER_TURN = 8;

const answerOf = (revisionId: string, taken: Outcome<Taken>): BatchAnswer => {
  if (taken.ok) return { revisionId, status: taken.value.isNew ? 201 : 200, ...taken.value.answer };
  const { code, detail } = taken.error;
  return {
    revisionId,
    status: PROBLEMS[code].status || 500,
    code,
    ...(detail === undefined ? {} : { params: { ...detail } }),
  };
};

const examineAll = async (
  hub: Hub,
  device: DeviceRow,
  sent: readonly Sent[],
): Promise<readonly Examined[]> => {
  const ids = sent.map(({ revisionId }) => revisionId);
  const known = await findKnownRevisions(hub.store.db, ids);
  const look = new Lookups(hub);
  const examined: Examined[] = [];
  for (const one of sent) {
    examined.push(await examine(look, device, one, known.get(one.revisionId)));
    if (examined.length % ITEMS_PER_TURN === 0) await setImmediate();
  }
  return examined;
};

/**
 * `POST /api/v1/revisions`: takes in several sealed revisions of one device, in their order, in one transaction. Each
 * is answered as its own PUT would be; what is wrong with one changes nothing for the others.
 */
export const postRevisions = endpoint({
  name: 'revisions-batch',
  read: bytesBody([ENVELOPE_MEDIA_TYPE], BATCH_MAX_BYTES),
  authenticate: knownDevice,
  handle: async (hub, caller, { body }) => {
    const { device, nonce } = caller;
    const batch = decodeBatch(body);
    if (batch === undefined) return problem('request-malformed');
    const read = batch.map(({ recordId, revisionId, envelope }) => readSent(recordId, revisionId, envelope));
    const whole = read.flatMap((sent) => (sent.ok ? [sent.value] : []));
    if (device.revoked_at !== null) return keepOfRevoked(hub, caller, whole);
    const items = await examineAll(hub, device, whole);
    const answered = await deliver(hub, { device, nonce, items });
    if (!answered.ok) return answered;
    const taken = answered.value.values();
    const json: BatchResponse = {
      items: batch.map(({ revisionId }, index) => {
        const sent = read[index];
        if (sent?.ok === false) return answerOf(revisionId, sent);
        const { value } = taken.next();
        if (value === undefined) throw new Error('an item was left without an answer');
        return answerOf(revisionId, value);
      }),
    };
    return ok({ status: 200, json });
  },
});
