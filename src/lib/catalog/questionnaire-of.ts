import type { ProgramId, SectionId } from '../domain/program.ts';
import { EXAMINATION } from './infant-3-4m/examination.ts';
import { MEASUREMENT } from './infant-3-4m/measurement.ts';
import { QUESTIONNAIRE } from './infant-3-4m/questionnaire.ts';
import { PROGRAM_TABLE } from './programs.ts';
import type { Questionnaire } from './questionnaire.ts';

const FORMS: Readonly<Record<ProgramId, Readonly<Record<SectionId, Questionnaire>>>> = {
  'infant-3-4m': { questionnaire: QUESTIONNAIRE, measurement: MEASUREMENT, examination: EXAMINATION },
};

/** The built-in form of a section, as FHIR R4 JSON. */
export const questionnaireOf = (program: ProgramId, section: SectionId): Questionnaire =>
  FORMS[program][section];

/** All built-in forms of a program, in the order of its sections. */
export const formsOf = (
  program: ProgramId,
): readonly { readonly section: SectionId; readonly questionnaire: Questionnaire }[] =>
  PROGRAM_TABLE[program].sections.map(({ section }) => ({
    section,
    questionnaire: questionnaireOf(program, section),
  }));
