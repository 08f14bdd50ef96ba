import { describe, expect, it } from 'vitest';
import { answered, RECORD } from '../../catalog/vaccination/testing/answered.ts';
import { FormState } from '../../form-view/FormState.svelte.ts';
import { takeScannedLots } from './take-scanned-lots.ts';

/** Product 14987000000014, last day of use 2028-03-31, lot AB12C. */
const CODE = '01149870000000141728033110AB12C';

const aRecord = (): FormState =>
  new FormState(RECORD, {
    answers: answered(RECORD, { 'vaccination-decision': 'go', 'vaccine-1': 'pcv' }),
  });

const type = (form: FormState, text: string): void => {
  form.item('lot-number-1').edit();
  form.set('lot-number-1', [{ type: 'string', value: text }]);
};

describe('a code read into the field of the lot number', () => {
  it('becomes lot and last day of use', () => {
    const form = aRecord();
    form.set('lot-number-1', [{ type: 'string', value: CODE }]);
    takeScannedLots(form);
    expect(form.item('lot-number-1').answer).toEqual({ type: 'string', value: 'AB12C' });
    expect(form.item('lot-expiry-1').answer).toEqual({ type: 'date', value: '2028-03-31' });
  });

  it('is left alone while the field is typed in, and taken once it has been left', () => {
    const form = aRecord();
    type(form, CODE);
    takeScannedLots(form);
    expect(form.item('lot-number-1').answer).toEqual({ type: 'string', value: CODE });
    form.item('lot-number-1').leave();
    takeScannedLots(form);
    expect(form.item('lot-number-1').answer).toEqual({ type: 'string', value: 'AB12C' });
  });

  it('leaves a typed lot, a code without one, and every other place as they are', () => {
    for (const text of ['AB12C', CODE.slice(0, 16), '9'.repeat(30)]) {
      const form = aRecord();
      form.set('lot-number-1', [{ type: 'string', value: text }]);
      takeScannedLots(form);
      expect(form.item('lot-number-1').answer).toEqual({ type: 'string', value: text });
      expect(form.item('lot-expiry-1').answer).toBeUndefined();
    }
  });

  it('keeps the day that stands there when the code has none', () => {
    const form = aRecord();
    form.set('lot-expiry-1', [{ type: 'date', value: '2027-01-31' }]);
    form.set('lot-number-1', [{ type: 'string', value: '011498700000001410AB12C' }]);
    takeScannedLots(form);
    expect(form.item('lot-expiry-1').answer).toEqual({ type: 'date', value: '2027-01-31' });
    expect(form.item('lot-number-1').answer).toEqual({ type: 'string', value: 'AB12C' });
  });
});
