import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { controlMessagesFor } from './control-messages.ts';
import { guardianMessagesFor } from './guardian-messages.ts';
import { LOCALES, type Locale } from './locale.ts';
import { resultMessagesFor } from './result-messages.ts';
import { formsOf, leaves } from './testing/leaves.ts';
import { areWordsReviewed, WORD_REVIEWS, type WordReview, type WordReviews } from './word-reviews.ts';

/** Every word a family may be shown in a language, as one digest. */
const digestOf = async (locale: Locale): Promise<string> => {
  const said = await Promise.all([
    guardianMessagesFor(locale),
    controlMessagesFor(locale),
    resultMessagesFor(locale),
  ]);
  const sentences = said.flatMap((each) => leaves(each)).map((leaf) => [leaf.path, ...formsOf(leaf)]);
  return createHash('sha256').update(JSON.stringify(sentences)).digest('hex');
};

/** What is wrong with the confirmations; empty when they are true. */
const faultsOf = async (reviews: WordReviews): Promise<readonly string[]> => {
  const faults = await Promise.all(
    Object.entries(reviews).map(async ([locale, { by, on, words }]) => {
      const now = await digestOf(locale as Locale);
      return [
        ...(by.trim() === '' ? [`${locale}: nobody answers for it`] : []),
        ...(/^\d{4}-\d{2}-\d{2}$/.test(on) ? [] : [`${locale}: no day`]),
        ...(words === now ? [] : [`${locale}: other words were read than ${now}; read them again`]),
      ];
    }),
  );
  return faults.flat();
};

const aReview = async (locale: Locale): Promise<WordReview> => ({
  by: '国際交流員 Nguyễn',
  on: '2026-11-21',
  words: await digestOf(locale),
});

describe('the confirmation of a translation', () => {
  it('takes the note away in its language, and in no other', async () => {
    const reviews = { vi: await aReview('vi') };
    expect(LOCALES.filter((locale) => areWordsReviewed(locale, reviews))).toEqual(['ja', 'vi']);
    expect(await faultsOf(reviews)).toEqual([]);
  });

  it('is refused when it is of other words, of nobody, or of no day', async () => {
    const right = await aReview('vi');
    expect(await faultsOf({ th: right })).toHaveLength(1);
    expect(await faultsOf({ vi: { ...right, by: ' ' } })).toEqual(['vi: nobody answers for it']);
    expect(await faultsOf({ vi: { ...right, on: '' } })).toEqual(['vi: no day']);
  });
});

it('every confirmation in the repository is true', async () => {
  expect(await faultsOf(WORD_REVIEWS)).toEqual([]);
});
