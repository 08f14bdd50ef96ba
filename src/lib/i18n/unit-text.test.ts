import { describe, expect, it } from 'vitest';
import { LOCALES } from './locale.ts';
import { unitText } from './unit-text.ts';

const CODES = [
  'mo',
  'wk',
  'd',
  'a',
  'h',
  'min',
  '/min',
  '{count}',
  '{tooth}',
  '{cigarette}',
  '{score}',
  'deg',
];

describe('unitText', () => {
  it('is what the form says in Japanese', () => {
    expect(unitText({ code: 'mo', display: 'か月' }, 'ja', 3)).toBe('か月');
  });

  it.each(CODES)('names %s in every other language, without kanji in やさしい日本語', (code) => {
    for (const locale of LOCALES.filter((each) => each !== 'ja')) {
      const name = unitText({ code, display: '単位' }, locale);
      expect(name, locale).not.toBe('単位');
      expect(name.trim(), locale).toBe(name);
      if (locale === 'ja-x-easy') expect(name).not.toMatch(/\p{Script=Han}/u);
      if (!locale.startsWith('ja')) expect(name, locale).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}]/u);
    }
  });

  it('tells one from many where the language does', () => {
    const tooth = { code: '{tooth}', display: '本' };
    expect(unitText(tooth, 'en', 1)).toBe('tooth');
    expect(unitText(tooth, 'en', 2)).toBe('teeth');
    expect(unitText(tooth, 'en')).toBe('teeth');
    expect(unitText(tooth, 'vi', 1)).toBe('răng');
  });

  it('keeps the name the form gives to a sign, to a unit it does not know, and in an unknown language', () => {
    expect(unitText({ code: 'cm', display: 'cm' }, 'th')).toBe('cm');
    expect(unitText({ code: '{box}', display: '箱' }, 'en')).toBe('箱');
    expect(unitText({ code: 'toString', display: '箱' }, 'en')).toBe('箱');
    expect(unitText({ code: 'mo', display: 'か月' }, 'xx')).toBe('か月');
  });
});
