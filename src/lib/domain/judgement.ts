/**
 * Doctor's judgement (判定, 医科), in printed order: 異常なし, 既医療, 要経過観察, 要紹介(要精密), 要紹介(要治療).
 * Codes are meanings: numbers differ between systems and are mapped by meaning at export. [JU1]
 */
export const MEDICAL_JUDGEMENTS = [
  'no-abnormality',
  'already-in-care',
  'follow-up',
  'refer-detailed',
  'refer-treatment',
] as const;
export type MedicalJudgement = (typeof MEDICAL_JUDGEMENTS)[number];

/** Dental judgement (歯科判定), in printed order: 問題なし, 要指導, 要経過観察, 要治療. [JU1] */
export const DENTAL_JUDGEMENTS = ['no-problem', 'guidance', 'follow-up', 'treatment'] as const;

/** Outcome of the detailed examination (精密健康診査 所見又は今後の処置): 異常なし, 要経過観察, 要医療. [JU1] */
export const DETAILED_OUTCOMES = ['no-abnormality', 'follow-up', 'medical-care'] as const;

/** Only 要紹介(要精密) starts a detailed examination (精密健康診査). [JU2] */
export const startsDetailedExamination = (judgement: MedicalJudgement): boolean =>
  judgement === 'refer-detailed';

/**
 * Need for parenting support (支援の必要性): decided in the conference of all professions, not by the doctor alone,
 * and no part of the judgement: a healthy child's family may need support, and a referred child's may not. [JU3]
 */
export const SUPPORT_NEEDS = ['none', 'advice', 'continued', 'joint'] as const;
