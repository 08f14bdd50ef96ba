import { describe, expect, it } from 'vitest';
import {
  DENTAL_JUDGEMENTS,
  DETAILED_OUTCOMES,
  MEDICAL_JUDGEMENTS,
  startsDetailedExamination,
  SUPPORT_NEEDS,
} from './judgement.ts';

describe('judgement', () => {
  it('[JU1] has five medical, four dental and three detailed values, each in printed order', () => {
    expect(MEDICAL_JUDGEMENTS).toEqual([
      'no-abnormality',
      'already-in-care',
      'follow-up',
      'refer-detailed',
      'refer-treatment',
    ]);
    expect(DENTAL_JUDGEMENTS).toEqual(['no-problem', 'guidance', 'follow-up', 'treatment']);
    expect(DETAILED_OUTCOMES).toEqual(['no-abnormality', 'follow-up', 'medical-care']);
  });

  it('[JU1] uses meanings, not numbers that would clash between systems', () => {
    const codes = [...MEDICAL_JUDGEMENTS, ...DENTAL_JUDGEMENTS, ...DETAILED_OUTCOMES, ...SUPPORT_NEEDS];
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  it.each(MEDICAL_JUDGEMENTS.map((judgement) => [judgement, judgement === 'refer-detailed'] as const))(
    '[JU2] %s starts a detailed examination: %s',
    (judgement, starts) => {
      expect(startsDetailedExamination(judgement)).toBe(starts);
    },
  );

  it('[JU3] shares no value with the need for support', () => {
    const judgements: readonly string[] = MEDICAL_JUDGEMENTS;
    expect(SUPPORT_NEEDS.filter((need) => judgements.includes(need))).toEqual([]);
  });
});
