import { courseProgress, type Progress } from './course-progress.ts';
import { dosesOf, type GivenDose, type RecordOwner } from './history.ts';
import { vaccineById } from '../schedule/schedule.ts';
import type { Vaccine, VaccineId } from '../vaccine.ts';

const possible = (vaccine: Vaccine, owner: RecordOwner): readonly GivenDose[] =>
  dosesOf(vaccine, owner).filter(({ date }) => date >= owner.birth && date <= owner.today);

/** How far a line of the record has come, by the doses that can have been given. */
export const progressOf = (vaccine: Vaccine, owner: RecordOwner): Progress =>
  courseProgress(vaccine, owner, possible(vaccine, owner), owner.today);

/** Doses of these lines that count now and can have been given. */
export const begun = (ids: readonly VaccineId[] | undefined, owner: RecordOwner): readonly GivenDose[] =>
  (ids ?? []).flatMap((id) => possible(vaccineById(id), owner));

export const isComplete = (id: VaccineId, owner: RecordOwner): boolean => {
  const { next, taken } = progressOf(vaccineById(id), owner);
  return next === undefined && taken.length > 0;
};

/** Whether one of the lines is complete, or all together have as many doses as a whole course. [VI11] */
export const isBuilt = (ids: readonly VaccineId[], owner: RecordOwner): boolean => {
  const whole = Math.max(...ids.flatMap((id) => vaccineById(id).courses.map(({ doses }) => doses.length)));
  return ids.some((id) => isComplete(id, owner)) || begun(ids, owner).length >= whole;
};
