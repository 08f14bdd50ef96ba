import { fromBase64Url } from '../../contract/base64url.ts';
import { EnrolRequest, type EnrolResponse } from '../../contract/enrolment.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import { presentedKey } from '../auth/device-signature.ts';
import { endpoint, type Incoming } from '../endpoint.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { jsonBody } from '../read-body.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { insertDevice } from '../store/devices.ts';
import { findEnrolmentCode, useEnrolmentCode, type EnrolmentCodeRow } from '../store/enrolment-codes.ts';
import { findClinic, findMunicipality } from '../store/organisations.ts';

const ENROL_MAX_BYTES = 4_096;

const PLAIN_LABEL = /^[^\p{Cc}\p{Cf}]+$/u;

/** The row of a code that may be used now. */
const usableCode = async (hub: Hub, codeHash: string): Promise<Outcome<EnrolmentCodeRow>> => {
  const row = await findEnrolmentCode(hub.store.db, codeHash);
  if (row === undefined) return problem('enrolment-code-invalid');
  if (row.used_at !== null) return problem('enrolment-code-used');
  if (row.expires_at <= hubTime(hub)) return problem('enrolment-code-expired');
  return ok(row);
};

/**
 * `POST /api/v1/devices`: a tablet becomes one of a clinic's with a one-time code. The request is signed by the very
 * key it presents. Wrong codes are counted per address: `rate-limited`.
 */
export const enrolDevice = endpoint({
  name: 'devices',
  read: jsonBody(EnrolRequest, ENROL_MAX_BYTES),
  authenticate: presentedKey,
  handle: async (hub, { once }, { body, address }: Incoming<EnrolRequest>) => {
    if (!hub.limits.enrolment.isOpen(address)) return problem('rate-limited');
    const secret = fromBase64Url(body.deviceSecret);
    if (secret?.length !== 32 || !PLAIN_LABEL.test(body.label)) return problem('request-malformed');
    const codeHash = hub.atRest.mac(body.code, 'enrolment-code');
    const code = await usableCode(hub, codeHash);
    if (!code.ok) {
      hub.limits.enrolment.countFailure(address);
      return code;
    }
    const { municipality, clinic_id: clinicId } = code.value;
    const tenant = await findMunicipality(hub.store.db, municipality);
    const clinic = await findClinic(hub.store.db, municipality, clinicId);
    if (tenant === undefined || clinic === undefined) throw new Error('an enrolment code without a clinic');

    const deviceId = newId(hub);
    const at = hubTime(hub);
    const secretBox = await hub.atRest.seal(secret, 'device-secret', deviceId);
    const enrolled = await once(async (tx) => {
      if (!(await useEnrolmentCode(tx, codeHash, { at, deviceId }))) return false;
      await insertDevice(tx, {
        device_id: deviceId,
        municipality,
        clinic_id: clinicId,
        label: body.label,
        public_x: body.publicKey.x,
        public_y: body.publicKey.y,
        secret_box: secretBox,
        enrolled_at: at,
        last_seen_at: at,
        revoked_at: null,
      });
      const actor = { kind: 'device', id: deviceId } as const;
      await appendAudit(tx, { at, municipality, actor, action: 'device-enrolled', target: deviceId });
      return true;
    });
    if (!enrolled.ok) return enrolled;
    if (!enrolled.value) return problem('enrolment-code-used');
    const answer: EnrolResponse = {
      deviceId,
      municipality: { code: municipality, name: tenant.name },
      clinic: { clinicId, name: clinic.name },
      hubKeys: hub.keys.published,
      hubTime: at,
    };
    return ok({ status: 201, json: answer });
  },
});
