import type { Result } from '../domain/result.ts';

/**
 * What the sender does about a problem.
 *
 * - `retry` the same bytes may succeed later: back off and try again
 * - `park` these bytes never succeed: set the record aside, go on with the others
 * - `stop` nothing from this device succeeds now: keep everything, ask staff
 * - `ask` a person must change the input
 */
export type RetryRule = 'retry' | 'park' | 'stop' | 'ask';

interface ProblemRow {
  readonly status: number;
  readonly retry: RetryRule;
}

/**
 * The closed table of problems (RFC 9457). Codes are stable: they are shown to staff and stand in logs.
 * Status 0 marks problems that arise on the tablet and never cross the wire.
 */
export const PROBLEMS = {
  // request and transport
  'request-malformed': { status: 400, retry: 'park' },
  'request-too-large': { status: 413, retry: 'park' },
  'request-unsupported-type': { status: 415, retry: 'park' },
  'route-unknown': { status: 404, retry: 'stop' },
  'rate-limited': { status: 429, retry: 'retry' },
  'hub-error': { status: 500, retry: 'retry' },
  'hub-unavailable': { status: 503, retry: 'retry' },
  // who is asking
  'signature-missing': { status: 401, retry: 'stop' },
  'signature-invalid': { status: 401, retry: 'stop' },
  'signature-clock-skew': { status: 401, retry: 'retry' },
  'signature-replayed': { status: 401, retry: 'retry' },
  'device-unknown': { status: 401, retry: 'stop' },
  'device-revoked': { status: 403, retry: 'stop' },
  forbidden: { status: 403, retry: 'stop' },
  'origin-refused': { status: 403, retry: 'stop' },
  'sign-in-required': { status: 401, retry: 'ask' },
  'sign-in-failed': { status: 401, retry: 'ask' },
  // enrolment
  'enrolment-code-invalid': { status: 404, retry: 'ask' },
  'enrolment-code-expired': { status: 410, retry: 'ask' },
  'enrolment-code-used': { status: 409, retry: 'ask' },
  // recovery
  'recovery-code-invalid': { status: 404, retry: 'ask' },
  // intake
  'digest-mismatch': { status: 400, retry: 'retry' },
  'envelope-malformed': { status: 422, retry: 'park' },
  'hub-key-unknown': { status: 422, retry: 'park' },
  'envelope-unopenable': { status: 422, retry: 'park' },
  'content-malformed': { status: 422, retry: 'park' },
  'content-mismatch': { status: 422, retry: 'park' },
  'staff-signature-invalid': { status: 422, retry: 'park' },
  'revision-conflict': { status: 422, retry: 'park' },
  'revision-in-progress': { status: 409, retry: 'retry' },
  // tickets and codes, on the tablet
  'ticket-not-ours': { status: 0, retry: 'ask' },
  'ticket-malformed': { status: 0, retry: 'ask' },
  'ticket-forged': { status: 0, retry: 'ask' },
  'ticket-key-unknown': { status: 0, retry: 'ask' },
  'ticket-expired': { status: 0, retry: 'ask' },
  'ticket-not-yet-valid': { status: 0, retry: 'ask' },
  'ticket-foreign-municipality': { status: 0, retry: 'ask' },
  'ticket-program-unknown': { status: 0, retry: 'ask' },
  'ticket-not-on-roster': { status: 0, retry: 'ask' },
  'ticket-already-submitted': { status: 0, retry: 'ask' },
  'code-check-digit': { status: 0, retry: 'ask' },
  'code-unknown': { status: 0, retry: 'ask' },
  'code-locked': { status: 0, retry: 'ask' },
  // camera
  'camera-refused': { status: 0, retry: 'ask' },
  'camera-missing': { status: 0, retry: 'ask' },
  'camera-failed': { status: 0, retry: 'ask' },
  // transport, seen from the tablet
  'network-unreachable': { status: 0, retry: 'retry' },
  'network-timeout': { status: 0, retry: 'retry' },
  'answer-not-from-hub': { status: 0, retry: 'retry' },
  'receipt-invalid': { status: 0, retry: 'retry' },
  // storage and keys on the tablet
  'storage-unavailable': { status: 0, retry: 'ask' },
  'storage-not-persistent': { status: 0, retry: 'ask' },
  'storage-full': { status: 0, retry: 'ask' },
  'storage-failed': { status: 0, retry: 'ask' },
  'storage-conflict': { status: 0, retry: 'retry' },
  'storage-blocked': { status: 0, retry: 'ask' },
  'read-not-noted': { status: 0, retry: 'ask' },
  'answers-too-large': { status: 0, retry: 'ask' },
  'stored-data-damaged': { status: 0, retry: 'ask' },
  'device-not-enrolled': { status: 0, retry: 'ask' },
  'bundle-missing': { status: 0, retry: 'ask' },
  'bundle-expired': { status: 0, retry: 'ask' },
  'bundle-invalid': { status: 0, retry: 'retry' },
  'form-invalid': { status: 0, retry: 'ask' },
  'pin-wrong': { status: 0, retry: 'ask' },
  'pin-wait': { status: 0, retry: 'ask' },
  'pin-destroyed': { status: 0, retry: 'ask' },
  'passkey-failed': { status: 0, retry: 'ask' },
  'passkey-unstable': { status: 0, retry: 'ask' },
  locked: { status: 0, retry: 'ask' },
  'draft-of-other-shift': { status: 0, retry: 'ask' },
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof PROBLEMS;

/**
 * A problem as a value. `detail` holds numbers and ids only, never health data, names, secrets or sentences;
 * words are added by `i18n/problem-texts.ts`.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export type Outcome<T> = Result<T, Problem>;

/** A failed outcome with a code of the table. */
export const problem = (
  code: ProblemCode,
  detail?: Readonly<Record<string, string | number | boolean>>,
): { readonly ok: false; readonly error: Problem } => ({
  ok: false,
  error: detail === undefined ? { code } : { code, detail },
});

/** What a sender does about this code. */
export const retryRule = (code: ProblemCode): RetryRule => PROBLEMS[code].retry;

export const isProblemCode = (text: unknown): text is ProblemCode =>
  typeof text === 'string' && Object.hasOwn(PROBLEMS, text);
