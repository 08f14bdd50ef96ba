import type { FormProblem } from '../forms/issue.ts';
import type { Locale } from './locale.ts';

type ProblemWords = Readonly<Record<FormProblem['code'], string>>;

const problemsJa: ProblemWords = {
  'not-a-questionnaire': 'Questionnaireではありません',
  'link-id-missing': 'linkIdがありません',
  'link-id-duplicate': '同じlinkIdがほかにもあります',
  'type-unsupported': 'この型の項目は扱えません',
  'modifier-extension-unknown': '意味を変える拡張(modifierExtension)を扱えません',
  'extension-unsupported': 'この拡張は扱えません',
  'element-unsupported': 'この要素は扱えません',
  'enable-when-unknown-question': '表示の条件が、存在しない質問を指しています',
  'enable-when-type': '表示の条件の答えの型が、質問の型と合いません',
  'enable-when-cycle': '表示の条件が、たがいを指して循環しています',
  'options-missing': '選択肢がありません',
  'value-invalid': '値が正しくありません',
  'other-fhir-version': 'FHIR R4ではない版の書き方です',
  'value-set-missing': '選択肢のValueSetが様式に含まれていません',
  'value-set-unsupported': 'このValueSetは用語サーバーがないと展開できません',
  'expression-invalid': '式を読めません',
  'expression-language': 'この言語の式は扱えません(FHIRPathだけを扱います)',
  'expression-cycle': '式が、たがいを指して循環しています',
  'expression-unknown-variable': '式が、定義のない変数を使っています',
  'expression-on-every-answer': '式がすべての回答を読むため、入力のたびに計算します',
  'calculated-not-editable': '計算する項目は、手で書きかえられません',
  'pattern-invalid': '文字の書き方の決まり(regex)を扱えません',
  'engine-missing': '式を計算する部品を読みこめませんでした',
  'signature-not-collected': '様式が求める署名は、ここでは受けつけません',
  'too-deep': '入れ子が深すぎます',
  'too-large': '大きすぎるか、多すぎます',
};

const problemsEn: ProblemWords = {
  'not-a-questionnaire': 'Not a Questionnaire',
  'link-id-missing': 'linkId is missing',
  'link-id-duplicate': 'Another item has the same linkId',
  'type-unsupported': 'Items of this type are not supported',
  'modifier-extension-unknown': 'A modifierExtension that is not understood changes the meaning',
  'extension-unsupported': 'This extension is not supported',
  'element-unsupported': 'This element is not supported',
  'enable-when-unknown-question': 'enableWhen names a question that is not there',
  'enable-when-type': 'The type of the answer in enableWhen is not the type of the question',
  'enable-when-cycle': 'The enableWhen rules name each other in a circle',
  'options-missing': 'There are no options',
  'value-invalid': 'The value is not valid',
  'other-fhir-version': 'Written for another version of FHIR than R4',
  'value-set-missing': 'The ValueSet with the options did not come with the form',
  'value-set-unsupported': 'This ValueSet needs a terminology server',
  'expression-invalid': 'The expression cannot be read',
  'expression-language': 'Expressions in this language are not supported, only FHIRPath',
  'expression-cycle': 'The expressions read each other in a circle',
  'expression-unknown-variable': 'The expression uses a variable that is not defined',
  'expression-on-every-answer': 'The expression reads every answer and is worked out at each change',
  'calculated-not-editable': 'A calculated answer cannot be overtyped',
  'pattern-invalid': 'This pattern (regex) is not supported',
  'engine-missing': 'The part that works out expressions could not be loaded',
  'signature-not-collected': 'The signature that the form asks for is not collected here',
  'too-deep': 'Nested too deep',
  'too-large': 'Too large, or too many',
};

/** What a problem of a form means, for who wrote the form: on the preview page and in `form check`. */
export const formProblemText = (code: FormProblem['code'], locale: Locale): string =>
  (locale === 'en' ? problemsEn : problemsJa)[code];
