import { byNeedAt } from '../../catalog/by-need.ts';
import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import type { IntakeResponse } from '../../contract/receipt.ts';
import { readRevision } from '../../contract/revision.ts';
import type { SectionId } from '../../domain/program.ts';
import { textIn } from '../../forms/text.ts';
import type { Hub } from '../hub.ts';
import { listQuarantine, type QuarantineLine } from '../store/quarantine.ts';
import { listCheckups, sectionStates, type CheckupLine, type RevisionRow } from '../store/revisions.ts';
import { recordHeads } from './record-heads.ts';

/** How far a section is, as far as the hub knows. */
export interface SectionState {
  readonly section: SectionId;
  readonly title: string;
  readonly state: RevisionRow['status'] | 'conflict' | 'none';
  /** Whether the hub noticed something odd that staff should look at. */
  readonly flagged: boolean;
}

export interface ReceivedLine extends Omit<CheckupLine, 'checkupId' | 'program' | 'kind'> {
  readonly program: string;
  readonly sections: readonly SectionState[];
}

export interface ReceivedView {
  readonly checkups: readonly ReceivedLine[];
  readonly quarantined: readonly QuarantineLine[];
}

/** Most checkups on one page. */
const PAGE = 200;

type StateRow = Awaited<ReturnType<typeof sectionStates>>[number];

/** Of each section the state of what holds now; none of those that the checkup is complete without and nobody began. */
export const sectionStatesOf = (
  { program, kind }: Pick<CheckupLine, 'program' | 'kind'>,
  rows: readonly StateRow[],
): readonly SectionState[] => {
  const byNeed = byNeedAt(program, kind);
  return statesOf(program, rows).filter(({ section, state }) => state !== 'none' || !byNeed.has(section));
};

const statesOf = (program: CheckupLine['program'], rows: readonly StateRow[]): readonly SectionState[] =>
  PROGRAM_TABLE[program].sections.map(({ section, title }) => {
    const own = rows.filter((row) => row.section === section);
    const heads = recordHeads(
      own.map((row) => {
        const content = readRevision(JSON.parse(row.content))?.content;
        if (content === undefined) throw new Error('a stored revision of no known version');
        const { revisionId, parents } = content;
        return { revisionId, parents, row };
      }),
    );
    const warnings = heads.flatMap(({ row }) => JSON.parse(row.warnings) as IntakeResponse['warnings']);
    return {
      section,
      title: textIn(title, 'ja'),
      state: heads.length > 1 ? 'conflict' : (heads[0]?.row.status ?? 'none'),
      flagged: warnings.length > 0,
    };
  });

/** A tenant's received checkups, of one day or the latest, and what was set aside. */
export const receivedView = async (
  hub: Hub,
  municipality: string,
  date: string | undefined,
): Promise<ReceivedView> => {
  const { db } = hub.store;
  const filter = date === undefined ? { limit: PAGE } : { date, limit: PAGE };
  const checkups = await listCheckups(db, municipality, filter);
  const rows = await sectionStates(
    db,
    checkups.map(({ checkupId }) => checkupId),
  );
  return {
    checkups: checkups.map(({ checkupId, program, kind, ...line }) => ({
      ...line,
      program: textIn(PROGRAM_TABLE[program].title, 'ja'),
      sections: sectionStatesOf(
        { program, kind },
        rows.filter((row) => row.checkup_id === checkupId),
      ),
    })),
    quarantined: await listQuarantine(db, municipality, 50),
  };
};
