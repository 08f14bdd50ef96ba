import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import { treeOf, type ItemNode } from '../../forms/run/tree.ts';
import { cellsOf, columnsOf, matrixOf } from './table-shape.ts';

const HIDDEN = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden', valueBoolean: true }],
};
const question = (linkId: string, text: string, more: object = {}) => ({
  linkId,
  type: 'string',
  text,
  ...more,
});
const choice = (linkId: string, codes: string, more: object = {}) => ({
  linkId,
  type: 'choice',
  text: linkId,
  answerOption: [...codes].map((code) => ({ valueCoding: { code, display: code } })),
  ...more,
});
const group = (linkId: string, item: readonly object[], more: object = {}) => ({
  linkId,
  type: 'group',
  text: linkId,
  item,
  ...more,
});
const node = (item: object): ItemNode => {
  const { form } = compileForm({ resourceType: 'Questionnaire', status: 'draft', item: [item] });
  return treeOf(form!, new Map()).roots[0]!;
};

describe('a table of groups', () => {
  it('has a column for each question that is seen', () => {
    const list = node(
      group('g', [question('a', '名前'), question('b', '量', HIDDEN), question('c', '日')], {
        repeats: true,
      }),
    );
    const columns = columnsOf(list.children);
    expect(columns.map(({ item, mixed }) => [item.linkId, mixed])).toEqual([
      ['a', false],
      ['c', false],
    ]);
    expect(cellsOf(list.children[0]!, columns.length).map((cell) => cell?.item.linkId)).toEqual(['a', 'c']);
  });

  it('says of a column whether its rows ask the same, and leaves a cell empty where a row has nothing', () => {
    const grid = node(
      group('eyes', [
        group('right', [question('r1', '視力'), question('r2', 'めがね')]),
        group('left', [question('l1', '視力'), question('l2', 'コンタクト')]),
        group('both', [question('b1', '視力')]),
      ]),
    );
    const columns = columnsOf(grid.children);
    expect(columns.map(({ mixed }) => mixed)).toEqual([false, true]);
    expect(cellsOf(grid.children[2]!, 2).map((cell) => cell?.key)).toEqual(['b1', undefined]);
  });
});

describe('a table of answers', () => {
  const shape = (...items: readonly object[]) => {
    const { before, questions, after } = matrixOf(
      node(group('g', items)).children,
      ({ item }) => item.options,
    );
    const keys = (nodes: readonly ItemNode[]) => nodes.map(({ key }) => key).join(' ');
    return [keys(before), keys(questions), keys(after)];
  };

  it('holds the questions that are answered alike, with the others before and after it', () => {
    expect(
      shape(
        { linkId: 'intro', type: 'display', text: 'x' },
        choice('a', 'xyz'),
        choice('b', 'xy'),
        choice('c', 'xyz'),
        question('d', '自由'),
      ),
    ).toEqual(['intro', 'a c', 'b d']);
  });

  it('does not put one answer and several into one table', () => {
    expect(shape(choice('a', 'xy'), choice('b', 'xy', { repeats: true }))).toEqual(['', 'a', 'b']);
  });

  it('leaves out a question with others below it, and what is hidden', () => {
    expect(
      shape(
        choice('a', 'xy', { item: [question('below', '下')] }),
        choice('b', 'xy', HIDDEN),
        choice('c', 'xy'),
      ),
    ).toEqual(['a b', 'c', '']);
  });

  it('takes はい and いいえ as answers', () => {
    const yesNo = (linkId: string) => ({ linkId, type: 'boolean', text: linkId });
    expect(shape(yesNo('a'), yesNo('b'))).toEqual(['', 'a b', '']);
  });
});
