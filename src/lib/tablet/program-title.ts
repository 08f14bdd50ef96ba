import { PROGRAM_TABLE } from '../catalog/programs.ts';
import type { ProgramId } from '../domain/program.ts';
import { textIn } from '../forms/text.ts';

/** Name of a kind of checkup. @param language BCP 47 tag */
export const programTitle = (program: ProgramId, language: string): string =>
  textIn(PROGRAM_TABLE[program].title, language);
