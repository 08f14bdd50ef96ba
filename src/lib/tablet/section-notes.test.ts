import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { questionnaireOf } from '../catalog/questionnaire-of.ts';
import { compileForm } from '../forms/compile.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import { childFacts } from './child-facts.ts';
import { hipNote, judgementDoubt, measurementSlips } from './section-notes.ts';

const compiled = (section: 'examination' | 'measurement'): CompiledForm => {
  const { form } = compileForm(questionnaireOf('infant-3-4m', section));
  if (form === undefined) throw new Error('the form compiles');
  return form;
};
const examination = compiled('examination');
const everything = new Set(compiled('measurement').items.map(({ linkId }) => linkId));

const sizes = (weight: number, height: number, head: number): Answers =>
  new Map<string, readonly Answer[]>([
    ['weight', [{ type: 'quantity', value: weight, unit: 'g', code: 'g' }]],
    ['height', [{ type: 'quantity', value: height, unit: 'cm', code: 'cm' }]],
    ['head', [{ type: 'quantity', value: head, unit: 'cm', code: 'cm' }]],
  ]);
const chosen = (codes: Readonly<Record<string, string>>): Answers =>
  new Map(
    Object.entries(codes).map(([linkId, code]) => {
      const option = examination.byLinkId
        .get(linkId)
        ?.options.find(({ answer }) => answer.type === 'coding' && answer.value.code === code);
      if (option === undefined) throw new Error(`${linkId} has no ${code}`);
      return [linkId, [option.answer]];
    }),
  );

const child = aChild({ birthDate: '2026-08-09', birthWeightGrams: 3012 });
const slips = (answers: Answers, entry = child) =>
  measurementSlips(entry, childFacts(entry, '2026-11-21'), answers, everything);

describe('slips in the measurement of this child', () => {
  it('are none when everything is usual', () => {
    expect(slips(sizes(6200, 61.5, 40.2))).toEqual([]);
  });

  it('[SL1] [SL2] name a lost digit and a swap', () => {
    expect(slips(sizes(620, 40.2, 61.5)).map(({ rule }) => rule)).toEqual(['SL2', 'SL1']);
  });

  it('[SL3] compare with the weight at birth', () => {
    expect(slips(sizes(3000, 61.5, 40.2)).map(({ rule }) => rule)).toContain('SL3');
    const { birthWeightGrams: _, ...unknown } = child;
    expect(slips(sizes(3000, 61.5, 40.2), unknown).map(({ rule }) => rule)).not.toContain('SL3');
  });

  it('[SL5] do not call a preterm child small for its actual age', () => {
    const preterm = aChild({ birthDate: '2026-08-09', dueDate: '2026-10-01' });
    expect(slips(sizes(3700, 54, 37), preterm)).toEqual([]);
    expect(slips(sizes(3700, 54, 37))).not.toEqual([]);
  });

  it('leave out what could not be measured after all', () => {
    const found = measurementSlips(
      child,
      childFacts(child, '2026-11-21'),
      sizes(62, 61.5, 40.2),
      new Set(['height']),
    );
    expect(found).toEqual([]);
  });

  it('say nothing when the birth date lies after the visit', () => {
    expect(slips(sizes(62, 6, 4), aChild({ birthDate: '2026-12-01' }))).toEqual([]);
  });
});

describe('the hip criterion', () => {
  it('[HR2] is met by two risks, one of them the sex, and comes with its facts and source', () => {
    const note = hipNote(aChild({ sex: 'female' }), undefined, chosen({ 'hip-breech': 'yes' }));
    expect(note.referral).toMatchObject({ criterion: 'met', facts: ['female', 'breech'] });
    expect(note.facts.limitedAbduction).toBeUndefined();
  });

  it('[HR4] stays open while it hangs on what is not known', () => {
    expect(hipNote(aChild({ sex: 'unknown' }), undefined, undefined).referral.criterion).toBe('open');
  });
});

describe('a judgement of 異常なし', () => {
  const judged = { judgement: 'no-abnormality' };

  it('is asked back when there is a finding or a milestone is missing', () => {
    expect(judgementDoubt(examination, chosen({ ...judged, 'finding-skin': 'present' }))).toBe(true);
    expect(judgementDoubt(examination, chosen({ ...judged, 'development-head': 'not-seen' }))).toBe(true);
  });

  it('is not asked back without findings, nor when the judgement is another', () => {
    expect(judgementDoubt(examination, chosen({ ...judged, 'finding-skin': 'none' }))).toBe(false);
    expect(judgementDoubt(examination, chosen({ judgement: 'follow-up', 'finding-skin': 'present' }))).toBe(
      false,
    );
  });
});
