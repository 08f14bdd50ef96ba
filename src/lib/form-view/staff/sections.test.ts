import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import type { CompiledForm } from '../../forms/form.ts';
import { treeOf } from '../../forms/run/tree.ts';
import { sectionsOf } from './sections.ts';

const form = (item: readonly unknown[]): CompiledForm =>
  compileForm({
    resourceType: 'Questionnaire',
    url: 'https://hagukumi.dev/fhir/Questionnaire/sections',
    version: '1',
    status: 'draft',
    item,
  }).form!;

const integer = (linkId: string, more: object = {}) => ({ linkId, type: 'integer', text: linkId, ...more });
const group = (linkId: string, ...item: readonly unknown[]) => ({
  linkId,
  type: 'group',
  text: linkId,
  item,
});

const sectionsIn = (of: CompiledForm) => sectionsOf(treeOf(of, new Map()).roots);

describe('sectionsOf', () => {
  it('makes a section of every root group and of the loose questions between two of them', () => {
    const sections = sectionsIn(
      form([
        integer('a'),
        integer('b'),
        group('g', integer('c'), group('inner', integer('d'))),
        { linkId: 'note', type: 'display', text: '説明' },
        integer('e'),
      ]),
    );
    expect(sections.map(({ key, group: named }) => [key, named?.linkId])).toEqual([
      ['a', undefined],
      ['g', 'g'],
      ['note', undefined],
    ]);
    expect(sections.map(({ questions }) => [...questions])).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });
});

describe('a section that is drawn as a whole', () => {
  const itemControl = (code: string) => ({
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
        valueCodeableConcept: {
          coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }],
        },
      },
    ],
  });

  it.each([
    ['repeats', { repeats: true }],
    ['has tabs', itemControl('tab-container')],
    ['is a table of answers', itemControl('htable')],
  ])('is the group itself where it %s', (_, more) => {
    const [section] = sectionsIn(form([{ ...group('g', integer('a')), ...more }]));
    expect(section?.nodes.map(({ key }) => key)).toEqual(['g']);
    expect([...(section?.questions ?? [])]).toEqual(['a']);
  });
});
