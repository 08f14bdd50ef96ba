import { bodySize } from '../../catalog/rule-facts/body.ts';
import { pregnancyTold, urineCodes } from '../../catalog/rule-facts/mother.ts';
import { Told } from '../../catalog/rule-facts/told.ts';
import { dosesGiven } from '../../catalog/vaccination/history.ts';
import { DOSES_MAX, EARLIER_VISITS_MAX, EarlierVisit } from '../../contract/earlier-visit.ts';
import type { RevisionContent } from '../../contract/revision.ts';
import { parseAs } from '../../contract/parse-as.ts';
import { subjectOf } from '../../domain/program.ts';
import type { GivenDose } from '../../domain/vaccination/record/history.ts';
import type { Answers } from '../../forms/answer-types.ts';
import { restore } from '../../forms/response/restore.ts';
import { recordHeads } from '../console/record-heads.ts';
import type { Hub } from '../hub.ts';
import { earlierRevisions, type EarlierRevision } from '../store/revisions.ts';

/** The sections whose values later visits are compared with, or go on from. */
const COMPARED = [
  { section: 'measurement' },
  { section: 'examination', program: 'prenatal' },
  { section: 'vaccination' },
] as const;

interface Head {
  readonly revisionId: string;
  readonly parents: readonly string[];
  readonly row: EarlierRevision;
  readonly response: RevisionContent['response'];
}

const headOf = (row: EarlierRevision): readonly Head[] => {
  const content: unknown = JSON.parse(row.content);
  const parents: unknown = Reflect.get(content as object, 'parents');
  const response: unknown = Reflect.get(content as object, 'response');
  if (!Array.isArray(parents) || typeof response !== 'object' || response === null) return [];
  return [
    {
      revisionId: row.revision_id,
      parents: parents as string[],
      row,
      response: response as RevisionContent['response'],
    },
  ];
};

const answersOf = async (hub: Hub, { row, response }: Head): Promise<Answers | undefined> => {
  const form = await hub.forms.find(hub.store.db, row.form_id, row.form_version);
  return form === undefined ? undefined : restore(form, response).answers;
};

/**
 * Doses of versions in conflict: what all of them say was given so, and marked as in conflict what only some do, so
 * that the doctor decides. [VI16]
 */
const dosesInConflict = async (hub: Hub, heads: readonly Head[]): Promise<EarlierVisit | undefined> => {
  const [first] = heads;
  if (first?.row.section !== 'vaccination') return undefined;
  const versions: (readonly GivenDose[])[] = [];
  for (const head of heads) {
    const answers = await answersOf(hub, head);
    versions.push(answers === undefined ? [] : dosesGiven(answers));
  }
  const nameOf = ({ vaccine, date, dose, product }: GivenDose): string =>
    JSON.stringify([vaccine, date, dose, product]);
  const doses = [...new Map(versions.flat().map((dose) => [nameOf(dose), dose]))].map(([name, dose]) =>
    versions.every((version) => version.some((each) => nameOf(each) === name))
      ? dose
      : { ...dose, conflict: true },
  );
  if (doses.length === 0) return undefined;
  const { program, date } = first.row;
  const visit = parseAs(EarlierVisit, { date, program, doses: doses.slice(0, DOSES_MAX) });
  return visit.success ? visit.data : undefined;
};

/** One visit; sizes of two versions in conflict are not compared with, as nobody knows which holds. */
const visitOf = async (hub: Hub, heads: readonly Head[]): Promise<EarlierVisit | undefined> => {
  const [head, other] = heads;
  if (head === undefined) return undefined;
  if (other !== undefined) return dosesInConflict(hub, heads);
  const answers = await answersOf(hub, head);
  if (answers === undefined) return undefined;
  const { program, date, section } = head.row;
  const told = new Told(new Map([[section, answers]]));
  const doses = section === 'vaccination' ? dosesGiven(answers) : [];
  const values = {
    ...bodySize(told),
    ...(subjectOf(program) === 'mother' ? urineCodes(told) : {}),
    ...(program === 'prenatal' ? pregnancyTold(told) : {}),
    ...(doses.length > 0 ? { doses } : {}),
  };
  if (Object.keys(values).length === 0) return undefined;
  // A slip of typing beyond all bounds is nothing to compare with.
  const visit = parseAs(EarlierVisit, { date, program, ...values });
  return visit.success ? visit.data : undefined;
};

/** The sections of one visit are one; what two of them say of the same thing is from the newer one, and doses add up. */
const joined = (visits: readonly EarlierVisit[], next: EarlierVisit): EarlierVisit[] => {
  const same = visits.find(({ date, program }) => date === next.date && program === next.program);
  const doses = [...(same?.doses ?? []), ...(next.doses ?? [])].slice(0, DOSES_MAX);
  return [
    ...visits.filter((visit) => visit !== same),
    { ...same, ...next, ...(doses.length > 0 && { doses }) },
  ];
};

/**
 * What earlier checkups of these people measured, by subject, oldest first. Only what staff saved or confirmed, only
 * of this municipality, and only before the given day.
 */
export const earlierVisits = async (
  hub: Hub,
  municipality: string,
  subjectIds: readonly string[],
  before: string,
): Promise<ReadonlyMap<string, readonly EarlierVisit[]>> => {
  const rows = await earlierRevisions(hub.store.db, municipality, {
    subjectIds,
    before,
    sections: COMPARED,
  });
  const visits = new Map<string, EarlierVisit[]>();
  for (const ofRecord of Map.groupBy(rows, ({ record_id }) => record_id).values()) {
    const visit = await visitOf(hub, recordHeads(ofRecord.flatMap(headOf)));
    const subject = ofRecord[0]?.subject_id;
    if (visit === undefined || subject === undefined) continue;
    visits.set(subject, joined(visits.get(subject) ?? [], visit));
  }
  const byDate = (left: EarlierVisit, right: EarlierVisit): number => (left.date < right.date ? -1 : 1);
  return new Map(
    [...visits].map(([subject, all]) => [subject, all.toSorted(byDate).slice(-EARLIER_VISITS_MAX)]),
  );
};
