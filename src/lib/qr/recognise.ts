import { ENROLMENT_PREFIX, normaliseEnrolmentCode } from '../contract/enrolment.ts';
import { TICKET_PREFIX } from '../contract/ticket.ts';
import { hasValidLuhn, normaliseTypedCode } from '../contract/typed-code.ts';

/**
 * What a scanned text is, by its form alone.
 *
 * - `ticket` begins as a ticket; only its signature says whether it is one
 * - `enrolment` the code that enrols a tablet, in the hub's form
 * - `typed-code` twelve digits with the right check digit
 * - `other` anything else
 */
export type Recognised =
  | { readonly kind: 'ticket'; readonly text: string }
  | { readonly kind: 'enrolment'; readonly code: string }
  | { readonly kind: 'typed-code'; readonly digits: string }
  | { readonly kind: 'other' };

/** What a scanned or pasted text is. White space around it does not matter. */
export const recognise = (scanned: string): Recognised => {
  const text = scanned.trim();
  if (text.startsWith(TICKET_PREFIX)) return { kind: 'ticket', text };
  if (text.startsWith(ENROLMENT_PREFIX)) {
    const code = normaliseEnrolmentCode(text);
    return code === undefined ? { kind: 'other' } : { kind: 'enrolment', code };
  }
  const digits = normaliseTypedCode(text);
  return digits !== undefined && hasValidLuhn(digits) ? { kind: 'typed-code', digits } : { kind: 'other' };
};
