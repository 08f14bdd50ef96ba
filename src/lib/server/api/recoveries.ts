import { problem } from '../../contract/problem.ts';
import { RecoverRequest, type RecoverResponse } from '../../contract/recovery.ts';
import { dateInJapan } from '../../domain/civil-date.ts';
import { ok } from '../../domain/result.ts';
import { enrolledDevice, type DeviceCaller } from '../auth/device-signature.ts';
import { openShift } from '../day/open-shift.ts';
import { staffWraps } from '../day/staff-wraps.ts';
import { endpoint, type Incoming } from '../endpoint.ts';
import { jsonBody } from '../read-body.ts';
import { useRecoveryCode } from '../recovery/use-recovery-code.ts';

const RECOVER_MAX_BYTES = 1_024;

/**
 * `POST /api/v1/recoveries`: a new wrap for who is locked out of this tablet, against an administrator's one-time
 * code. Wrong codes are counted per code and per tablet: `recovery-code-invalid`, then `rate-limited`.
 */
export const recoverStaff = endpoint({
  name: 'recoveries',
  read: jsonBody(RecoverRequest, RECOVER_MAX_BYTES),
  authenticate: enrolledDevice,
  handle: async (hub, { device, once }: DeviceCaller, { body }: Incoming<RecoverRequest>) => {
    const { recovery } = hub.limits;
    if (!recovery.isOpen(device.device_id)) return problem('rate-limited');
    const { municipality, clinic_id: clinicId } = device;
    const shift = await openShift(hub, { municipality, clinicId }, dateInJapan(hub.now()));
    const staff = (await staffWraps(hub, device, shift)).find(({ staffId }) => staffId === body.staffId);
    const used = await once((tx) =>
      staff === undefined ? Promise.resolve(false) : useRecoveryCode(tx, hub, device, body),
    );
    if (!used.ok) return used;
    if (staff === undefined || !used.value) {
      recovery.countFailure(device.device_id);
      return problem('recovery-code-invalid');
    }
    const answer: RecoverResponse = { shiftId: shift.shiftId, staff };
    return ok({ status: 201, json: answer });
  },
});
