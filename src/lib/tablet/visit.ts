import type { RosterEntry } from '../contract/people.ts';
import { nextVisitNumber } from '../catalog/rule-facts/this-pregnancy.ts';
import { visitAnswers } from '../catalog/visit-answers.ts';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import { subjectOf } from '../domain/program.ts';
import type { Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import type { BundleRow } from '../store/schema.ts';
import { pregnancyOf } from './rule-subject-of.ts';

/** When, how and where a child of today's list is seen. */
export interface Visit {
  readonly date: string;
  readonly setting: 'group' | 'individual';
  /** 施設名. */
  readonly facility: string;
}

/** The visit a roster entry stands for: its session's day, or the list's own where the session is not told. */
export const visitOf = (entry: RosterEntry, { bundle }: BundleRow): Visit => {
  const session = bundle.sessions.find(({ sessionId }) => sessionId === entry.sessionId);
  return {
    date: session?.date ?? bundle.date,
    setting: session?.kind ?? 'individual',
    facility: bundle.clinic.name,
  };
};

const NONE: Answers = new Map();

const days = (entry: RosterEntry, visit: Visit): { birth: CivilDate; date: CivilDate } | undefined => {
  const [birth, date] = [parseCivilDate(entry.birthDate), parseCivilDate(visit.date)];
  return birth === undefined || date === undefined ? undefined : { birth, date };
};

/** Of a mother: what her visit counts from, and which one it is. */
const datesOf = (entry: RosterEntry, date: CivilDate): Partial<Parameters<typeof visitAnswers>[0]> => {
  if (subjectOf(entry.program) === 'child') return {};
  if (entry.program !== 'prenatal') return { delivered: parseCivilDate(entry.deliveredOn ?? '') };
  const pregnancy = pregnancyOf(entry, date);
  return { pregnancy: { due: pregnancy.due, visitNumber: nextVisitNumber(pregnancy) } };
};

/**
 * What the tablet already knows when staff begin a section: the day, fiscal year, age, kind and place of the visit,
 * and of a mother the weeks or days it is at and its number, as far as the form asks for them. Ask once, prefill.
 */
export const firstAnswers = (entry: RosterEntry, visit: Visit, form: CompiledForm): Answers => {
  const known = days(entry, visit);
  if (known === undefined) return NONE;
  const answers = visitAnswers({
    ...known,
    setting: visit.setting,
    facility: visit.facility,
    ...datesOf(entry, known.date),
  });
  return new Map([...answers].filter(([linkId]) => form.byLinkId.has(linkId)));
};
