import type { ProgramId, SectionId } from '../domain/program.ts';
import { PROGRAM_TABLE } from './programs.ts';

const NONE: ReadonlySet<SectionId> = new Set();

/**
 * The sections that a checkup is complete without (必要なとき): at a group checkup none, for everybody walks from station
 * to station; at one clinic alone those of the stations that it does not have.
 */
export const byNeedAt = (program: ProgramId, setting: 'group' | 'individual'): ReadonlySet<SectionId> =>
  setting === 'group'
    ? NONE
    : new Set(PROGRAM_TABLE[program].sections.flatMap(({ section, byNeed }) => (byNeed ? [section] : [])));
