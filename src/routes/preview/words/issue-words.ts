import type { ExtractionIssue } from '$lib/forms/extract/extraction-issue.ts';
import type { AnswerIssue, ResponseIssue } from '$lib/forms/issue.ts';
import type { PopulationIssue } from '$lib/forms/populate/population-issue.ts';
import type { Locale } from '$lib/i18n/locale.ts';

/** What was found wrong in a response, or could not be filled in or extracted. */
export type AnyIssue = ResponseIssue | PopulationIssue | ExtractionIssue;

/** Codes about what was answered have their words in the form's own messages. */
type Code = Exclude<AnyIssue['code'], Exclude<AnswerIssue['code'], 'too-large'>>;
type IssueWords = Readonly<Record<Code, string>>;

const ja: IssueWords = {
  'not-a-response': 'QuestionnaireResponseではありません',
  'other-form': 'この様式の回答ではありません',
  'status-unknown': '回答の状態(status)が正しくありません',
  'link-id-missing': 'linkIdがありません',
  'link-id-unknown': '様式にない項目です',
  'link-id-duplicate': '同じ項目が2回あります',
  'item-misplaced': '項目の置き場所が様式とちがいます',
  'item-out-of-order': '項目の順番が様式とちがいます',
  'item-disabled': '条件に合わず、きいていない質問の答えです',
  'item-not-a-question': '答えを持てない項目に、答えがあります',
  'value-type': '答えの型が様式とちがいます',
  'absent-reason-unknown': '答えがない理由を読めません',
  'absent-but-answered': '答えがない理由と答えの両方があります',
  'element-unknown': '読めない要素があります',
  'extension-unknown': '読めない拡張があります',
  'modifier-extension-unknown': '意味を変える拡張(modifierExtension)を扱えません',
  'too-deep': '入れ子が深すぎます',
  'too-large': '大きすぎるか、数が多すぎます',
  'not-a-bundle': 'Bundleではありません',
  'launch-context-missing': 'この資料がファイルにありません',
  'launch-context-ambiguous': 'この資料にあたるものがいくつもあり、どれか決められません',
  'expression-failed': '式を計算できませんでした',
  'value-misfit': 'この項目に入れられない値です',
  'unit-differs': '単位がちがうため、入れませんでした',
  'too-many-results': '値がいくつもあり、どれか決められません',
  'too-many-rows': '行が多すぎるため、一部だけ入れました',
  'subject-unknown': 'だれの測定か決められないため、使いませんでした',
  'not-carried-over': 'この版に、同じ項目がありません',
  'response-withdrawn': '取り消された回答なので、取り出しません',
  'response-unfinished': '入力中の回答なので、仮のデータです',
  'item-unknown': '様式にない項目です',
  'value-invalid': '値が正しくありません',
  'code-missing': '項目にコード(code)がありません',
  'value-type-unsupported': 'この型の答えはObservationにできません',
  'subject-missing': 'だれの回答か(subject)がありません',
  'other-subject': '別の人についての項目なので、取り出しません',
  'relation-without-parent': '組になる上のObservationがありません',
  'definition-unknown': '定義が指すリソースや要素を扱えません',
  'definition-without-resource': 'どのリソースに入れるかの指定(definitionExtract)がありません',
  'slice-unsupported': 'スライスの指定は扱えません',
  'profile-not-applied': 'プロファイルの決まった値は入れません',
  'too-many-values': '値が1つの要素に、いくつもの答えがあります',
  'value-conflict': '同じ要素に、ちがう値が入ります',
  'resource-empty': '中身がないため、作りませんでした',
};

const en: IssueWords = {
  'not-a-response': 'Not a QuestionnaireResponse',
  'other-form': 'Not a response to this form',
  'status-unknown': 'The status of the response is not valid',
  'link-id-missing': 'linkId is missing',
  'link-id-unknown': 'The form has no such item',
  'link-id-duplicate': 'The same item stands there twice',
  'item-misplaced': 'The item stands elsewhere in the form',
  'item-out-of-order': 'The items stand in another order in the form',
  'item-disabled': 'An answer to a question that is not asked',
  'item-not-a-question': 'An item that takes no answer has one',
  'value-type': 'The answer is not of the type of the question',
  'absent-reason-unknown': 'The reason for having no answer is not known',
  'absent-but-answered': 'There are both an answer and a reason for having none',
  'element-unknown': 'There is an element that is not read',
  'extension-unknown': 'There is an extension that is not read',
  'modifier-extension-unknown': 'A modifierExtension that is not understood changes the meaning',
  'too-deep': 'Nested too deep',
  'too-large': 'Too large, or too many',
  'not-a-bundle': 'Not a Bundle',
  'launch-context-missing': 'The file has no such resource',
  'launch-context-ambiguous': 'Several resources could be meant',
  'expression-failed': 'The expression could not be worked out',
  'value-misfit': 'The question cannot take this value',
  'unit-differs': 'Left out, because it is in another unit',
  'too-many-results': 'There are several values, and which one is meant is not known',
  'too-many-rows': 'Too many rows: only some were filled in',
  'subject-unknown': 'Left out, because it is not known whose measurements these are',
  'not-carried-over': 'This version has no such item',
  'response-withdrawn': 'The response was withdrawn: nothing is extracted',
  'response-unfinished': 'The response is in progress: the data is preliminary',
  'item-unknown': 'The form has no such item',
  'value-invalid': 'The value is not valid',
  'code-missing': 'The item has no code',
  'value-type-unsupported': 'No Observation has values of this type',
  'subject-missing': 'The response does not say whom it is about (subject)',
  'other-subject': 'About somebody else: not extracted',
  'relation-without-parent': 'There is no Observation above to belong to',
  'definition-unknown': 'The resource or element of the definition is not supported',
  'definition-without-resource': 'No definitionExtract says which resource to fill',
  'slice-unsupported': 'Slices are not supported',
  'profile-not-applied': 'Fixed values of the profile are not filled in',
  'too-many-values': 'Several answers for an element that has one value',
  'value-conflict': 'Different values for the same element',
  'resource-empty': 'Not made, because it would be empty',
};

const isOwn = (code: AnyIssue['code']): code is Code => Object.hasOwn(ja, code);

/** What an issue means; undefined for a defect of an answer, of which the form's own messages speak. */
export const issueWords = (code: AnyIssue['code'], locale: Locale): string | undefined =>
  isOwn(code) ? (locale === 'en' ? en : ja)[code] : undefined;
