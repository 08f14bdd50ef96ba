import type { AbsentReason } from '../../forms/answer-types.ts';
import type { AnswerIssue } from '../../forms/issue.ts';

/** What an issue's sentence may say: the crossed bound and the unit, both already formatted. */
export interface IssueValues {
  readonly bound?: string | undefined;
  readonly unit?: string | undefined;
}

const withUnit = ({ bound = '', unit }: IssueValues): string =>
  unit === undefined ? bound : `${bound} ${unit}`;

const issues = {
  required: () => '答えを入れてください',
  type: () => '入れ方がちがうようです。もう一度入れてください',
  'option-unknown': () => '選べる答えの中から選んでください',
  'option-exclusive': () => 'この答えは、ほかの答えといっしょに選べません',
  'too-many': ({ bound }) =>
    bound === undefined ? '答えは1つだけにしてください' : `${bound}件までにしてください`,
  'too-long': ({ bound }) => (bound === undefined ? '文章が長すぎます' : `${bound}文字までにしてください`),
  'below-min': (values) => `${withUnit(values)}以上で入れてください`,
  'above-max': (values) => `${withUnit(values)}以下で入れてください`,
  'decimal-places': ({ bound }) =>
    bound === undefined || bound === '0'
      ? '小数点なしで入れてください'
      : `小数点より下は${bound}けたまでにしてください`,
  'too-few': ({ bound }: IssueValues) =>
    bound === undefined ? '答えが足りません' : `${bound}件以上答えてください`,
  'too-short': ({ bound }: IssueValues) =>
    bound === undefined ? '文字が足りません' : `${bound}文字以上で入れてください`,
  pattern: () => '決められた書き方と合いません。もう一度確かめてください',
  'not-a-time': () => 'この時刻はありません。時と分を確かめてください',
  'too-large': ({ bound }) =>
    bound === undefined ? 'ファイルが大きすぎます' : `${bound}までのファイルにしてください`,
  'file-type': () => 'この種類のファイルは使えません',
  constraint: () => '答えの組み合わせを確かめてください',
  unit: () => '単位を確かめてください',
  'not-a-date': () => 'この日付はありません。年・月・日を確かめてください',
  'soft-low': (values) => `${withUnit(values)}より小さい値です。入れまちがいがないか確かめてください`,
  'soft-high': (values) => `${withUnit(values)}より大きい値です。入れまちがいがないか確かめてください`,
  'after-today': () => 'これから先の日付になっています。年・月・日を確かめてください',
  'before-today': () => '今日より前の日付になっています。年・月・日を確かめてください',
  'before-birth': () => '生まれた日より前の日付になっています。年・月・日を確かめてください',
} satisfies Record<AnswerIssue['code'], (values: IssueValues) => string>;

const absent = {
  'asked-unknown': 'わからない',
  'asked-declined': 'こたえたくない',
  'temp-unknown': 'スタッフに聞く',
} satisfies Record<AbsentReason, string>;

/** Words of the form renderer, guardian and staff layouts. */
export const form = {
  yes: 'はい',
  no: 'いいえ',
  absent: absent as Readonly<Record<AbsentReason, string>>,
  otherAnswers: 'そのほかの答え方',
  chooseMany: '当てはまるものをすべて選んでください',
  chooseFromList: '選んでください',
  next: 'つぎへ',
  back: 'もどる',
  progress: (current: number, total: number) => `${total}問中${current}問め`,
  clearAnswer: '答えを消す',
  showHelp: '説明を見る',
  readOnly: '編集不可',
  groupOf: (title: string) => `${title}の項目`,
  bulkNormal: '異常なし一括',
  bulkNormalHint: '未入力の項目だけを「異常なし」にします',
  bulkNormalDone: (count: number) => `${count}項目を「異常なし」にしました`,
  bulkNormalNothing: '未入力の項目はありません',
  undo: '元に戻す',
  undone: '元に戻しました',
  status: {
    empty: '未入力',
    missing: (count: number) => `未入力 ${count}`,
    check: '要確認',
    checkCount: (count: number) => `要確認 ${count}`,
    complete: '完了',
  },
  summary: {
    title: (count: number) => `確かめてほしいところが${count}か所あります`,
    warningsOnly: '入れまちがいがなければ、このまま進めます',
  },
  controlMissing: 'この質問を表示できませんでした。通信を確かめて、画面を開き直してください',
  issues: issues as Readonly<Record<AnswerIssue['code'], (values: IssueValues) => string>>,
};
export type FormMessages = typeof form;
