import { PROGRAM_TABLE } from '../catalog/programs.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import { textIn } from '../forms/text.ts';

/** Name of a kind of checkup. @param language BCP 47 tag */
export const programTitle = (program: ProgramId, language: string): string =>
  textIn(PROGRAM_TABLE[program].title, language);

/** Name of a section as its program calls it: 予診票 where others have a 問診票. @param language BCP 47 tag */
export const sectionTitle = (program: ProgramId, section: SectionId, language: string): string => {
  const own = PROGRAM_TABLE[program].sections.find((each) => each.section === section);
  return own === undefined ? section : textIn(own.title, language);
};
