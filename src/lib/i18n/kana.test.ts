import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kanaKey, kanaMatches } from './kana.ts';
import { normaliseDigits } from './normalise-digits.ts';

describe('kanaKey', () => {
  it.each([
    ['やまだ はなこ', 'ヤマダハナコ'],
    ['ﾔﾏﾀﾞ ﾊﾅｺ', 'ヤマダハナコ'],
    ['じょうじ', 'ジヨウジ'],
    ['ジヨウジ', 'ジヨウジ'],
    ['グエン・ティ・ラン', 'グエンテイラン'],
    ['りー', 'リー'],
    ['リ−', 'リー'],
    ['ヴァレリー', 'ヴアレリー'],
    ['Ｓｍｉｔｈ', 'smith'],
    ['１２', '12'],
  ])('makes %s to %s', (text, key) => {
    expect(kanaKey(text)).toBe(key);
  });

  it('is settled after one round', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => kanaKey(kanaKey(text)) === kanaKey(text)),
    );
  });

  it('finds a reading by any part of it, however it was typed', () => {
    expect(kanaMatches('サトウ ジヨウ', 'さとうじょう')).toBe(true);
    expect(kanaMatches('サトウ ジョウ', 'ｼﾞｮ')).toBe(true);
    expect(kanaMatches('サトウ', 'スズキ')).toBe(false);
    expect(kanaMatches('サトウ', '　')).toBe(true);
  });
});

describe('normaliseDigits', () => {
  it('changes full-width digits and nothing else', () => {
    expect(normaliseDigits('０1２-ア')).toBe('012-ア');
  });
});
