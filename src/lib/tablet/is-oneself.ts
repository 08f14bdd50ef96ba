import type { RosterEntry } from '../contract/people.ts';
import { subjectOf } from '../domain/program.ts';

/** Whether who fills in the questionnaire is the one who is examined: a mother, not a child's guardian. */
export const isOneself = ({ program }: Pick<RosterEntry, 'program'>): boolean =>
  subjectOf(program) === 'mother';
