/** Kind of checkup (健診種別). The id stands in tickets and records; it never changes its meaning. */
export const PROGRAMS = ['infant-3-4m'] as const;
export type ProgramId = (typeof PROGRAMS)[number];

/**
 * The part of a checkup that one station owns (記入区分). One section is one FHIR QuestionnaireResponse with
 * its own revisions.
 *
 * - `questionnaire` 問診票, filled in by the guardian
 * - `measurement` 計測, filled in by a nurse
 * - `examination` 診察, filled in and confirmed by a doctor
 */
export const SECTIONS = ['questionnaire', 'measurement', 'examination'] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Role of a member of staff (職種), deciding what the access table lets them enter and confirm. */
export const STAFF_ROLES = ['reception', 'nurse', 'doctor', 'dentist', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
