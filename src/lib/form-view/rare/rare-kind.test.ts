import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import { treeOf } from '../../forms/run/tree.ts';
import { OWN_EXTENSION } from '../../forms/extensions.ts';
import { isRich, rareKindOf, rareKindsOf, type RareKind } from './rare-kind.ts';

const control = (code: string) => ({
  extension: [
    {
      url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl',
      valueCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }] },
    },
  ],
});
const inside = { item: [{ linkId: 'q', type: 'string', text: 'q' }] };
const groups = { item: [{ linkId: 'row', type: 'group', text: 'row', ...inside }] };
const options = { answerOption: [{ valueCoding: { code: '1' } }] };

const compiled = (item: object) =>
  compileForm({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: [{ linkId: 'x', text: 'x', ...item }],
  }).form!;

describe('controls that few forms use', () => {
  it.each<[object, RareKind | undefined]>([
    [{ type: 'boolean' }, undefined],
    [{ type: 'string' }, undefined],
    [{ type: 'url' }, undefined],
    [{ type: 'date' }, undefined],
    [{ type: 'quantity' }, undefined],
    [{ type: 'display' }, undefined],
    [{ type: 'choice', ...options }, undefined],
    [{ type: 'group', ...inside }, undefined],
    [{ type: 'group', ...inside, ...control('gtable') }, undefined],
    [{ type: 'choice', ...options, ...control('autocomplete') }, 'combo'],
    [{ type: 'open-choice', ...options, ...control('autocomplete') }, 'combo'],
    [{ type: 'open-choice', ...options }, 'open-choice'],
    [{ type: 'integer', ...control('slider') }, 'slider'],
    [{ type: 'decimal', ...control('spinner') }, 'spinner'],
    [{ type: 'time' }, 'moment'],
    [{ type: 'dateTime' }, 'moment'],
    [{ type: 'attachment' }, 'attachment'],
    [{ type: 'reference' }, 'fixed'],
    [{ type: 'display', ...control('security') }, 'notice'],
    [{ type: 'group', ...inside, ...control('tab-container') }, 'tabs'],
    [{ type: 'group', ...inside, ...control('htable') }, 'matrix'],
    [{ type: 'group', ...inside, ...control('table') }, 'matrix'],
    [{ type: 'group', ...groups, ...control('grid') }, 'group-table'],
    [{ type: 'group', ...inside, ...control('grid') }, undefined],
    [{ type: 'group', repeats: true, ...inside }, 'rows'],
    [{ type: 'string', repeats: true }, 'rows'],
    [{ type: 'group', repeats: true, ...inside, ...control('gtable') }, 'group-table'],
  ])('%j is %s', (item, kind) => {
    const form = compiled(item);
    expect(rareKindOf(treeOf(form, new Map()).roots[0]!)).toBe(kind);
    expect([...rareKindsOf(form.items)].some((each) => each === kind)).toBe(kind !== undefined);
  });

  it('takes no parser, and no control of its own, for a text that only has readings', () => {
    const readings = { _text: { extension: [{ url: OWN_EXTENSION.ruby, valueString: '本《ほん》' }] } };
    const [item] = compiled({ type: 'display', ...readings }).items;
    expect(item?.rich?.ruby?.ja).toBe('本《ほん》');
    expect(isRich(item!)).toBe(false);
    expect([...rareKindsOf([item!])]).toEqual([]);
  });

  it('fetches for a row of a list what the row itself is drawn with', () => {
    expect([...rareKindsOf(compiled({ type: 'time', repeats: true }).items)].sort()).toEqual([
      'moment',
      'rows',
    ]);
  });

  it('fetches what stands under each answer of a multi-select', () => {
    const form = compiled({ type: 'choice', repeats: true, ...options, ...inside });
    expect([...rareKindsOf(form.items)]).toEqual(['answer-rows']);
  });
});
