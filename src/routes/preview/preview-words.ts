import type { FormProblem } from '$lib/forms/form.ts';
import type { Locale } from '$lib/i18n/locale.ts';

const ja = {
  title: '様式の確認',
  lead: 'FHIR R4のQuestionnaire(JSON)を読み込んで、保護者用とスタッフ用の画面、作られる回答を確かめます。ファイルはこの端末の外に出ません。',
  file: 'Questionnaireのファイル',
  drop: 'ここにファイルを置くこともできます',
  reading: '読み込んでいます',
  unreadable: 'JSONのファイルとして読めません',
  unreadableHelp: '文字コードがUTF-8の、JSONのファイルを選んでください。',
  tooLarge: 'ファイルが大きすぎます(20 MBまで)',
  failed: 'ファイルを開けませんでした',
  refused: 'この様式は使えません。下の「誤り」を直してください',
  problems: '見つかった問題',
  noProblems: '問題はありません',
  problemCount: (errors: number, warnings: number) => `誤り ${errors}件・注意 ${warnings}件`,
  moreProblems: (count: number) => `ほかに${count}件`,
  place: '場所',
  severity: '種類',
  meaning: '内容',
  error: '誤り',
  warning: '注意',
  layout: '画面',
  layouts: { paged: '1問ずつ', guardian: '保護者用(一覧)', staff: 'スタッフ用' },
  language: '言語',
  form: 'フォーム',
  response: '回答(QuestionnaireResponse)',
  complete: '入力を確かめる',
  completed: '記入もれ・誤りはありません',
  itemCount: (count: number) => `${count}項目`,
};

export type PreviewWords = typeof ja;

const en: PreviewWords = {
  title: 'Try a form',
  lead: 'Load a FHIR R4 Questionnaire (JSON), see it as guardians and as staff do, and the response it makes. The file never leaves this device.',
  file: 'Questionnaire file',
  drop: 'You can also drop a file here',
  reading: 'Reading',
  unreadable: 'This is not a JSON file',
  unreadableHelp: 'Choose a JSON file in UTF-8.',
  tooLarge: 'The file is too large (20 MB at most)',
  failed: 'The file could not be opened',
  refused: 'This form cannot be used. Put the errors below right',
  problems: 'Problems found',
  noProblems: 'No problems',
  problemCount: (errors, warnings) => `${errors} errors, ${warnings} warnings`,
  moreProblems: (count) => `${count} more`,
  place: 'Place',
  severity: 'Kind',
  meaning: 'Meaning',
  error: 'Error',
  warning: 'Warning',
  layout: 'Layout',
  layouts: { paged: 'One by one', guardian: 'Guardian (scroll)', staff: 'Staff' },
  language: 'Language',
  form: 'Form',
  response: 'Response (QuestionnaireResponse)',
  complete: 'Check the answers',
  completed: 'Nothing is missing or wrong',
  itemCount: (count) => `${count} items`,
};

export const previewWords = (locale: Locale): PreviewWords => (locale === 'en' ? en : ja);

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
  'too-deep': '入れ子が深すぎます',
  'too-large': '項目が多すぎるか、文章が長すぎます',
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
  'too-deep': 'Nested too deep',
  'too-large': 'Too many items, or too much text',
};

/** What a problem of a form means. */
export const formProblemText = (code: FormProblem['code'], locale: Locale): string =>
  (locale === 'en' ? problemsEn : problemsJa)[code];
