import { describe, expect, it } from 'vitest';
import { matching, named } from './combo-search.ts';

const FOODS = [
  { name: 'たまご', code: 'egg' },
  { name: '牛乳', code: 'milk' },
  { name: 'ピーナッツ', code: 'peanut' },
  { name: 'カシューナッツ', code: 'cashew' },
  { name: 'そば', code: undefined },
];
const found = (text: string): readonly string[] => matching(FOODS, text).map(({ name }) => name);

describe('searching among options', () => {
  it.each([
    ['タマゴ', ['たまご']],
    ['ﾀﾏｺﾞ', ['たまご']],
    ['なっつ', ['ピーナッツ', 'カシューナッツ']],
    ['ＭＩＬＫ', ['牛乳']],
    ['牛', ['牛乳']],
    ['小麦', []],
  ])('finds by %s %o', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  it('lists everything in its own order while nothing is typed', () => {
    expect(found('　')).toEqual(FOODS.map(({ name }) => name));
  });

  it('puts what is named exactly before what begins with it, and that before what holds it', () => {
    const entries = ['大豆油', '大豆', '枝豆と大豆'].map((name) => ({ name, code: undefined }));
    expect(matching(entries, '大豆').map(({ name }) => name)).toEqual(['大豆', '大豆油', '枝豆と大豆']);
  });

  it('takes a typed name for the option only when it is the name of one alone', () => {
    expect(named(FOODS, 'ソバ')?.name).toBe('そば');
    expect(named(FOODS, 'ナッツ')).toBeUndefined();
    expect(named([...FOODS, { name: 'ソバ', code: 'x' }], 'そば')).toBeUndefined();
    expect(named(FOODS, '')).toBeUndefined();
  });
});
