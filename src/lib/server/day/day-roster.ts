import type { RosterEntry } from '../../contract/people.ts';
import { hubTime, type Hub } from '../hub.ts';
import { rosterOf, type RosterLine } from '../store/roster.ts';

/** A child of today's list whose ticket is valid, with the code printed on it. */
export interface DayEntry {
  readonly entry: RosterEntry;
  readonly typedCode: string;
}

const dayEntry = (line: RosterLine): DayEntry[] => {
  const { ticketId, typedCode, dueDate, birthWeightGrams } = line;
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
  };
  return [{ entry, typedCode }];
};

/** Everyone expected at these sessions. */
export const dayRoster = async (hub: Hub, sessionIds: readonly string[]): Promise<readonly DayEntry[]> =>
  (await rosterOf(hub.store.db, sessionIds, hubTime(hub))).flatMap(dayEntry);
