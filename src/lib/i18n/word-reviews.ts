import type { Locale } from './locale.ts';

/** That somebody who speaks a language has read and confirmed every word of the guardians' screens in it. */
export interface WordReview {
  /** Who answers for it: a person with their office. */
  readonly by: string;
  /** Civil date. */
  readonly on: string;
  /** SHA-256 of the words that were read, hex. A word that changes later takes the confirmation away: see the test. */
  readonly words: string;
}

export type WordReviews = Readonly<Partial<Record<Exclude<Locale, 'ja'>, WordReview>>>;

/** The confirmed translations of the screens. A language that is not here says on every screen that it is not. */
export const WORD_REVIEWS: WordReviews = {};

/** Whether the words of a language are confirmed. Japanese is the original. */
export const areWordsReviewed = (locale: Locale, reviews: WordReviews = WORD_REVIEWS): boolean =>
  locale === 'ja' || Object.hasOwn(reviews, locale);
