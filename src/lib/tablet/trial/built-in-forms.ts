import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { formsOf } from '../../catalog/questionnaire-of.ts';
import { PROGRAMS } from '../../domain/program.ts';
import { textIn } from '../../forms/text.ts';

/** A form that comes with the app. */
export interface BuiltInForm {
  readonly id: string;
  /** Checkup and section, in the language asked for. */
  readonly title: string;
  /** FHIR R4 Questionnaire. */
  readonly questionnaire: unknown;
}

/** The forms of every built-in program, in the order of its sections. @param language BCP 47 tag of the titles */
export const builtInForms = (language: string): readonly BuiltInForm[] =>
  PROGRAMS.flatMap((program) => {
    const { title, sections } = PROGRAM_TABLE[program];
    return formsOf(program).map(({ section, questionnaire }) => {
      const own = sections.find((each) => each.section === section)?.title ?? { ja: questionnaire.title };
      return {
        id: `${program}-${section}`,
        title: `${textIn(title, language)} ${textIn(own, language)}`,
        questionnaire,
      };
    });
  });
