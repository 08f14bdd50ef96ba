import { CHILD_VACCINES } from './child-vaccines.ts';
import { INFANT_VACCINES } from './infant-vaccines.ts';
import { OTHER_VACCINES } from './other-vaccines.ts';
import type { Vaccine, VaccineId } from '../vaccine.ts';

/** Every vaccine of the schedule, by usual age. */
export const SCHEDULE: readonly Vaccine[] = [...INFANT_VACCINES, ...CHILD_VACCINES, ...OTHER_VACCINES];

const byId = new Map(SCHEDULE.map((vaccine) => [vaccine.id, vaccine]));

export const vaccineById = (id: VaccineId): Vaccine => {
  const vaccine = byId.get(id);
  if (vaccine === undefined) throw new RangeError('The schedule has no such vaccine.');
  return vaccine;
};
