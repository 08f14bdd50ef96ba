import { formatTypedCode } from '../../contract/typed-code.ts';
import type { ConsoleUser } from '../auth/console-session.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { rosterOf } from '../store/roster.ts';
import { rosterView, type RosterView } from './roster-view.ts';

/** One ticket as it is printed. */
export interface PrintedTicket {
  readonly number: number;
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string;
  /** The signed text in the QR code. */
  readonly text: string;
  /** Groups of four digits. */
  readonly typedCode: string;
  readonly expiresAt: string;
}

export interface TicketsView extends Pick<RosterView, 'date' | 'today' | 'days' | 'sessions' | 'session'> {
  readonly tickets: readonly PrintedTicket[];
}

/** The tickets of a session, by number. Noted in the audit chain: a ticket opens a child's entry on a tablet. */
export const ticketsView = async (
  hub: Hub,
  user: ConsoleUser,
  asked: { readonly date: string | null; readonly session: string | null },
): Promise<TicketsView> => {
  const { code } = user.municipality;
  const { date, today, days, sessions, session } = await rosterView(hub, code, asked);
  const lines = session === undefined ? [] : await rosterOf(hub.store.db, [session.sessionId], hubTime(hub));
  const tickets = lines.flatMap(
    ({ number, name, kana, birthDate, ticketText: text, typedCode, ticketExpiresAt: expiresAt }) =>
      text === null || typedCode === null || expiresAt === null
        ? []
        : [{ number, name, kana, birthDate, text, typedCode: formatTypedCode(typedCode), expiresAt }],
  );
  if (session !== undefined && tickets.length > 0) {
    await hub.store.write((tx) =>
      appendAudit(tx, {
        at: hubTime(hub),
        municipality: code,
        actor: { kind: 'console', id: user.userId },
        action: 'tickets-printed',
        target: session.sessionId,
        detail: { tickets: tickets.length },
      }),
    );
  }
  return { date, today, days, sessions, session, tickets };
};
