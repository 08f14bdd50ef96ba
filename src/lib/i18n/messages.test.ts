import { describe, expect, it } from 'vitest';
import { controlMessagesFor } from './control-messages.ts';
import { guardianMessagesFor } from './guardian-messages.ts';
import { LOCALES } from './locale.ts';
import { messagesFor } from './messages.ts';
import { resultMessagesFor } from './result-messages.ts';
import {
  expectFinished,
  expectSameArguments,
  formsOf,
  leaves,
  sentenceOf,
  type Leaf,
} from './testing/leaves.ts';

const pathsOf = (list: readonly Leaf[]): readonly string[] => list.map(({ path }) => path).sort();
const kindsOf = (list: readonly Leaf[]): readonly (readonly [string, string])[] =>
  list.map(({ path, value }) => [path, typeof value] as const).sort();

const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
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

const japaneseResult = leaves(await resultMessagesFor('ja'));

/** Words that name an illness, or say that somebody has one: a result sheet tells what to do next. */
const DIAGNOSIS =
  /診断|病名|障害|しょうがい|びょうき|病気|diagnos|disease|disorder|illness|诊断|疾病|疾患|chẩn đoán|bệnh lý|mắc bệnh|doença|진단|질병|질환|karamdaman|निदान|रोग|enfermedad|penyakit|วินิจฉัย|โรค/i;

describe.each(LOCALES)('the words of a printed result in %s', async (locale) => {
  const own = leaves(await resultMessagesFor(locale));

  it('are there for every program and judgement, with the same arguments', () => {
    expect(kindsOf(own)).toEqual(kindsOf(japaneseResult));
    expectFinished(own);
    expectSameArguments(own, japaneseResult);
  });

  it('diagnose nothing', () => {
    for (const leaf of own)
      for (const sentence of formsOf(leaf)) expect(sentence, leaf.path).not.toMatch(DIAGNOSIS);
  });

  it('are in that language', async () => {
    const english = new Map(leaves(await resultMessagesFor('en')).map((leaf) => [leaf.path, leaf]));
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
