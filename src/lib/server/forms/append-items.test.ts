import { describe, expect, it } from 'vitest';
import { questionnaireOf } from '../../catalog/questionnaire-of.ts';
import { loadForm } from '../../forms/load-form.ts';
import { appendItems, OWN_GROUP } from './append-items.ts';
import { sectionWithOwnItems } from './section-form.ts';

const OWN = {
  resourceType: 'Questionnaire',
  url: 'https://example.jp/naha/own',
  version: '1',
  status: 'active',
  title: '那覇市の質問',
  item: [
    { linkId: 'naha-park', type: 'boolean', text: '公園を使いますか。' },
    {
      linkId: 'naha-which',
      type: 'string',
      text: 'どの公園ですか。',
      enableWhen: [{ question: 'naha-park', operator: '=', answerBoolean: true }],
    },
  ],
} as const;

const built = (section: 'questionnaire' | 'examination') => sectionWithOwnItems('infant-3-4m', section, OWN);

describe('the municipality’s own items', () => {
  it('stand in a group of their own behind everything else, with their conditions', async () => {
    const section = await built('questionnaire');
    if ('why' in section) throw new Error(section.why);
    const { form, problems } = await loadForm(JSON.parse(section.text));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const base = await questionnaireOf('infant-3-4m', 'questionnaire');
    expect(form?.items.at(-1)?.linkId).toBe('naha-which');
    expect(form?.byLinkId.get('naha-which')?.parent?.linkId).toBe(OWN_GROUP);
    expect(form?.byLinkId.get(OWN_GROUP)?.text.ja).toBe('那覇市の質問');
    expect(form?.url).toBe(base.url);
  });

  it('make a version of their own, another for other items', async () => {
    const [one, again, other] = [
      await built('questionnaire'),
      await built('questionnaire'),
      await sectionWithOwnItems('infant-3-4m', 'questionnaire', { ...OWN, title: '別の質問' }),
    ];
    const versions = [one, again, other].map((each) => ('why' in each ? each.why : each.version));
    expect(versions[0]).toMatch(/^\d{4}\.\d+\+own\.[0-9a-f]{8}$/);
    expect(versions[1]).toBe(versions[0]);
    expect(versions[2]).not.toBe(versions[0]);
  });

  it('can be appended to any section', async () => {
    expect(await built('examination')).toHaveProperty('text');
  });

  it('are refused where a linkId is taken, with its name', async () => {
    const own = { ...OWN, item: [{ linkId: 'respondent', type: 'boolean', text: '保護者ですか。' }] };
    expect(await sectionWithOwnItems('infant-3-4m', 'questionnaire', own)).toEqual({
      why: 'clash',
      ids: ['respondent'],
    });
  });

  it.each([null, 'text', { resourceType: 'Bundle' }])('are refused when they are %j', async (own) => {
    expect(await sectionWithOwnItems('infant-3-4m', 'questionnaire', own)).toEqual({
      why: 'not-a-questionnaire',
    });
  });

  it('are refused with the problems of their form', async () => {
    const own = {
      ...OWN,
      item: [
        { linkId: 'a', type: 'boolean' },
        { linkId: 'a', type: 'boolean' },
      ],
    };
    const refused = await sectionWithOwnItems('infant-3-4m', 'questionnaire', own);
    expect(
      'why' in refused && refused.why === 'problems' && refused.problems.map(({ code }) => code),
    ).toContain('link-id-duplicate');
  });

  it('keep value sets apart: the same contained id is a clash', () => {
    const valueSet = { resourceType: 'ValueSet', id: 'parks' };
    const base = { version: '1', contained: [valueSet], item: [] };
    expect(appendItems(base, { contained: [valueSet], item: [] }, 'x')).toEqual({ clashes: ['parks'] });
  });
});
