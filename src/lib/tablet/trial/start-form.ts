import { FormState } from '../../form-view/FormState.svelte.ts';
import { dateInJapan } from '../../domain/civil-date.ts';
import type { Answers } from '../../forms/answer-types.ts';
import type { CompiledForm } from '../../forms/form.ts';
import { startingAnswers } from '../../forms/run/starting-answers.ts';

interface Start {
  /** BCP 47 tag the form is shown in. */
  readonly language: string;
  readonly now: Date;
}

/** Some question starts with what an expression gives. */
const isFilledByExpression = ({ items }: CompiledForm): boolean =>
  items.some(
    ({ expressions }) => expressions?.initial !== undefined || expressions?.population !== undefined,
  );

/** What a form starts with before anybody has answered. What fills forms beforehand is loaded only for forms that say so. */
const firstAnswers = async (form: CompiledForm, now: Date): Promise<Answers> => {
  if (!isFilledByExpression(form)) return startingAnswers(form);
  const { populate } = await import('../../forms/populate.ts');
  return populate(form, { now, resources: {} }).answers;
};

/** A form as a person first sees it, with its initial values. */
export const startForm = async (form: CompiledForm, { language, now }: Start): Promise<FormState> =>
  new FormState(form, {
    language,
    answers: await firstAnswers(form, now),
    context: { now, resources: {} },
    days: { today: dateInJapan(now.getTime()) },
  });
