import { compileForm } from '../../../src/lib/forms/compile.ts';
import { evaluate } from '../../../src/lib/forms/run/evaluate.ts';
import { respond } from '../../../src/lib/forms/response/respond.ts';
import { restore } from '../../../src/lib/forms/response/restore.ts';

/** A form and answers ready to be written down. */
export interface Filled {
  /** Writes the QuestionnaireResponse as text. */
  readonly respond: () => string;
  /** Evaluates all conditions from nothing. */
  readonly evaluate: () => void;
}

/** Compiles a Questionnaire. @throws Error when it is refused */
export const compiled = (questionnaire: unknown): NonNullable<ReturnType<typeof compileForm>['form']> => {
  const { form, problems } = compileForm(questionnaire);
  if (form === undefined) throw new Error(`the form is refused: ${JSON.stringify(problems.slice(0, 3))}`);
  return form;
};

/** The engine with the answers of a QuestionnaireResponse. */
export const filled = (questionnaire: unknown, response: unknown): Filled => {
  const form = compiled(questionnaire);
  const { answers } = restore(form, response);
  const meta = {
    id: '01932d3a-0000-7000-8000-000000000000',
    status: 'in-progress',
    authored: '2026-11-20T01:00:00.000Z',
    language: 'ja',
  } as const;
  return {
    respond: () => JSON.stringify(respond(form, answers, evaluate(form, answers), meta)),
    evaluate: () => void evaluate(form, answers),
  };
};
