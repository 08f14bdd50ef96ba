import { describe, expect, it } from 'vitest';
import { builtInForm } from '../catalog/testing/built-in-form.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import type { CompiledForm } from '../forms/form.ts';
import { resultSheet } from './result-sheet.ts';
import type { SectionReading } from './section-reading.ts';

/** Answers by the code or the whole number given. */
const answered = (form: CompiledForm, given: Readonly<Record<string, string | number>>): Answers =>
  new Map(
    Object.entries(given).map(([linkId, value]): [string, readonly Answer[]] => {
      const item = form.byLinkId.get(linkId);
      if (typeof value === 'number') return [linkId, [{ type: 'integer', value }]];
      const option = [...(item?.optionByKey.values() ?? [])].find(
        (each) => each.answer.type === 'coding' && each.answer.value.code === value,
      );
      if (option === undefined) throw new Error(`${linkId} has no answer ${value}`);
      return [linkId, [option.answer]];
    }),
  );

const reading = async (
  program: ProgramId,
  section: SectionId,
  state: 'confirmed' | 'submitted' | 'draft' | 'conflict',
  ...revisions: readonly Readonly<Record<string, string | number>>[]
): Promise<SectionReading> => {
  const form = await builtInForm(program, section);
  const readings = revisions.map((given, at) => ({ answers: answered(form, given), version: at + 1 }));
  return { onBoard: { section, state }, form, readings } as unknown as SectionReading;
};

describe('the result sheet for a family', () => {
  it('tells what each judgement means, in its printed words', async () => {
    const sheet = resultSheet([
      await reading('infant-3-4m', 'examination', 'confirmed', {
        judgement: 'follow-up',
        'judgement-months': 2,
      }),
    ]);
    expect(sheet).toMatchObject({ confirmed: true, pending: [] });
    expect(sheet.judgements).toEqual([
      { linkId: 'judgement', part: 'examination', meaning: 'followUp', judged: '要経過観察', months: 2 },
    ]);
  });

  it('tells nothing of a section that is not confirmed, and names it', async () => {
    const sheet = resultSheet([
      await reading('infant-3-4m', 'examination', 'draft', { judgement: 'refer-detailed' }),
    ]);
    expect(sheet).toEqual({ sizes: [], judgements: [], confirmed: false, pending: ['examination'] });
  });

  it('tells nothing of two revisions that do not know each other', async () => {
    const sheet = resultSheet([
      await reading(
        'infant-3-4m',
        'examination',
        'conflict',
        { judgement: 'follow-up' },
        { judgement: 'no-abnormality' },
      ),
    ]);
    expect(sheet.judgements).toEqual([]);
  });

  it('tells a test that was done again as it came out the last time', async () => {
    const first = {
      'hearing-first-done': 'done',
      'hearing-first-right': 'refer',
      'hearing-first-left': 'pass',
    };
    const again = { 'hearing-confirmation-done': 'done', 'hearing-confirmation-right': 'pass' };
    const meanings = async (given: Readonly<Record<string, string>>) =>
      resultSheet([await reading('newborn-hearing', 'hearing', 'confirmed', given)]).judgements.map(
        ({ part, meaning }) => [part, meaning],
      );
    expect(await meanings(first)).toEqual([
      ['rightEar', 'refer'],
      ['leftEar', 'pass'],
    ]);
    expect(await meanings({ ...first, ...again })).toEqual([
      ['leftEar', 'pass'],
      ['rightEar', 'pass'],
    ]);
  });

  it('tells no answer that is no longer asked for, and nothing the guardian answered', async () => {
    const sheet = resultSheet([
      await reading('newborn-hearing', 'hearing', 'confirmed', {
        'hearing-first-done': 'not-done',
        'hearing-first-right': 'refer',
      }),
      await reading('infant-3-4m', 'questionnaire', 'confirmed', {}),
    ]);
    expect(sheet.judgements).toEqual([]);
    expect(sheet.confirmed).toBe(true);
  });
});
