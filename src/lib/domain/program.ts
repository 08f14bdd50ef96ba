/**
 * Kind of checkup (健診種別). The id stands in tickets and records; it never changes its meaning.
 *
 * - `newborn-…`: 先天性代謝異常等検査, 新生児聴覚検査, 新生児訪問指導
 * - `infant-…` `child-…`: 乳幼児健康診査 by age
 * - `prenatal` 妊婦健診, `postnatal-…` 産婦健診 and 産後ケア, `assessment` アセスメント (EPDS等)
 * - `detailed`: 精密健康診査 result; `vaccination`: 予防接種
 */
export const PROGRAMS = [
  'infant-3-4m',
  'newborn-metabolic',
  'newborn-hearing',
  'newborn-visit',
  'infant-1m',
  'infant-6-7m',
  'infant-9-10m',
  'child-18m',
  'child-2y',
  'child-3y',
  'child-5y',
  'prenatal',
  'postnatal-2w',
  'postnatal-1m',
  'postnatal-care',
  'assessment',
  'detailed',
  'vaccination',
] as const;
export type ProgramId = (typeof PROGRAMS)[number];

const OF_MOTHERS: ReadonlySet<ProgramId> = new Set([
  'prenatal',
  'postnatal-2w',
  'postnatal-1m',
  'postnatal-care',
  'assessment',
]);

/** Who is examined (受診者): the child, or the mother herself. */
export const subjectOf = (program: ProgramId): 'child' | 'mother' =>
  OF_MOTHERS.has(program) ? 'mother' : 'child';

/**
 * The part of a checkup that one station owns (記入区分). One section is one FHIR QuestionnaireResponse with
 * its own revisions.
 *
 * - `questionnaire` 問診票 or 予診票, filled in by the guardian; `interview` 問診確認 of it
 * - `measurement` 計測, `urine` 検尿, `vision` 視覚・屈折, `hearing` 聴覚
 * - `examination` 診察, confirmed by a doctor; `dental` 歯科, confirmed by a dentist
 * - `nutrition` 栄養, `guidance` 保健指導, `conference` カンファレンス
 * - `screening` result of a newborn's blood test, `laboratory` 医学的検査 of a pregnant woman
 * - `assessment` EPDS等の実施日と点数, `care` 産後ケア, `detailed` 精密健康診査の結果
 * - `vaccination` what the doctor decided and gave
 */
export const SECTIONS = [
  'questionnaire',
  'interview',
  'measurement',
  'urine',
  'vision',
  'hearing',
  'examination',
  'dental',
  'nutrition',
  'guidance',
  'conference',
  'screening',
  'laboratory',
  'assessment',
  'care',
  'detailed',
  'vaccination',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Role of a member of staff (職種), deciding what the access table lets them enter and confirm. */
export const STAFF_ROLES = ['reception', 'nurse', 'doctor', 'dentist', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
