import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import type { CompiledForm } from '../../forms/form.ts';
import { FormState } from '../FormState.svelte.ts';
import { treeOf } from '../../forms/tree.ts';
import { sectionsOf, sectionStatus } from './sections.ts';

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

  it('counts every row, and nothing that is hidden', () => {
    const state = new FormState(
      form([
        {
          ...group('g', integer('a', { required: true }), {
            ...integer('b', { required: true }),
            extension: [
              { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-hidden', valueBoolean: true },
            ],
          }),
          repeats: true,
        },
      ]),
    );
    state.addRow('g');
    expect(sectionStatus(state, sectionsOf(state.tree.roots)[0]!)).toEqual({
      empty: true,
      missing: 2,
      checks: 0,
    });
  });
});

describe('sectionStatus', () => {
  const state = () =>
    new FormState(
      form([
        group(
          'g',
          integer('must', { required: true }),
          integer('may'),
          integer('hidden', {
            required: true,
            enableWhen: [{ question: 'may', operator: '=', answerInteger: 1 }],
          }),
        ),
      ]),
    );
  const status = (of: FormState) => sectionStatus(of, sectionsOf(of.tree.roots)[0]!);

  it('counts what is expected, asked and not there', () => {
    const filled = state();
    expect(status(filled)).toEqual({ empty: true, missing: 1, checks: 0 });
    filled.set('may', [{ type: 'integer', value: 1 }]);
    expect(status(filled)).toEqual({ empty: false, missing: 2, checks: 0 });
  });

  it('counts a text that cannot be read as something to look at, not as missing', () => {
    const filled = state();
    filled.setUnread('must', '3..');
    expect(status(filled)).toEqual({ empty: true, missing: 0, checks: 1 });
  });

  it('finds nothing left once all is answered', () => {
    const filled = state();
    filled.set('must', [{ type: 'integer', value: 3 }]);
    expect(status(filled)).toEqual({ empty: false, missing: 0, checks: 0 });
  });
});
