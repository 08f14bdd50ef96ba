import { describe, expect, it } from 'vitest';
import {
  DENTAL_JUDGEMENTS,
  DETAILED_OUTCOMES,
  MEDICAL_JUDGEMENTS,
  SUPPORT_NEEDS,
} from '../domain/judgement.ts';
import { PROGRAMS } from '../domain/program.ts';
import type { QuestionnaireItem } from './questionnaire.ts';
import type { RecordItem } from './standard-record.ts';
import { formatCodes } from './table/codes.ts';
import { FIELDS, keyOf, RECORD, unitOf } from './testing/the-record.ts';

const shapeOf = (field: QuestionnaireItem): Pick<RecordItem, 'type' | 'unit' | 'options' | 'code'> => ({
  type: field.repeats === true ? `multi-${field.type}` : field.type,
  unit: unitOf(field),
  options: (field.answerOption ?? []).map(({ valueCoding }) => valueCoding.code),
  code: formatCodes(field.code ?? []),
});

const find = (program: string, linkId: string): RecordItem => {
  const found = RECORD.find((each) => each.program === program && each.linkId === linkId);
  if (found === undefined) throw new Error(`${program} has no ${linkId}`);
  return found;
};

describe('the standard electronic record', () => {
  it.each(PROGRAMS)(
    'has a field for every item of %s, with its type, unit, codes and answers in order',
    (program) => {
      for (const item of RECORD.filter((each) => each.program === program)) {
        const field = FIELDS.get(keyOf(item));
        expect(field && shapeOf(field), keyOf(item)).toEqual({
          type: item.type,
          unit: item.unit,
          options: item.options,
          code: item.code,
        });
      }
    },
  );

  it.each(PROGRAMS)('has an item for every field of %s, once', (program) => {
    const listed = RECORD.filter((each) => each.program === program).map(keyOf);
    expect(listed.toSorted()).toEqual(
      [...FIELDS.keys()].filter((key) => key.startsWith(`${program} `)).toSorted(),
    );
  });

  it('has a name and a basis for every item', () => {
    expect(RECORD.filter(({ item, basis }) => item === '' || basis === '').map(keyOf)).toEqual([]);
  });

  it.each<[string, string, boolean]>([
    ['infant-3-4m', 'judgement', true],
    ['infant-3-4m', 'visit-date', true],
    ['child-18m', 'judgement', true],
    ['child-3y', 'judgement', true],
    ['infant-3-4m', 'head', false],
  ])('marks of %s %s as 最低限電子化: %s', (program, linkId, minimum) => {
    expect(find(program, linkId).minimum).toBe(minimum);
  });

  it('[JU1] uses the domain’s codes for judgements', () => {
    expect(find('infant-3-4m', 'judgement').options).toEqual(MEDICAL_JUDGEMENTS);
    expect(find('infant-3-4m', 'detailed-outcome').options).toEqual(DETAILED_OUTCOMES);
    expect(find('infant-3-4m', 'support-need').options).toEqual(SUPPORT_NEEDS);
    expect(find('child-18m', 'dental-judgement').options).toEqual(DENTAL_JUDGEMENTS);
    expect(find('child-3y', 'dental-judgement').options).toEqual(DENTAL_JUDGEMENTS);
  });

  it('keeps the traps apart: units and scales that change with the program', () => {
    expect(['infant-1m', 'infant-3-4m', 'infant-9-10m'].map((id) => find(id, 'weight').unit)).toEqual([
      'g',
      'g',
      'g',
    ]);
    expect(['child-18m', 'child-2y', 'child-3y', 'prenatal'].map((id) => find(id, 'weight').unit)).toEqual([
      'kg',
      'kg',
      'kg',
      'kg',
    ]);
    expect(find('child-3y', 'urine-protein').options).toEqual(['negative', 'trace', 'positive']);
    expect(find('prenatal', 'urine-protein').options).not.toContain('trace');
    expect(find('child-18m', 'caries-type').options).toEqual(['o1', 'o2', 'a', 'b', 'c']);
    expect(find('child-3y', 'caries-type').options).toEqual(['o', 'a', 'b', 'c1', 'c2']);
    expect(find('infant-3-4m', 'worry').options).toEqual(['no', 'yes', 'hard-to-say']);
    expect(find('newborn-visit', 'feeding-method-newborn').options).toEqual(
      expect.arrayContaining(['breast', 'formula']),
    );
  });
});
