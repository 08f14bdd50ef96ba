import { describe, expect, it } from 'vitest';
import { messagesFor } from './messages.ts';

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`))
    : [{ path, value }];

/** Every sentence: functions are called with marked arguments, to see each of them used. */
const sentenceOf = ({ path, value }: Leaf): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'function') throw new TypeError(`${path} is neither text nor function`);
  const say = value as (...values: readonly unknown[]) => unknown;
  return String(path.startsWith('form.issues.') ? say({ bound: '7', unit: 'kg' }) : say(3, 4, 9));
};

const ja = leaves(await messagesFor('ja'));
const en = leaves(await messagesFor('en'));

describe('the catalogue', () => {
  it('has the same keys in every language', () => {
    expect(en.map(({ path }) => path).sort()).toEqual(ja.map(({ path }) => path).sort());
  });

  it('has a function in one language exactly where the other has one', () => {
    const kinds = (list: readonly Leaf[]) => new Map(list.map(({ path, value }) => [path, typeof value]));
    expect([...kinds(en)].sort()).toEqual([...kinds(ja)].sort());
  });

  it('leaves no sentence empty, unfinished or with a placeholder', () => {
    for (const leaf of [...ja, ...en]) {
      const sentence = sentenceOf(leaf);
      expect(sentence.trim(), leaf.path).not.toBe('');
      expect(sentence, leaf.path).toBe(sentence.trim());
      expect(sentence, leaf.path).not.toMatch(/undefined|NaN|\[object|TODO|TBD|FIXME|XXX|\{\w*\}|%[sd]|\$\{/);
    }
  });

  it('has no Japanese left in English and no bare English in Japanese', () => {
    for (const leaf of en)
      expect(sentenceOf(leaf), leaf.path).not.toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
    for (const leaf of ja.filter(({ value }) => typeof value === 'string'))
      expect(sentenceOf(leaf), leaf.path).toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
  });

  it('uses every argument in Japanese that it uses in English', () => {
    const english = new Map(en.map((leaf) => [leaf.path, leaf]));
    for (const leaf of ja) {
      const other = english.get(leaf.path);
      if (typeof leaf.value !== 'function' || other === undefined) continue;
      const digits = (text: string) => [...new Set(text.match(/[3479]/g) ?? [])].sort();
      expect(digits(sentenceOf(leaf)), leaf.path).toEqual(digits(sentenceOf(other)));
    }
  });
});
