import { problem, type Outcome } from '../../contract/problem.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { findBookingById } from '../store/roster.ts';
import { revokeTickets } from '../store/tickets.ts';
import { ensureTicket } from './ensure-ticket.ts';

/** A new ticket in place of a lost one; the lost one is on no list from the next bundle on. @returns the ticket id */
export const reissueTicket = (
  hub: Hub,
  actor: Actor,
  { municipality, bookingId }: { readonly municipality: string; readonly bookingId: string },
): Promise<Outcome<string>> =>
  hub.store.write(async (tx) => {
    const booking = await findBookingById(tx, municipality, bookingId);
    if (booking === undefined) return problem('request-malformed', { field: 'booking' });
    const { subject_id: subjectId, program } = booking;
    await revokeTickets(tx, { municipality, subjectId, program }, hubTime(hub));
    const ticket = await ensureTicket(hub, tx, actor, {
      municipality,
      subjectId,
      program,
      date: booking.date as CivilDate,
    });
    return ok(ticket.ticket_id);
  });
