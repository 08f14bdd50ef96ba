import { compileForm, type CompileTools } from '../compile.ts';
import { aQuestionnaire } from './questionnaire.ts';

/** Problems of a Questionnaire as `severity code path`. */
export const problemsOf = (questionnaire: unknown, tools?: CompileTools): readonly string[] =>
  compileForm(questionnaire, tools).problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);

/** Problems of a form of these items. */
export const problemsOfItems = (...items: readonly unknown[]): readonly string[] =>
  problemsOf(aQuestionnaire(items));
