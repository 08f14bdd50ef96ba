import { describe, expect, it } from 'vitest';
import {
  type FormPage,
  isFrame,
  nextPage,
  pageIndexOf,
  pagesOf,
  previousPage,
  progress,
  visiblePages,
} from './pages.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, control, when } from '../testing/questionnaire.ts';
import { compiled, Scenario } from '../testing/scenario.ts';

const on = (question: string) => ({ enableWhen: [when(question, '=', { answerBoolean: true })] });

const QUESTIONNAIRE = aQuestionnaire([
  anItem('display', 'welcome'),
  aGroup('growth', [
    anItem('boolean', 'smiles'),
    anItem('display', 'about-eyes'),
    anItem('display', 'only-if-smiling', on('smiles')),
    aGroup('untitled', [anItem('boolean', 'eyes')], { text: undefined }),
    anItem('string', 'eyes-how', on('eyes')),
    anItem('display', 'end-of-growth'),
  ]),
  aGroup('home', [
    aGroup(
      'together',
      [
        anItem('boolean', 'x'),
        anItem('display', 'between'),
        aGroup('inner', [anItem('date', 'y'), anItem('date', 'z', on('x'))]),
      ],
      { extension: [control('page')] },
    ),
  ]),
  anItem('text', 'worries'),
  anItem('display', 'thanks'),
]);

/** A page as `linkId: intro | questions`, with the groups around it and its own. */
const drawn = ({ linkId, groups, group, intro, questions }: FormPage): string => {
  const ids = (items: FormPage['intro']) => items.map((item) => item.linkId).join(' ');
  const around = groups.map((each) => each.linkId).join('>') || '-';
  return `${around} ${group?.linkId ?? '-'} ${linkId}: ${ids(intro)} | ${ids(questions)}`;
};

const visible = (scenario: Scenario) => visiblePages(scenario.form, scenario.evaluation);

const linkIds = (pages: readonly FormPage[]) => pages.map(({ linkId }) => linkId);

describe('pages', () => {
  it('[FP1] [FP2] one question or one tight group is a page, texts stand before what they introduce', () => {
    expect(pagesOf(compiled(QUESTIONNAIRE)).map(drawn)).toEqual([
      'growth - smiles: welcome | smiles',
      'growth>untitled - eyes: about-eyes only-if-smiling | eyes',
      'growth - eyes-how:  | eyes-how',
      'growth - end-of-growth: end-of-growth | ',
      'home together together:  | x between y z',
      '- - worries:  | worries',
      '- - thanks: thanks | ',
    ]);
  });

  it('[FP1] a table is a page as well', () => {
    const form = compiled(
      aQuestionnaire([
        aGroup('t', [anItem('date', 'a'), anItem('date', 'b')], { extension: [control('gtable')] }),
      ]),
    );
    expect(pagesOf(form).map(drawn)).toEqual(['- t t:  | a b']);
  });

  it('[FP3] only what is asked has a page', () => {
    const scenario = new Scenario(QUESTIONNAIRE);
    expect(visible(scenario).map(drawn)).toEqual([
      'growth - smiles: welcome | smiles',
      'growth>untitled - eyes: about-eyes | eyes',
      'growth - end-of-growth: end-of-growth | ',
      'home together together:  | x between y',
      '- - worries:  | worries',
      '- - thanks: thanks | ',
    ]);
    scenario.answer('eyes', true).answer('smiles', true).answer('x', true);
    expect(visible(scenario)).toEqual(pagesOf(scenario.form));
  });

  it('[FP3] a form with nothing to ask has no pages', () => {
    expect(pagesOf(compiled(aQuestionnaire([aGroup('g', [])])))).toEqual([]);
    const hidden = new Scenario(
      aQuestionnaire([anItem('boolean', 'a'), aGroup('g', [anItem('date', 'b')], on('a'))]),
    );
    expect(linkIds(visible(hidden))).toEqual(['a']);
  });

  it('[FP4] a position is any item on a page', () => {
    const scenario = new Scenario(QUESTIONNAIRE);
    const pages = visible(scenario);
    const at = (position: string | undefined) => pages[pageIndexOf(scenario.form, pages, position)]?.linkId;
    expect(at('eyes')).toBe('eyes');
    expect(at('about-eyes')).toBe('eyes');
    expect(at('y')).toBe('together');
    expect(at('')).toBe('smiles');
    expect(at('nowhere')).toBe('smiles');
    expect(at(undefined)).toBe('smiles');
  });

  it('[FP4] next and previous go through the pages and end', () => {
    const { form } = new Scenario(QUESTIONNAIRE);
    const pages = pagesOf(form);
    const forwards: string[] = [];
    for (let page = pages[0]; page !== undefined; page = nextPage(form, pages, page.linkId))
      forwards.push(page.linkId);
    const backwards: string[] = [];
    for (let page = pages.at(-1); page !== undefined; page = previousPage(form, pages, page.linkId)) {
      backwards.push(page.linkId);
    }
    expect(forwards).toEqual(linkIds(pages));
    expect(backwards.reverse()).toEqual(linkIds(pages));
  });

  it('[FP4] from a question that is no longer asked the way goes on around it', () => {
    const scenario = new Scenario(QUESTIONNAIRE);
    const { form } = scenario;
    const pages = visible(scenario);
    expect(pages[pageIndexOf(form, pages, 'eyes-how')]?.linkId).toBe('eyes');
    expect(previousPage(form, pages, 'eyes-how')?.linkId).toBe('eyes');
    expect(nextPage(form, pages, 'eyes-how')?.linkId).toBe('end-of-growth');
    expect(nextPage(form, pages, 'nowhere')?.linkId).toBe('smiles');
    expect(previousPage(form, pages, 'nowhere')).toBeUndefined();
  });

  const FAMILY = aQuestionnaire([
    aGroup('family', [
      aGroup('father', [anItem('integer', 'father-age'), anItem('display', 'father-note')]),
      aGroup('mother', [anItem('integer', 'mother-age'), anItem('boolean', 'mother-well')]),
    ]),
  ]);

  it('[FP1] [FP2] a page knows every group around it, and a text stays in its own', () => {
    expect(pagesOf(compiled(FAMILY)).map(drawn)).toEqual([
      'family>father - father-age:  | father-age',
      'family>father - father-note: father-note | ',
      'family>mother - mother-age:  | mother-age',
      'family>mother - mother-well:  | mother-well',
    ]);
  });

  it('[FP6] a header and a footer at the root are on no page, unless something is asked in them', () => {
    const header = { extension: [control('header')] };
    const footer = { extension: [control('footer')] };
    const form = compiled(
      aQuestionnaire([
        anItem('display', 'top', header),
        aGroup('words', [anItem('display', 'welcome')], header),
        aGroup('g', [anItem('date', 'a')]),
        aGroup('asks', [anItem('date', 'b')], footer),
        anItem('display', 'end', footer),
      ]),
    );
    expect(pagesOf(form).map(drawn)).toEqual(['g - a:  | a', 'asks - b:  | b']);
    expect(form.roots.filter((root) => isFrame(root, 'header')).map(({ linkId }) => linkId)).toEqual([
      'top',
      'words',
    ]);
    expect(form.roots.filter((root) => isFrame(root, 'footer')).map(({ linkId }) => linkId)).toEqual(['end']);
  });

  it('[FP4] a group without a page lies at the first page inside it', () => {
    const form = compiled(FAMILY);
    const pages = pagesOf(form);
    const at = (position: string) => pages[pageIndexOf(form, pages, position)]?.linkId;
    expect([at('family'), at('father'), at('mother')]).toEqual(['father-age', 'father-age', 'mother-age']);
  });

  it('[FP4] a group that is not asked lies at the last page before it', () => {
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('boolean', 'a'),
        aGroup('g', [anItem('date', 'b')], on('a')),
        anItem('date', 'c'),
      ]),
    );
    const pages = visible(scenario);
    expect(pages[pageIndexOf(scenario.form, pages, 'g')]?.linkId).toBe('a');
  });

  it('[FP5] a page is done when each question has an answer or a reason', () => {
    const scenario = new Scenario(QUESTIONNAIRE);
    const at = () => progress(visible(scenario), scenario.answers);
    expect(at()).toEqual({ done: 0, total: 4 });
    scenario.answer('smiles', false).absent('eyes', 'asked-unknown');
    expect(at()).toEqual({ done: 2, total: 4 });
    scenario.answer('x', true).answer('y', '2026-01-01');
    expect(at()).toEqual({ done: 2, total: 4 });
    scenario.answer('z', '2026-01-01').answer('worries', ' ');
    expect(at()).toEqual({ done: 3, total: 4 });
    scenario.answer('worries', 'x').answer('eyes', true);
    expect(at()).toEqual({ done: 4, total: 5 });
  });

  it('[FP5] a form of texts has nothing to be done', () => {
    const { form, answers } = new Scenario(
      aQuestionnaire([anItem('display', 'a'), aGroup('g', [anItem('display', 'b')])]),
    );
    expect(progress(pagesOf(form), answers)).toEqual({ done: 0, total: 0 });
  });

  it('[FP1] a choice is one page, whatever its options', () => {
    expect(linkIds(pagesOf(compiled(aQuestionnaire([aChoice('a', ['x', 'y'])]))))).toEqual(['a']);
  });
});
