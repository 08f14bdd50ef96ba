import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../../forms/extensions.ts';
import { loadForm } from '../../forms/load-form.ts';
import { FormState } from '../FormState.svelte.ts';
import { TypedNumber } from './TypedNumber.svelte.ts';

/** A number that is twice another one until somebody writes over it. */
const aCalculation = async () => {
  const { form, problems } = await loadForm({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: [
      { linkId: 'one', type: 'integer', text: '一' },
      {
        linkId: 'double',
        type: 'integer',
        text: '二倍',
        extension: [
          {
            url: STANDARD_EXTENSION.calculatedExpression,
            valueExpression: {
              language: 'text/fhirpath',
              expression: "%resource.item.where(linkId = 'one').answer.value * 2",
            },
          },
        ],
      },
    ],
  });
  if (form === undefined) throw new Error(JSON.stringify(problems));
  const state = new FormState(form, { answers: new Map([['one', [{ type: 'integer', value: 4 }]]]) });
  const cell = state.item('double');
  return { state, cell, number: new TypedNumber(state, cell) };
};

describe('a number being typed over a calculated one', () => {
  it('stays empty while it is emptied, and is the calculated one again once the field is left', async () => {
    const { cell, number } = await aCalculation();
    expect(number.shown).toBe('8');
    number.type('9');
    expect(number.shown).toBe('9');
    number.type('');
    expect(number.shown).toBe('');
    number.normalise();
    cell.leave();
    expect(number.shown).toBe('8');
  });

  it('takes what is typed into the emptied box', async () => {
    const { cell, number } = await aCalculation();
    number.type('9');
    number.type('');
    number.type('7');
    expect([number.shown, cell.answers]).toEqual(['7', [{ type: 'integer', value: 7 }]]);
  });

  it('stays empty also when the calculation changes meanwhile', async () => {
    const { state, cell, number } = await aCalculation();
    number.type('');
    state.set('one', [{ type: 'integer', value: 5 }]);
    expect(number.shown).toBe('');
    cell.leave();
    expect(number.shown).toBe('10');
  });
});
