import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { aChoice, aGroup, anItem, control, extension } from '../testing/questionnaire.ts';

const at = (path: string): string =>
  `warning extension-unsupported ${path}.extension.where(url='${STANDARD_EXTENSION.itemControl}')`;

const caption = (role: string) => anItem('display', role, { extension: [control(role)], text: role });

const problemsOfCaption = (role: string, type: string, more: object = {}) =>
  problemsOfItems(anItem(type, 'q', { ...more, item: [caption(role)] }));

const OPTIONS = { answerOption: [{ valueString: 'x' }] };
const CAPTION = 'item[0].item[0]';

describe('what no layout draws', () => {
  it.each(['help', 'prompt', 'flyover'])('[FH3] a caption %s is drawn at every item', (role) => {
    for (const type of ['group', 'display', 'boolean', 'text', 'date', 'quantity', 'time']) {
      expect(problemsOfCaption(role, type)).toEqual([]);
    }
  });

  it.each(['lower', 'upper'])(
    '[FH3] a caption %s stands at scales and answers, and is told elsewhere',
    (role) => {
      for (const type of ['text', 'integer', 'display', 'group', 'date']) {
        expect(problemsOfCaption(role, type)).toEqual([at(CAPTION)]);
      }
      expect(problemsOfCaption(role, 'boolean')).toEqual([]);
      expect(problemsOfCaption(role, 'choice', OPTIONS)).toEqual([]);
      expect(problemsOfCaption(role, 'choice', { ...OPTIONS, extension: [control('autocomplete')] })).toEqual(
        [at(CAPTION)],
      );
      expect(problemsOfCaption(role, 'integer', { extension: [control('slider')] })).toEqual([]);
    },
  );

  it('[FH3] a caption unit stands behind a number without a unit of its own, and is told elsewhere', () => {
    for (const type of ['text', 'boolean', 'date', 'display', 'group']) {
      expect(problemsOfCaption('unit', type)).toEqual([at(CAPTION)]);
    }
    for (const type of ['integer', 'decimal', 'quantity'])
      expect(problemsOfCaption('unit', type)).toEqual([]);
    const unit = (display: string) => ({
      extension: [extension(STANDARD_EXTENSION.unit, { valueCoding: { code: 'kg', display } })],
    });
    expect(problemsOfCaption('unit', 'decimal', unit('unit'))).toEqual([]);
    expect(problemsOfCaption('unit', 'decimal', unit('kg'))).toEqual([at(CAPTION)]);
  });

  const group = (code: string, items: readonly object[], more: object = {}) =>
    problemsOfItems(aGroup('g', items, { extension: [control(code)], ...more }));

  it('[FH2] a grid is a table of groups, and any other is told', () => {
    expect(group('grid', [aGroup('r', [anItem('date', 'a')])])).toEqual([]);
    expect(group('grid', [aGroup('r', [anItem('date', 'a')]), anItem('date', 'b')])).toEqual([at('item[0]')]);
    expect(group('grid', [anItem('date', 'b')], { repeats: true })).toEqual([]);
  });

  it('[FH2] a gtable has rows, a table of answers has answers', () => {
    const choice = aChoice('c', ['x']);
    expect(group('gtable', [anItem('date', 'a')])).toEqual([at('item[0]')]);
    expect(group('gtable', [anItem('date', 'a')], { repeats: true })).toEqual([]);
    expect(group('table', [choice])).toEqual([]);
    expect(group('htable', [choice, anItem('date', 'a')])).toEqual([]);
    expect(group('table', [anItem('date', 'a')])).toEqual([at('item[0]')]);
    expect(group('htable', [anItem('date', 'a')])).toEqual([at('item[0]')]);
    expect(group('htable', [choice], { repeats: true })).toEqual([at('item[0]')]);
  });

  it.each(['header', 'footer'])(
    '[FH2] a %s stands on every page at the root, and is told elsewhere',
    (code) => {
      const text = anItem('display', 'd', { extension: [control(code)] });
      expect(problemsOfItems(text)).toEqual([]);
      expect(problemsOfItems(aGroup('g', [text]))).toEqual([at(CAPTION)]);
      expect(group(code, [anItem('display', 'd')])).toEqual([]);
      expect(group(code, [anItem('date', 'a')])).toEqual([at('item[0]')]);
    },
  );
});
