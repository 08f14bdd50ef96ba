import type { DayBundle } from '../contract/bundle.ts';
import { RosterEntry } from '../contract/people.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { hasValidLuhn, normaliseTypedCode } from '../contract/typed-code.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import { openForCode, openForTicket } from '../crypto/locked-entry.ts';
import { verifyTicket } from '../crypto/ticket.ts';
import type { BundleRow } from '../store/schema.ts';

/** A child found on today's list, and by what. */
export interface Identified {
  readonly entry: RosterEntry;
  readonly by: 'ticket' | 'code' | 'staff';
}

const entryOf = async (bundle: DayBundle, ticketId: string): Promise<RosterEntry | undefined> => {
  const bytes = await openForTicket(ticketId, bundle.kioskRoster);
  const text = bytes === undefined ? undefined : fromUtf8(bytes);
  if (text === undefined) return undefined;
  const parsed = parseNewer(RosterEntry, JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
};

/**
 * The child a ticket points to: signature first, then today's list. Only the entry of the presented ticket can be
 * opened; the others stay closed to this tablet until staff unlock.
 * @param hubNow milliseconds by the hub's clock
 */
export const identifyByTicket = async (
  { bundle }: BundleRow,
  text: string,
  hubNow: number,
): Promise<Outcome<Identified>> => {
  const ticket = await verifyTicket(text, {
    keys: bundle.hubKeys.ticket,
    municipality: bundle.municipality.code,
    nowSeconds: Math.floor(hubNow / 1000),
  });
  if (!ticket.ok) return ticket;
  const entry = await entryOf(bundle, ticket.value.ticketId);
  return entry?.subjectId === ticket.value.subjectId && entry.program === ticket.value.program
    ? { ok: true, value: { entry, by: 'ticket' } }
    : problem('ticket-not-on-roster');
};

/** The child a typed code points to. A slip is caught by the check digit before anything is derived. */
export const identifyByCode = async ({ bundle }: BundleRow, typed: string): Promise<Outcome<Identified>> => {
  const code = normaliseTypedCode(typed);
  if (code === undefined || !hasValidLuhn(code)) return problem('code-check-digit');
  const ticketId = await openForCode(code, bundle.codes);
  const entry = ticketId === undefined ? undefined : await entryOf(bundle, ticketId);
  return entry === undefined ? problem('code-unknown') : { ok: true, value: { entry, by: 'code' } };
};

/** The child of a ticket id that this tablet already holds: a visit resumed after a reload, or opened by staff. */
export const identifyAgain = async (
  { bundle }: BundleRow,
  ticketId: string,
  by: Identified['by'],
): Promise<Outcome<Identified>> => {
  const entry = await entryOf(bundle, ticketId);
  return entry === undefined ? problem('ticket-not-on-roster') : { ok: true, value: { entry, by } };
};
