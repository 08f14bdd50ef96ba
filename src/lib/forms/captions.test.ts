import { describe, expect, it } from 'vitest';
import { problemsOfItems } from './testing/problems.ts';
import {
  aChoice,
  aGroup,
  anItem,
  aQuestionnaire,
  control,
  translation,
  when,
} from './testing/questionnaire.ts';
import { compiled, Scenario } from './testing/scenario.ts';
import { theItem } from './testing/the-item.ts';

const ROLES = ['help', 'prompt', 'unit', 'lower', 'upper', 'flyover'] as const;

const caption = (role: string, linkId: string = role, more: object = {}) =>
  anItem('display', linkId, { extension: [control(role)], text: `${linkId} の説明`, ...more });

const linkIds = (...items: readonly object[]) =>
  compiled(aQuestionnaire(items)).items.map(({ linkId }) => linkId);

describe('captions', () => {
  it.each(ROLES)('[FH3] a display with the control %s is a caption of what it stands under', (role) => {
    for (const [type, more] of [
      ['group', {}],
      ['boolean', {}],
      ['integer', {}],
      ['choice', { answerOption: [{ valueString: 'x' }] }],
      ['display', {}],
    ] as const) {
      const item = anItem(type, 'q', { ...more, item: [caption(role)] });
      expect(linkIds(item)).toEqual(['q']);
      expect(theItem(item).captions).toEqual({ [role]: { ja: `${role} の説明` } });
    }
  });

  it('[FH3] there is one for each role', () => {
    const item = theItem(anItem('integer', 'q', { item: ROLES.map((role) => caption(role)) }));
    expect(Object.keys(item.captions).sort()).toEqual([...ROLES].sort());
  });

  it('[FH3] [FH11] it is told in every language', () => {
    const help = caption('help', 'h', {
      text: '手帳の6ページ',
      _text: { extension: [translation('en', 'Page 6')] },
    });
    expect(theItem(anItem('date', 'q', { item: [help] })).captions).toEqual({
      help: { ja: '手帳の6ページ', en: 'Page 6' },
    });
  });

  it('[FH3] a second one of a role is an item, in its place', () => {
    expect(linkIds(anItem('integer', 'q', { item: [caption('help', 'h'), caption('help', 'i')] }))).toEqual([
      'q',
      'i',
    ]);
  });

  it('[FH3] one with conditions is an item and comes and goes', () => {
    const enableWhen = [when('a', '=', { answerBoolean: true })];
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('boolean', 'a'),
        anItem('date', 'q', { item: [caption('help', 'h', { enableWhen })] }),
      ]),
    );
    scenario.expectHidden('h');
    scenario.answer('a', true).expectShown('h');
  });

  it('[FH3] another display, and one at the root, is an item', () => {
    const items = [
      caption('help', 'top'),
      aGroup('g', [anItem('display', 'plain'), caption('security', 'safe')]),
    ];
    expect(linkIds(...items)).toEqual(['top', 'g', 'plain', 'safe']);
    expect(problemsOfItems(...items)).toEqual([]);
  });

  it('[FC7] [FH3] the linkId of a caption is unique like any other, and names no item', () => {
    expect(
      problemsOfItems(anItem('boolean', 'b', { item: [caption('help', 'a')] }), anItem('boolean', 'a')),
    ).toEqual(['error link-id-duplicate item[1].linkId']);
    const enableWhen = [when('a', 'exists', { answerBoolean: true })];
    expect(problemsOfItems(anItem('boolean', 'b', { item: [caption('help', 'a')], enableWhen }))).toEqual([
      'error enable-when-unknown-question item[0].enableWhen[0]',
    ]);
  });

  it('[FH3] a caption makes no rows and holds back no answers', () => {
    const scenario = new Scenario(
      aQuestionnaire([aChoice('q', ['x', 'y'], { repeats: true, item: [caption('help')] })]),
    ).answer('q', 'x', 'y');
    expect(scenario.rowCount('q')).toBe(0);
    expect(scenario.item('q').perAnswer).toBe(false);
  });

  it('[FC6] [FH3] one without a text is refused', () => {
    expect(
      problemsOfItems(anItem('boolean', 'q', { item: [caption('help', 'h', { text: undefined })] })),
    ).toEqual(['error value-invalid item[0].item[0].text']);
  });

  it('[FC3] [FH3] what a caption says beside its text is not dropped in silence', () => {
    expect(
      problemsOfItems(anItem('boolean', 'q', { item: [caption('help', 'h', { maxLength: 3 })] })),
    ).toEqual(['error element-unsupported item[0].item[0].maxLength']);
  });
});
