import { describe, expect, it } from 'vitest';
import { FORM_VERSION, formId } from '../form-id.ts';
import { PROGRAM_TABLE } from '../programs.ts';
import { FORM_LANGUAGES } from './columns.ts';
import { draftLanguages, FORM_REVIEWS, type FormReview } from './form-reviews.ts';

const FORM = formId('infant-3-4m', 'questionnaire');
const REVIEW: FormReview = {
  formId: FORM,
  formVersion: '2026.2',
  language: 'vi',
  by: '国際交流員 Nguyễn',
  on: '2026-11-21',
};

describe('the translations of a form', () => {
  it('are drafts in every language but Japanese until somebody has confirmed them', () => {
    expect([...draftLanguages(FORM, '2026.2', [])]).toEqual(FORM_LANGUAGES.filter((tag) => tag !== 'ja'));
  });

  it('are confirmed in one language, of one form, in one version', () => {
    expect(draftLanguages(FORM, '2026.2', [REVIEW]).has('vi')).toBe(false);
    expect(draftLanguages(FORM, '2026.2', [REVIEW]).has('th')).toBe(true);
    expect(draftLanguages(FORM, '2027.1', [REVIEW]).has('vi')).toBe(true);
    expect(draftLanguages(formId('child-3y', 'questionnaire'), '2026.2', [REVIEW]).has('vi')).toBe(true);
  });
});

it('every confirmation names a form of today, its version, who answers for it and the day', () => {
  const forms = new Set(
    Object.values(PROGRAM_TABLE).flatMap(({ sections }) => sections.map((section) => section.formId)),
  );
  expect(forms).toContain(REVIEW.formId);
  for (const review of FORM_REVIEWS) {
    expect(forms).toContain(review.formId);
    expect(review.formVersion, 'an older version takes nothing away: remove the line').toBe(FORM_VERSION);
    expect(review.by.trim()).not.toBe('');
    expect(review.on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});
