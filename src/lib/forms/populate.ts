import type { Answers } from './answer-types.ts';
import type { CompiledForm } from './form.ts';
import { Filling } from './populate/filling.ts';
import { openedWith, type Sources } from './populate/opened-with.ts';
import type { PopulationIssue } from './populate/population-issue.ts';
import { startingAnswers } from './run/starting-answers.ts';

/**
 * The answers a form starts with when it is opened for somebody: its initial values; where there are none, in document
 * order, what `initialExpression` gives and the latest Observation that `observationLinkPeriod` allows; and a row for
 * each result of `itemPopulationContext`. What cannot be filled in is left to the person, and reported. Never throws.
 * Source: SDC, form population (http://hl7.org/fhir/uv/sdc/populate.html).
 * @param sources.resources by the name of a launch context or of a variable whose query is not run here
 * @param sources.bundle launch contexts that are not named are taken from it by their type, where only one is there
 */
export const populate = (
  form: CompiledForm,
  { now, ...sources }: Sources & { readonly now: Date },
): { readonly answers: Answers; readonly problems: readonly PopulationIssue[] } => {
  const told: PopulationIssue[] = [];
  const { resources, observations } = openedWith(form, sources, (issue) => told.push(issue));
  const filling = new Filling(form, startingAnswers(form), { context: { now, resources }, observations });
  filling.fill();
  const { answers, problems } = filling;
  return { answers, problems: [...told, ...problems] };
};
