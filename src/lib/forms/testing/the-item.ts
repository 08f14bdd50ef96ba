import type { CompileTools } from '../compile.ts';
import type { FormItem } from '../form.ts';
import { aQuestionnaire } from './questionnaire.ts';
import { compiled } from './scenario.ts';

/** The first item of a form of this one, which must compile. */
export const theItem = (item: unknown, tools?: CompileTools): FormItem => {
  const [first] = compiled(aQuestionnaire([item]), tools).items;
  if (first === undefined) throw new Error('no item');
  return first;
};
