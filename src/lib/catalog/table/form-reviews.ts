import { FORM_LANGUAGES, type FormLanguage } from './columns.ts';

/** That somebody who speaks a language has read and confirmed one version of a form in it. */
export interface FormReview {
  readonly formId: string;
  /** A later version is a draft again until it has been read. */
  readonly formVersion: string;
  readonly language: Exclude<FormLanguage, 'ja'>;
  /** Who answers for it: a person with their office. */
  readonly by: string;
  /** Civil date. */
  readonly on: string;
}

/** The confirmed translations of the built-in forms. */
export const FORM_REVIEWS: readonly FormReview[] = [];

/** Languages whose texts nobody has confirmed for this version of a form. Japanese is the original. */
export const draftLanguages = (
  formId: string,
  formVersion: string,
  reviews: readonly FormReview[] = FORM_REVIEWS,
): ReadonlySet<FormLanguage> => {
  const own = reviews.filter((review) => review.formId === formId && review.formVersion === formVersion);
  const confirmed: ReadonlySet<FormLanguage> = new Set(['ja', ...own.map(({ language }) => language)]);
  return new Set(FORM_LANGUAGES.filter((language) => !confirmed.has(language)));
};
