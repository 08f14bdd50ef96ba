import { ENVELOPE_MEDIA_TYPE } from '../../contract/envelope.ts';
import { problem } from '../../contract/problem.ts';
import type { KeptDraft } from '../../contract/quarantine-receipt.ts';
import { decodeSealedDraft, SEALED_DRAFT_MAX_BYTES } from '../../contract/sealed-draft.ts';
import { ok } from '../../domain/result.ts';
import { knownDevice } from '../auth/device-signature.ts';
import { endpoint } from '../endpoint.ts';
import { bytesBody } from '../read-body.ts';
import { handedDraft } from '../rescue/handed-draft.ts';
import { quarantineBytes } from '../rescue/quarantine-bytes.ts';
import { quarantineReceipt } from '../rescue/quarantine-receipt.ts';

/**
 * `POST /api/v1/drafts`: a form that was begun and that nothing on its tablet opens any more, as `SealedDraft` bytes. It
 * goes to quarantine, whether or not the device is still trusted, to be read there; the answer proves it by a signed
 * quarantine receipt. The same bytes again change nothing. `rate-limited` when the device has more there than is kept
 * of one.
 */
export const postDraft = endpoint({
  name: 'drafts',
  read: bytesBody([ENVELOPE_MEDIA_TYPE], SEALED_DRAFT_MAX_BYTES),
  authenticate: knownDevice,
  handle: async (hub, { device, once }, { body }) => {
    if (decodeSealedDraft(body) === undefined) return problem('request-malformed');
    const handed = await handedDraft(device, body);
    const kept = await once((tx) => quarantineBytes(hub, tx, handed));
    if (!kept.ok) return kept;
    if (kept.value === undefined) return problem('rate-limited');
    const answer: KeptDraft = { quarantineReceipt: await quarantineReceipt(hub, handed, kept.value) };
    return ok({ status: 200, json: answer });
  },
});
