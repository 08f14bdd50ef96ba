import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import { PROGRAMS } from '../../domain/program.ts';
import { textIn } from '../../forms/text.ts';

/** A form that comes with the app. */
export interface BuiltInForm {
  readonly id: string;
  /** Section, in the language asked for. */
  readonly title: string;
  /** The FHIR R4 Questionnaire. */
  readonly load: () => Promise<unknown>;
}

/** The forms of one kind of checkup. */
export interface BuiltInProgram {
  readonly id: string;
  readonly title: string;
  readonly forms: readonly BuiltInForm[];
}

/** The built-in programs with their forms, in the order of their sections. @param language BCP 47 tag of the titles */
export const builtInPrograms = (language: string): readonly BuiltInProgram[] =>
  PROGRAMS.map((program) => ({
    id: program,
    title: textIn(PROGRAM_TABLE[program].title, language),
    forms: PROGRAM_TABLE[program].sections.map(({ section, title }) => ({
      id: `${program}-${section}`,
      title: textIn(title, language),
      load: () => questionnaireOf(program, section),
    })),
  }));
