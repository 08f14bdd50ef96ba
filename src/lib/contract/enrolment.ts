import * as z from 'zod/mini';
import { HubKeys } from './bundle.ts';
import { Base64Url, Instant, MunicipalityCode, Uuid } from './ids.ts';

/** Text in front of an enrolment code in a QR code. The typed code is what follows. */
export const ENROLMENT_PREFIX = 'HGKE1:';

/** Letters and digits of an enrolment code: Crockford's Base32, no I L O U. Shown as XXXX-XXXX. */
export const ENROLMENT_CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/** An enrolment code as typed or scanned, in the form the hub knows, or `undefined`. */
export const normaliseEnrolmentCode = (text: string): string | undefined => {
  const whole = text.normalize('NFKC').toUpperCase().trim();
  const code = (whole.startsWith(ENROLMENT_PREFIX) ? whole.slice(ENROLMENT_PREFIX.length) : whole)
    .replaceAll(/[\s\-‐‑–—−ー]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return ENROLMENT_CODE.test(code) ? code : undefined;
};

/** `POST /api/v1/devices`, signed by the key it presents (proof of possession). */
export const EnrolRequest = z.strictObject({
  code: z.string().check(z.regex(ENROLMENT_CODE)),
  /** The device signing key: JWK coordinates of P-256. */
  publicKey: z.strictObject({ x: Base64Url, y: Base64Url }),
  /** Device's part of every staff key: 32 random bytes, base64url. */
  deviceSecret: z.string().check(z.minLength(43), z.maxLength(43)),
  /** What staff call this tablet. */
  label: z.string().check(z.minLength(1), z.maxLength(60)),
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;

export const EnrolResponse = z.strictObject({
  deviceId: Uuid,
  municipality: z.strictObject({ code: MunicipalityCode, name: z.string() }),
  clinic: z.strictObject({ clinicId: Uuid, name: z.string() }),
  hubKeys: HubKeys,
  hubTime: Instant,
});
export type EnrolResponse = z.infer<typeof EnrolResponse>;
