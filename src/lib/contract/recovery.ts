import * as z from 'zod/mini';
import { ENROLMENT_CODE, normaliseEnrolmentCode } from './enrolment.ts';
import { Uuid } from './ids.ts';
import { StaffEntry } from './people.ts';

/** A recovery code as typed, in the form the hub knows, or `undefined`. Letters and length are an enrolment code's. */
export const normaliseRecoveryCode = (text: string): string | undefined => normaliseEnrolmentCode(text);

/** `POST /api/v1/recoveries`, signed by the device: lets in again who is locked out of this tablet. */
export const RecoverRequest = z.strictObject({
  staffId: Uuid,
  code: z.string().check(z.regex(ENROLMENT_CODE)),
});
export type RecoverRequest = z.infer<typeof RecoverRequest>;

/** A new wrap of the session secret. It opens only together with the part of the shift it names. */
export const RecoverResponse = z.strictObject({ shiftId: Uuid, staff: StaffEntry });
export type RecoverResponse = z.infer<typeof RecoverResponse>;
