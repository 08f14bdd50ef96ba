import type { LocalText } from '../../forms/form.ts';

/** A key of the staff layout and what it does. */
export interface KeyWord {
  readonly keys: readonly string[];
  readonly text: LocalText;
}

export const KEYS_TITLE: LocalText = { ja: 'キー操作', en: 'Keyboard' };

/** The keys of the staff layout, in the order they are learned. */
export const KEY_WORDS: readonly KeyWord[] = [
  { keys: ['1', '–', '9'], text: { ja: '番号の答えを選ぶ', en: 'Choose the answer with this number' } },
  { keys: ['Delete'], text: { ja: '選んだ答えを消す', en: 'Take the chosen answer back' } },
  {
    keys: ['Enter'],
    text: {
      ja: 'つぎの欄へ（文章の欄では改行。つぎへはTab）',
      en: 'Next field (in a text box a new line; Tab goes on)',
    },
  },
  { keys: ['Shift', 'Enter'], text: { ja: '前の欄へ', en: 'Previous field' } },
  { keys: ['Ctrl ／ ⌘', 'Enter'], text: { ja: '確定に進む', en: 'Complete' } },
  { keys: ['?'], text: { ja: 'この一覧を開く', en: 'Show this list' } },
];
