import type { RosterEntry } from '../../contract/people.ts';
import { hubTime, type Hub } from '../hub.ts';
import { earlierVisits } from './earlier-visits.ts';
import { rosterOf, type RosterLine } from '../store/roster.ts';

/** A child of today's list whose ticket is valid, with the code printed on it. */
export interface DayEntry {
  readonly entry: RosterEntry;
  readonly typedCode: string;
}

const dayEntry = (line: RosterLine): DayEntry[] => {
  const { ticketId, typedCode, dueDate, birthWeightGrams, deliveredOn } = line;
  if (ticketId === null || typedCode === null) return [];
  const entry: RosterEntry = {
    subjectId: line.subjectId,
    sessionId: line.sessionId,
    ticketId,
    program: line.program,
    number: line.number,
    name: line.name,
    kana: line.kana,
    birthDate: line.birthDate,
    sex: line.sex,
    ...(dueDate === null ? {} : { dueDate }),
    ...(birthWeightGrams === null ? {} : { birthWeightGrams }),
    ...(deliveredOn === null ? {} : { deliveredOn }),
  };
  return [{ entry, typedCode }];
};

/** Everyone expected at these sessions. */
export const dayEntries = async (hub: Hub, sessionIds: readonly string[]): Promise<readonly DayEntry[]> =>
  (await rosterOf(hub.store.db, sessionIds, hubTime(hub))).flatMap(dayEntry);

/** Everyone expected at these sessions of a day, with what their earlier checkups measured. */
export const dayRoster = async (
  hub: Hub,
  of: { readonly municipality: string; readonly date: string; readonly sessionIds: readonly string[] },
): Promise<readonly DayEntry[]> => {
  const lines = await dayEntries(hub, of.sessionIds);
  const subjectIds = lines.map(({ entry }) => entry.subjectId);
  const visits = await earlierVisits(hub, of.municipality, subjectIds, of.date);
  return lines.map(({ entry, typedCode }) => {
    const earlier = visits.get(entry.subjectId);
    return { entry: earlier === undefined ? entry : { ...entry, earlier: [...earlier] }, typedCode };
  });
};
