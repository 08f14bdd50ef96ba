import type { FormPart } from '../../contract/bundle.ts';
import { problem } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import { enrolledDevice } from '../auth/device-signature.ts';
import { endpoint } from '../endpoint.ts';
import { noBody } from '../read-body.ts';

/**
 * `GET /api/v1/forms/{sha256}`: the signed text of a form that bundles name, for any enrolled device. It is the same
 * for everybody, holds nothing of anybody, and asking for it changes nothing.
 */
export const formPart = endpoint({
  name: 'form-part',
  read: noBody,
  authenticate: enrolledDevice,
  handle: async (hub, _caller, { params }) => {
    const jws = await hub.formParts.find(hub.store.db, params['sha256'] ?? '');
    if (jws === undefined) return problem('route-unknown');
    const json: FormPart = { jws };
    return ok({ status: 200, json });
  },
});
