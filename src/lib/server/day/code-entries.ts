import { lockForCode, type LockedEntry } from '../../crypto/locked-entry.ts';
import type { Hub } from '../hub.ts';
import { addCodeEntries, listCodeEntries } from '../store/shifts.ts';
import type { OpenShift } from './open-shift.ts';

interface Coded {
  readonly ticketId: string;
  readonly typedCode: string;
}

/**
 * The typed-code entries of these tickets in a shift. Each takes a tenth of a second to derive, so that it is
 * derived once and kept; only tickets new in the list cost time.
 */
export const codeEntries = async (
  hub: Hub,
  { shiftId, codeSalt, codeIterations }: OpenShift,
  tickets: readonly Coded[],
): Promise<readonly LockedEntry[]> => {
  const kept = new Map(
    (await listCodeEntries(hub.store.db, shiftId)).map((row) => [
      row.ticket_id,
      { index: row.entry_index, box: row.entry_box },
    ]),
  );
  const missing = tickets.filter(({ ticketId }) => !kept.has(ticketId));
  const derived = await Promise.all(
    missing.map(async ({ ticketId, typedCode }) => ({
      ticketId,
      entry: await lockForCode(typedCode, { salt: codeSalt, iterations: codeIterations }, ticketId),
    })),
  );
  if (derived.length > 0) {
    await hub.store.write((tx) =>
      addCodeEntries(
        tx,
        derived.map(({ ticketId, entry }) => ({
          shift_id: shiftId,
          ticket_id: ticketId,
          entry_index: entry.index,
          entry_box: entry.box,
        })),
      ),
    );
  }
  for (const { ticketId, entry } of derived) kept.set(ticketId, entry);
  return tickets.flatMap(({ ticketId }) => kept.get(ticketId) ?? []);
};
