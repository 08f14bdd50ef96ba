import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import { STANDARD_EXTENSION, UCUM_SYSTEM } from '../../forms/extensions.ts';
import type { FormItem } from '../../forms/form.ts';
import { numberAnswer, numberOf, plainNumber } from './number-answer.ts';

const item = (type: string, unit?: string): FormItem => {
  const { form } = compileForm({
    resourceType: 'Questionnaire',
    url: 'https://hagukumi.dev/fhir/Questionnaire/one',
    version: '1',
    status: 'draft',
    item: [
      {
        linkId: 'q',
        text: '質問',
        type,
        ...(unit !== undefined && {
          extension: [
            { url: STANDARD_EXTENSION.unit, valueCoding: { system: UCUM_SYSTEM, code: unit, display: unit } },
          ],
        }),
      },
    ],
  });
  return form!.items[0]!;
};

describe('numberAnswer', () => {
  it('gives the answer in the type and the unit of the item', () => {
    expect(numberAnswer(item('quantity', 'g'), '６，２４０')).toEqual({
      type: 'quantity',
      value: 6240,
      unit: 'g',
      code: 'g',
    });
    expect(numberAnswer(item('decimal'), '３６。５')).toEqual({ type: 'decimal', value: 36.5 });
    expect(numberAnswer(item('integer'), '38')).toEqual({ type: 'integer', value: 38 });
  });

  it.each(['', '6..2', 'abc', '３８ねん', '1e3'])('finds no number in %o', (text) => {
    expect(numberAnswer(item('decimal'), text)).toBeUndefined();
  });

  it('takes no fraction where a whole number is asked for', () => {
    expect(numberAnswer(item('integer'), '38.5')).toBeUndefined();
  });

  it('shows a number without exponent and without grouping', () => {
    expect(plainNumber(1234567.5)).toBe('1234567.5');
    expect(plainNumber(0.0000001)).toBe('0.0000001');
    expect(numberOf({ type: 'boolean', value: true })).toBeUndefined();
  });
});
