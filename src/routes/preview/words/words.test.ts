import { describe, expect, it } from 'vitest';
import { deskWords } from './desk-words.ts';
import { pageWordsFor } from './page-words.ts';
import { issueWords } from './issue-words.ts';
import { formProblemText } from '$lib/i18n/form-problem-texts.ts';

/** Every text of a tree of words, with its place; functions are called with numbers. */
const textsOf = (words: unknown, place = ''): readonly (readonly [string, string])[] => {
  if (typeof words === 'string') return [[place, words]];
  if (typeof words === 'function') return [[place, String((words as (...of: number[]) => unknown)(2, 3))]];
  return Object.entries(words as object).flatMap(([key, inner]) => textsOf(inner, `${place}.${key}`));
};

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;

describe('the words of the preview', () => {
  it('are there in both languages, each in its own', async () => {
    const japanese = textsOf([await pageWordsFor('ja'), deskWords('ja')]);
    const english = textsOf([await pageWordsFor('en'), deskWords('en')]);
    expect(english.map(([place]) => place)).toEqual(japanese.map(([place]) => place));
    expect(japanese.filter(([, text]) => !JAPANESE.test(text))).toEqual([]);
    expect(english.filter(([, text]) => JAPANESE.test(text) || text === '')).toEqual([]);
  });

  it('say what a problem means in the language asked for', () => {
    expect(formProblemText('link-id-missing', 'ja')).toBe('linkIdがありません');
    expect(formProblemText('link-id-missing', 'en')).toBe('linkId is missing');
    expect(issueWords('item-misplaced', 'ja')).toMatch(JAPANESE);
    expect(issueWords('item-misplaced', 'en')).not.toMatch(JAPANESE);
  });

  it('leave defects of an answer to the words of the form', () => {
    expect(issueWords('required', 'ja')).toBeUndefined();
  });
});
