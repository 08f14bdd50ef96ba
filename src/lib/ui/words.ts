import { createContext } from 'svelte';

/** The few words components say by themselves. Screens give them in the language shown. */
export interface UiWords {
  readonly required: string;
  readonly optional: string;
  readonly readOnly: string;
  readonly info: string;
  readonly success: string;
  readonly warning: string;
  readonly error: string;
  readonly close: string;
  readonly busy: string;
  readonly saving: string;
  readonly saved: string;
  readonly saveFailed: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly calendar: string;
  readonly western: string;
  readonly notADate: string;
  readonly incompleteDate: string;
  readonly notANumber: string;
  readonly deleteOne: string;
  readonly clearAll: string;
  readonly digitsEntered: (entered: number, of: number) => string;
  readonly remainingCharacters: (count: number) => string;
}

/** For pages that set no words. A test holds them equal to the catalogue's. */
export const JAPANESE_WORDS: UiWords = {
  required: '※必須',
  optional: '※任意',
  readOnly: '編集不可',
  info: 'お知らせ',
  success: '完了',
  warning: '注意',
  error: 'エラー',
  close: '閉じる',
  busy: '処理中',
  saving: '保存しています',
  saved: '保存しました',
  saveFailed: '保存できませんでした',
  year: '年',
  month: '月',
  day: '日',
  calendar: '年の書き方',
  western: '西暦',
  notADate: 'この日付はありません。年・月・日を確かめてください',
  incompleteDate: '年・月・日をすべて入れてください',
  notANumber: '数字で入れてください',
  deleteOne: '1文字消す',
  clearAll: 'すべて消す',
  digitsEntered: (entered, of) => `${of}けたのうち${entered}けた入力`,
  remainingCharacters: (count) => (count >= 0 ? `あと${count}文字` : `${-count}文字多いです`),
};

const [given, give, isGiven] = createContext<() => UiWords>();

/** Gives the components below this one their words; the getter follows a change of language. */
export const setUiWords = (words: () => UiWords): void => {
  give(words);
};

/** A getter for the words, to be taken while a component is made and called where a word is shown. */
export const uiWords = (): (() => UiWords) => (isGiven() ? given() : () => JAPANESE_WORDS);
