import type { Answer, Answers } from '../answer-types.ts';
import type { Evaluation } from '../run/evaluation.ts';
import type { CompiledForm } from '../form.ts';
import { givenOf } from '../run/given.ts';
import { responseItems } from './response-items.ts';
import type { ItemNode } from '../run/tree.ts';

/** What a response says besides the answers. */
export interface ResponseMeta {
  readonly id: string;
  readonly status: 'in-progress' | 'completed' | 'amended';
  /** Id of the Patient the answers are about. */
  readonly subject?: string;
  /** Instant of entry, ISO 8601. */
  readonly authored: string;
  /** BCP 47 tag the form was shown in. */
  readonly language: string;
}

/** The answers that count at a node. */
export const givenAt = (node: ItemNode, answers: Answers, { computed }: Evaluation): readonly Answer[] =>
  givenOf(node.item, answers.get(node.key), computed.get(node.key));

/**
 * The FHIR R4 QuestionnaireResponse of the items that are asked, in the order of the form. Unanswered questions,
 * displays and groups with nothing inside are left out.
 */
export const respond = (
  form: CompiledForm,
  answers: Answers,
  evaluation: Evaluation,
  { id, status, subject, authored, language }: ResponseMeta,
): Record<string, unknown> => {
  const { enabled, tree } = evaluation;
  const item = responseItems(tree.roots, { enabled, given: (node) => givenAt(node, answers, evaluation) });
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    language,
    ...(form.url !== '' && { questionnaire: canonicalOf(form) }),
    status,
    ...(subject !== undefined && { subject: { reference: `Patient/${subject}` } }),
    authored,
    ...(item.length > 0 && { item }),
  };
};

/** Canonical of the form and version that a response answers: `url|version`. */
export const canonicalOf = ({ url, version }: Pick<CompiledForm, 'url' | 'version'>): string =>
  version === '' ? url : `${url}|${version}`;
