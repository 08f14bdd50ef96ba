import type { EvaluationContext } from '../run/evaluation-context.ts';
import { compileForm } from '../compile.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { loadFhirPath } from '../fhirpath/engine.ts';
import { anItem, aQuestionnaire, expression } from './questionnaire.ts';
import { Scenario } from './scenario.ts';

type Json = Readonly<Record<string, unknown>>;

/** The expression engine itself: these tests are about the two together. */
export const TOOLS = { expressions: await loadFhirPath([]) };

/** The morning of 21 November 2026 in Japan, without any resource. */
export const CONTEXT: EvaluationContext = { now: new Date('2026-11-21T09:30:00+09:00'), resources: {} };

/** A question whose answer is calculated. */
export const calculated = (type: string, linkId: string, text: string, more: Json = {}): Json =>
  anItem(type, linkId, {
    readOnly: true,
    extension: [expression(STANDARD_EXTENSION.calculatedExpression, text)],
    ...more,
  });

/** A form with expressions that is being filled in. */
export const aLiveForm = (item: readonly unknown[], more: Json = {}): Scenario =>
  new Scenario(aQuestionnaire(item, more), TOOLS, CONTEXT);

/** Severity, code and path of every problem of a form. */
export const problemsOf = (item: readonly unknown[], more: Json = {}): readonly (readonly string[])[] =>
  compileForm(aQuestionnaire(item, more), TOOLS).problems.map(({ code, severity, path }) => [
    severity,
    code,
    path,
  ]);
