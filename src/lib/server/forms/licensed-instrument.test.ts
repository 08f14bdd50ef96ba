import { describe, expect, it } from 'vitest';
import { PROGRAM_TABLE } from '../../catalog/programs.ts';
import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import { STANDARD_EXTENSION } from '../../forms/extensions.ts';
import { loadForm } from '../../forms/load-form.ts';
import { calculated, CONTEXT, TOOLS } from '../../forms/testing/expression-scenario.ts';
import { aChoice, aGroup, anOption, aQuestionnaire, extension } from '../../forms/testing/questionnaire.ts';
import { Scenario } from '../../forms/testing/scenario.ts';
import { OWN_GROUP } from './append-items.ts';
import { sectionWithOwnItems } from './section-form.ts';

const PLACE = ['assessment', 'assessment'] as const;

const ITEMS = Array.from({ length: 10 }, (_, at) => `pack-${at + 1}`);

/** Stands for a licensed instrument: ten questions of 0 to 3 points and their total. None of its words is real. */
const PACK = aQuestionnaire(
  [
    aGroup(
      'pack-questions',
      ITEMS.map((linkId) =>
        aChoice(linkId, [], {
          answerOption: [0, 1, 2, 3].map((points) =>
            anOption(`p${points}`, extension(STANDARD_EXTENSION.itemWeight, { valueDecimal: points })),
          ),
        }),
      ),
    ),
    calculated(
      'integer',
      'epds-total',
      "%resource.descendants().where(linkId.startsWith('pack-')).answer.value.weight().sum().toInteger()",
    ),
    calculated(
      'integer',
      'epds-item10',
      "%resource.descendants().where(linkId = 'pack-10').answer.value.weight().toInteger()",
    ),
  ],
  { title: '許諾を得た質問票' },
);

const published = async (): Promise<unknown> => {
  const section = await sectionWithOwnItems(...PLACE, PACK);
  if ('why' in section) throw new Error(section.why);
  return JSON.parse(section.text);
};

describe('an instrument whose texts a municipality may use (a pack)', () => {
  it('is loaded as own items of the section that takes date and score, which is the staff’s', async () => {
    const { form, problems } = await loadForm(await published());
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(form?.byLinkId.get('pack-questions')?.parent?.linkId).toBe(OWN_GROUP);
    expect(['epds-date', 'epds-total', 'epds-item10'].every((linkId) => form?.byLinkId.has(linkId))).toBe(
      true,
    );
    const section = PROGRAM_TABLE.assessment.sections.find((each) => each.section === PLACE[1]);
    expect(section?.filledBy).not.toBe('guardian');
  });

  it('adds its points up while it is answered, and keeps answers and score in the record', async () => {
    const form = new Scenario(await published(), TOOLS, CONTEXT);
    for (const linkId of ITEMS) form.answer(linkId, 'p1');
    form.answer('epds-date', '2026-11-20');
    form.expectValue('epds-total', 10).expectValue('epds-item10', 1);
    form.answer('pack-10', 'p3').expectValue('epds-total', 12).expectValue('epds-item10', 3);
    const kept = JSON.stringify(form.response());
    expect(kept).toContain('"linkId":"epds-total","answer":[{"valueInteger":12}]');
    expect(kept).toContain('"linkId":"pack-10"');
  });

  it('leaves the questions of score and item 10 as they are, where they are', async () => {
    const [own, built] = await Promise.all([
      loadForm(await published()),
      loadForm(await questionnaireOf(...PLACE)),
    ]);
    for (const linkId of ['epds-total', 'epds-item10']) {
      const [mine, theirs] = [own.form?.byLinkId.get(linkId), built.form?.byLinkId.get(linkId)];
      expect(mine?.text).toEqual(theirs?.text);
      expect(mine?.parent?.linkId).toBe(theirs?.parent?.linkId);
    }
  });

  it('works out nothing of a built-in question as another type, or with more than an expression', async () => {
    const total = calculated('integer', 'epds-total', '1');
    for (const changed of [
      { ...total, type: 'decimal' as const },
      { ...total, required: true },
      { ...total, extension: [] },
      { ...total, extension: [extension(STANDARD_EXTENSION.itemWeight, { valueDecimal: 1 })] },
    ]) {
      const section = await sectionWithOwnItems(...PLACE, aQuestionnaire([changed]));
      expect(section).toEqual({ why: 'clash', ids: ['epds-total'] });
    }
  });

  it('is not there without the pack: the built-in form takes date and score and shows no question of it', async () => {
    const { form } = await loadForm(await questionnaireOf(...PLACE));
    expect(form?.items.filter(({ linkId }) => linkId.startsWith('pack-'))).toEqual([]);
    expect(form?.items.map(({ linkId }) => linkId).filter((linkId) => linkId.startsWith('epds-'))).toEqual([
      'epds-date',
      'epds-language',
      'epds-total',
      'epds-item10',
      'epds-not-done',
    ]);
  });
});
