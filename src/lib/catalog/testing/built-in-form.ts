import type { ProgramId, SectionId } from '../../domain/program.ts';
import { compileForm } from '../../forms/compile.ts';
import type { CompiledForm } from '../../forms/form.ts';
import { questionnaireOf } from '../questionnaire-of.ts';

/** A built-in form, compiled. */
export const builtInForm = async (program: ProgramId, section: SectionId): Promise<CompiledForm> => {
  const { form } = compileForm(await questionnaireOf(program, section));
  if (form === undefined) throw new Error(`the form ${program} ${section} does not compile`);
  return form;
};
