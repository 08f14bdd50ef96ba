import type { Hub } from '../hub.ts';
import type { TicketRow } from '../store/tickets.ts';

/** Every ticket ever issued, oldest first. */
export const ticketsOf = (hub: Hub): Promise<TicketRow[]> =>
  hub.store.db.selectFrom('ticket').selectAll().orderBy('issued_at').execute();
