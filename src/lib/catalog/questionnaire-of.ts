import type { ProgramId, SectionId } from '../domain/program.ts';
import { PROGRAM_TABLE } from './programs.ts';
import type { Questionnaire } from './questionnaire.ts';

/**
 * The built-in form of a section, as FHIR R4 JSON; compiled from its table `forms/<program>/<section>.csv`.
 * @throws for a section the program does not have
 */
export const questionnaireOf = async (program: ProgramId, section: SectionId): Promise<Questionnaire> => {
  const module = (await import(`./forms/${program}/${section}.csv`)) as {
    readonly questionnaire: Questionnaire;
  };
  return module.questionnaire;
};

/** The built-in forms of a program, in the order of its sections. */
export const formsOf = (
  program: ProgramId,
): Promise<readonly { readonly section: SectionId; readonly questionnaire: Questionnaire }[]> =>
  Promise.all(
    PROGRAM_TABLE[program].sections.map(async ({ section }) => ({
      section,
      questionnaire: await questionnaireOf(program, section),
    })),
  );
