import { describe, expect, it } from 'vitest';
import { besideOf } from './beside.ts';
import { hasReadings, paragraphsIn, wordsIn, wordsText, wordsWithin } from './readings.ts';
import { textLanguage } from './text-language.ts';
import { wordsLabel } from './words-label.svelte.ts';

const text = { ja: '名前は何ですか', 'ja-x-easy': '名前は なんですか', vi: 'Tên là gì?', 'zh-Hans': '姓名' };
const rich = { ruby: { ja: '名前は何ですか', 'ja-x-easy': '名前《なまえ》は なんですか' } };

describe('words of a form', () => {
  it('have readings in the language whose author gave some', () => {
    expect(wordsIn(text, rich, 'ja-x-easy')).toEqual([
      { kind: 'ruby', base: '名前', reading: 'なまえ' },
      { kind: 'text', text: 'は なんですか' },
    ]);
  });

  it.each(['ja', 'vi', 'zh-Hans', 'th'])(
    'are a plain label in %s, which nothing is drawn for',
    (language) => {
      const words = wordsIn(text, rich, language);
      expect(hasReadings(words)).toBe(false);
      expect(wordsLabel(words)).toBe(language === 'vi' ? text.vi : language === 'zh-Hans' ? '姓名' : text.ja);
    },
  );

  it('are the text alone where the readings say something else', () => {
    const other = { ruby: { ja: '', 'ja-x-easy': '名字《みょうじ》は なんですか' } };
    expect(wordsIn(text, other, 'ja-x-easy')).toEqual([{ kind: 'text', text: '名前は なんですか' }]);
  });

  it('keep what stands before and behind them', () => {
    const words = wordsIn(text, rich, 'ja-x-easy');
    expect(wordsText(wordsWithin('1. 名前は なんですか 2', words))).toBe('1. 名前は なんですか 2');
    expect(hasReadings(wordsWithin('1. 名前は なんですか 2', words))).toBe(true);
    expect(wordsWithin('ほかのこと', words)).toEqual([{ kind: 'text', text: 'ほかのこと' }]);
  });

  it('are paragraphs at line breaks, each with its readings', () => {
    const two = { ja: '一\n二', 'ja-x-easy': '一\n二' };
    const lines = paragraphsIn(two, { ruby: { ja: '', 'ja-x-easy': '一《いち》\n二《に》' } }, 'ja-x-easy');
    expect(lines.map(wordsText)).toEqual(['一', '二']);
    expect(lines.every(hasReadings)).toBe(true);
    expect(paragraphsIn(two, undefined, 'ja').map(wordsText)).toEqual(['一', '二']);
  });
});

describe('Japanese beside', () => {
  it('stands beneath another language that has words of its own', () => {
    expect(besideOf(text, { language: 'vi', beside: true })).toBe(text.ja);
    expect(besideOf(text, { language: 'ja-x-easy', beside: true })).toBe(text.ja);
  });

  it('stands beneath neither Japanese, nor a text shown in Japanese for want of another, nor unasked', () => {
    expect(besideOf(text, { language: 'ja', beside: true })).toBeUndefined();
    expect(besideOf(text, { language: 'th', beside: true })).toBeUndefined();
    expect(besideOf(text, { language: 'vi', beside: false })).toBeUndefined();
  });

  it('makes a drawn label, whose name is in one language', () => {
    expect(wordsLabel(wordsIn(text, rich, 'vi'), text.ja)).toMatchObject({ text: text.vi, beside: text.ja });
  });
});

describe('the language of a text', () => {
  it('is the one shown, also where its tag has a script or a region', () => {
    expect(textLanguage(text, 'zh-Hans')).toBe('zh-Hans');
    expect(textLanguage(text, 'vi-VN')).toBe('vi-VN');
    expect(textLanguage(text, 'ja-x-easy')).toBe('ja-x-easy');
  });

  it('is Japanese where the text has no other', () => {
    expect(textLanguage(text, 'th')).toBe('ja');
    expect(textLanguage({ ja: '本' }, 'pt-BR')).toBe('ja');
  });
});
