import { isValue, writeValue } from './answer.ts';
import { codecOfItem } from './codec/codecs.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import type { AbsentReason, Answers, CompiledForm, Evaluation, FormItem } from './form.ts';

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

type Json = Readonly<Record<string, unknown>>;

/** An answer-less item with the reason, where nothing else was answered. */
const absentItem = (linkId: string, reason: AbsentReason): Json => ({
  linkId,
  extension: [{ url: STANDARD_EXTENSION.dataAbsentReason, valueCode: reason }],
});

const questionItem = ({ linkId }: FormItem, answers: Answers): Json | undefined => {
  const given = answers.get(linkId) ?? [];
  const answer = given.filter(isValue).flatMap((each) => writeValue(each) ?? []);
  if (answer.length > 0) return { linkId, answer };
  const absent = given.find((each) => each.type === 'absent');
  return absent === undefined ? undefined : absentItem(linkId, absent.reason);
};

/**
 * The FHIR R4 QuestionnaireResponse of the items that are asked, in the order of the form. Unanswered questions,
 * displays and groups with nothing inside are left out.
 */
export const respond = (
  form: CompiledForm,
  answers: Answers,
  { enabled }: Evaluation,
  { id, status, subject, authored, language }: ResponseMeta,
): Record<string, unknown> => {
  const itemsOf = (items: readonly FormItem[]): readonly Json[] =>
    items.map(itemOf).filter((item) => item !== undefined);
  const itemOf = (item: FormItem): Json | undefined => {
    if (!enabled.has(item.linkId)) return undefined;
    if (codecOfItem(item.type) !== undefined) return questionItem(item, answers);
    const inside = itemsOf(item.children);
    return inside.length === 0 ? undefined : { linkId: item.linkId, item: inside };
  };
  const item = itemsOf(form.roots);
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
export const canonicalOf = ({ url, version }: CompiledForm): string =>
  version === '' ? url : `${url}|${version}`;
