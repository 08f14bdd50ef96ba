import { describe, expect, it } from 'vitest';
import { controlMessagesFor } from './control-messages.ts';
import { guardianMessagesFor } from './guardian-messages.ts';
import { LOCALES } from './locale.ts';
import { messagesFor } from './messages.ts';

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`))
    : [{ path, value }];

type Say = (...values: readonly unknown[]) => unknown;

const sayOf = ({ path, value }: Leaf): Say => {
  if (typeof value === 'string') return () => value;
  if (typeof value !== 'function') throw new TypeError(`${path} is neither text nor function`);
  return value as Say;
};

const isIssue = ({ path }: Leaf): boolean => path.startsWith('form.issues.');

/** Every sentence: functions are called with marked arguments, to see each of them used. */
const sentenceOf = (leaf: Leaf): string =>
  String(isIssue(leaf) ? sayOf(leaf)({ bound: '7', unit: 'kg' }) : sayOf(leaf)(3, 4, 9));

/** The sentence as above and as it is for one, for none, for too many, and for an issue without unit or bound. */
const formsOf = (leaf: Leaf): readonly string[] => {
  const say = sayOf(leaf);
  const others = isIssue(leaf)
    ? [say({ bound: '7' }), say({ bound: '1' }), String(say({})).trim()]
    : [say(1, 1, 1), say(0, 4, 9), say(-1, 4, 9), say(-5, 4, 9)];
  return [sentenceOf(leaf), ...others.map(String)];
};

/** The marks of the arguments that a sentence says. */
const saidArguments = (leaf: Leaf): readonly string[] =>
  [...new Set(sentenceOf(leaf).match(/[3479]|kg/g) ?? [])].sort();

const pathsOf = (list: readonly Leaf[]): readonly string[] => list.map(({ path }) => path).sort();
const kindsOf = (list: readonly Leaf[]): readonly (readonly [string, string])[] =>
  list.map(({ path, value }) => [path, typeof value] as const).sort();

const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const UNFINISHED = /undefined|NaN|\[object|TODO|TBD|FIXME|XXX|\{\w*\}|%[sd]|\$\{/;

const expectFinished = (list: readonly Leaf[]): void => {
  for (const leaf of list)
    for (const sentence of formsOf(leaf)) {
      expect(sentence.trim(), leaf.path).not.toBe('');
      expect(sentence, leaf.path).toBe(sentence.trim());
      expect(sentence, leaf.path).not.toMatch(UNFINISHED);
    }
};

const expectSameArguments = (list: readonly Leaf[], model: readonly Leaf[]): void => {
  const models = new Map(model.map((leaf) => [leaf.path, leaf]));
  for (const leaf of list) {
    const other = models.get(leaf.path);
    if (typeof leaf.value !== 'function' || other === undefined) continue;
    expect(saidArguments(leaf), leaf.path).toEqual(saidArguments(other));
  }
};

const ja = leaves(await messagesFor('ja'));
const en = leaves(await messagesFor('en'));

describe('the catalogue', () => {
  it('has the same keys in every language', () => {
    expect(pathsOf(en)).toEqual(pathsOf(ja));
  });

  it('has a function in one language exactly where the other has one', () => {
    expect(kindsOf(en)).toEqual(kindsOf(ja));
  });

  it('leaves no sentence empty, unfinished or with a placeholder', () => {
    expectFinished([...ja, ...en]);
  });

  it('has no Japanese left in English and no bare English in Japanese', () => {
    for (const leaf of en) expect(sentenceOf(leaf), leaf.path).not.toMatch(JAPANESE);
    for (const leaf of ja.filter(({ value }) => typeof value === 'string'))
      expect(sentenceOf(leaf), leaf.path).toMatch(JAPANESE);
  });

  it('uses every argument in Japanese that it uses in English', () => {
    expectSameArguments(ja, en);
  });
});

const japanese = leaves(await guardianMessagesFor('ja'));

describe.each(LOCALES)('the words for guardians in %s', async (locale) => {
  const own = leaves(await guardianMessagesFor(locale));

  it('have the same keys as the Japanese', () => {
    expect(pathsOf(own)).toEqual(pathsOf(japanese));
  });

  it('have a function exactly where the Japanese has one', () => {
    expect(kindsOf(own)).toEqual(kindsOf(japanese));
  });

  it('leave no sentence empty, unfinished or with a placeholder', () => {
    expectFinished(own);
  });

  it('use the arguments the Japanese uses', () => {
    expectSameArguments(own, japanese);
  });

  it('say something different for every problem', () => {
    const problems = own.filter(({ path }) => path.startsWith('problems.')).map(sentenceOf);
    expect(problems.filter((sentence, at) => problems.indexOf(sentence) !== at)).toEqual([]);
  });
});

it('the words in やさしい日本語 hold no kanji and put spaces between words', async () => {
  for (const sentence of leaves(await guardianMessagesFor('ja-x-easy')).flatMap(formsOf)) {
    expect(sentence).not.toMatch(/\p{sc=Han}/u);
    expect(sentence).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}ー]{14,}/u);
  }
});

it.each(LOCALES.filter((locale) => !locale.startsWith('ja')))(
  'the words in %s hold Japanese letters only as quoted print',
  async (locale) => {
    const foreign = locale === 'zh-Hans' ? KANA : JAPANESE;
    for (const leaf of leaves(await guardianMessagesFor(locale)))
      for (const sentence of formsOf(leaf))
        expect(sentence.replaceAll(/「[^」]*」/g, ''), leaf.path).not.toMatch(foreign);
  },
);

it.each(LOCALES.filter((locale) => locale !== 'en'))(
  'the words in %s are not the English',
  async (locale) => {
    const english = new Map(leaves(await guardianMessagesFor('en')).map((leaf) => [leaf.path, leaf]));
    const same = leaves(await guardianMessagesFor(locale)).filter((leaf) => {
      const other = english.get(leaf.path);
      const sentence = sentenceOf(leaf);
      return sentence.length > 14 && other !== undefined && sentence === sentenceOf(other);
    });
    expect(same.map(({ path }) => path)).toEqual([]);
  },
);

const japaneseControls = leaves(await controlMessagesFor('ja'));

describe.each(LOCALES)('the words of rare controls in %s', async (locale) => {
  const own = leaves(await controlMessagesFor(locale));

  it('are there for every control, with the same arguments', () => {
    expect(kindsOf(own)).toEqual(kindsOf(japaneseControls));
    expectFinished(own);
    expectSameArguments(own, japaneseControls);
  });

  it('are in that language', async () => {
    const english = new Map(leaves(await controlMessagesFor('en')).map((leaf) => [leaf.path, leaf]));
    const foreign = locale === 'zh-Hans' ? KANA : JAPANESE;
    for (const leaf of own) {
      const sentence = sentenceOf(leaf);
      const other = english.get(leaf.path);
      if (locale === 'ja-x-easy') expect(sentence, leaf.path).not.toMatch(/\p{sc=Han}/u);
      if (!locale.startsWith('ja')) expect(sentence, leaf.path).not.toMatch(foreign);
      if (locale !== 'en' && sentence.length > 14 && other !== undefined)
        expect(sentence, leaf.path).not.toBe(sentenceOf(other));
    }
  });
});
