import type { ResponseIssue } from '../../forms/issue.ts';

export type FormCheckLanguage = 'ja' | 'en';

/** What `form check` says. Nothing of an answer ever stands in it. */
export interface FormCheckWords {
  readonly error: string;
  readonly warning: string;
  readonly notRead: (file: string) => string;
  readonly tooLarge: (file: string) => string;
  readonly notJson: (file: string) => string;
  /** @param items how many the form has; undefined when it was refused */
  readonly form: (items: number | undefined, errors: number, warnings: number) => string;
  readonly response: (errors: number, warnings: number) => string;
  readonly refused: string;
  readonly invalid: string;
  readonly issues: Readonly<Record<ResponseIssue['code'], string>>;
}

const ja: FormCheckWords = {
  error: '誤り',
  warning: '注意',
  notRead: (file) => `${file} を開けません`,
  tooLarge: (file) => `${file} は大きすぎます(20 MBまで)`,
  notJson: (file) => `${file} はUTF-8のJSONとして読めません`,
  form: (items, errors, warnings) =>
    `様式: ${items === undefined ? '' : `${String(items)}項目、`}誤り${String(errors)}件、注意${String(warnings)}件`,
  response: (errors, warnings) => `回答: 誤り${String(errors)}件、注意${String(warnings)}件`,
  refused: 'この様式は使えません',
  invalid: 'この回答は様式と合いません',
  issues: {
    required: '必須の質問に答えがありません',
    type: '答えの型が質問と合いません',
    'option-unknown': '選択肢にない答えです',
    'option-exclusive': 'ほかの答えと同時に選べない選択肢です',
    'too-many': '答えが多すぎるか、同じ答えが重なっています',
    'too-few': '答えが足りません',
    'too-long': '文章が長すぎます',
    'too-short': '文章が短すぎます',
    pattern: '決められた書き方(regex)と合いません',
    'below-min': '下限より小さい値です',
    'above-max': '上限より大きい値です',
    'decimal-places': '小数点より下のけたが多すぎます',
    unit: '単位が質問と合いません',
    'not-a-date': '暦にない日付です',
    'not-a-time': '正しい時刻ではありません',
    'too-large': '大きすぎるか、多すぎます',
    'file-type': 'この種類のファイルは受けつけない質問です',
    constraint: '様式が定める条件(constraint)を満たしません',
    'soft-low': '入れまちがいかもしれない、小さい値です',
    'soft-high': '入れまちがいかもしれない、大きい値です',
    'after-today': '今日より後の日付です',
    'before-today': '今日より前の日付です',
    'before-birth': '生まれた日より前の日付です',
    'not-a-response': 'QuestionnaireResponseではありません',
    'other-form': '別の様式、または別の版への回答です',
    'status-unknown': 'statusの値が正しくありません',
    'link-id-missing': 'linkIdがありません',
    'link-id-unknown': '様式にないlinkIdです',
    'link-id-duplicate': '同じlinkIdがくり返されています',
    'item-misplaced': '様式とちがう場所にある項目です',
    'item-out-of-order': '様式とちがう順番の項目です',
    'item-disabled': '条件により表示されない質問への答えです',
    'item-not-a-question': '質問でない項目に答えがあります',
    'value-type': '値の型が正しくありません',
    'absent-reason-unknown': '答えがない理由のコードが正しくありません',
    'absent-but-answered': '答えと、答えがない理由の両方があります',
    'element-unknown': '読まない要素があります',
    'extension-unknown': '読まない拡張があります',
    'modifier-extension-unknown': '意味を変える拡張(modifierExtension)を扱えません',
    'too-deep': '入れ子が深すぎます',
  },
};

const en: FormCheckWords = {
  error: 'error',
  warning: 'warning',
  notRead: (file) => `${file} cannot be opened`,
  tooLarge: (file) => `${file} is too large (20 MB at most)`,
  notJson: (file) => `${file} is not JSON in UTF-8`,
  form: (items, errors, warnings) =>
    `form: ${items === undefined ? '' : `${String(items)} items, `}${String(errors)} errors, ${String(warnings)} warnings`,
  response: (errors, warnings) => `response: ${String(errors)} errors, ${String(warnings)} warnings`,
  refused: 'this form cannot be used',
  invalid: 'this response does not fit the form',
  issues: {
    required: 'A required question has no answer',
    type: 'The answer is not of the type of the question',
    'option-unknown': 'Not one of the options',
    'option-exclusive': 'This option cannot be chosen together with others',
    'too-many': 'Too many answers, or the same one twice',
    'too-few': 'Too few answers',
    'too-long': 'The text is too long',
    'too-short': 'The text is too short',
    pattern: 'The text does not match the pattern (regex)',
    'below-min': 'Below the minimum',
    'above-max': 'Above the maximum',
    'decimal-places': 'Too many decimal places',
    unit: 'Not a unit of the question',
    'not-a-date': 'A date that no calendar has',
    'not-a-time': 'Not a time',
    'too-large': 'Too large, or too many',
    'file-type': 'The question does not take this type of file',
    constraint: 'A constraint of the form does not hold',
    'soft-low': 'A low value, perhaps a slip',
    'soft-high': 'A high value, perhaps a slip',
    'after-today': 'A date after today',
    'before-today': 'A date before today',
    'before-birth': 'A date before the day of birth',
    'not-a-response': 'Not a QuestionnaireResponse',
    'other-form': 'Answers another form, or another version',
    'status-unknown': 'The status is not valid',
    'link-id-missing': 'linkId is missing',
    'link-id-unknown': 'The form has no such linkId',
    'link-id-duplicate': 'The same linkId again',
    'item-misplaced': 'The item does not stand here in the form',
    'item-out-of-order': 'The items stand in another order in the form',
    'item-disabled': 'An answer to a question that is not asked',
    'item-not-a-question': 'An answer to an item that is no question',
    'value-type': 'The value is not of a fitting type',
    'absent-reason-unknown': 'The reason for having no answer is not valid',
    'absent-but-answered': 'Both an answer and a reason for having none',
    'element-unknown': 'An element that is not read',
    'extension-unknown': 'An extension that is not read',
    'modifier-extension-unknown': 'A modifierExtension that is not understood changes the meaning',
    'too-deep': 'Nested too deep',
  },
};

export const formCheckWords = (language: FormCheckLanguage): FormCheckWords => (language === 'en' ? en : ja);
