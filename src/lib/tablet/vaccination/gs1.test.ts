import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGs1 } from './gs1.ts';

const GTIN = '14987000000018';
const FNC1 = '\u001d';

const withCheckDigit = (body: string): string => {
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
};
const product = withCheckDigit(GTIN.slice(0, 13));

describe('the code of a vaccine’s box', () => {
  it('gives product, last day of use and lot', () => {
    expect(readGs1(`01${product}1728033110AB12C`)).toEqual({ product, expiry: '2028-03-31', lot: 'AB12C' });
  });

  it.each([
    ['with the prefix of the reader', `]e001${product}1728033110AB12C`],
    ['with FNC1 at the front and the end', `${FNC1}01${product}1728033110AB12C${FNC1}`],
    ['with the lot first and FNC1 after it', `01${product}10AB12C${FNC1}17280331`],
    ['in brackets', `(01)${product}(17)280331(10)AB12C`],
    ['in full-width letters', `０１${product}１７２８０３３１１０ＡＢ１２Ｃ`],
    ['with white space around it', ` 01${product}1728033110AB12C\n`],
    ['with a serial number after it', `01${product}1728033110AB12C${FNC1}21777`],
  ])('is read %s', (_how, text) => {
    expect(readGs1(text)).toEqual({ product, expiry: '2028-03-31', lot: 'AB12C' });
  });

  it.each([
    ['280200', '2028-02-29'],
    ['270200', '2027-02-28'],
    ['270400', '2027-04-30'],
    ['271200', '2027-12-31'],
  ])('takes day 00 for the last of the month: %s', (date, expiry) => {
    expect(readGs1(`01${product}17${date}10A`)?.expiry).toBe(expiry);
  });

  it('without a lot is the code of the product alone', () => {
    expect(readGs1(`01${product}`)).toEqual({ product });
  });

  it.each([
    ['a lot number', 'AB12C'],
    ['a lot that begins as a code does', '01AB'],
    ['nothing', ''],
    ['a wrong check digit', `01${product.slice(0, 13)}${(Number(product[13]) + 1) % 10}1728033110A`],
    ['an impossible day', `01${product}1728023010A`],
    ['an impossible month', `01${product}1728130010A`],
    ['a lot that is too long', `01${product}10${'A'.repeat(21)}`],
    ['a lot with a space in it', `01${product}10AB 1`],
    ['an element that is not known', `01${product}99AB`],
    ['text after brackets', `(01)${product}(10)A)B`],
    ['no product', '1728033110AB12C'],
    ['a cut-off product', '0114987'],
  ])('is not found in %s', (_what, text) => {
    expect(readGs1(text)).toBeUndefined();
  });

  it('is found again for every lot', () => {
    const lots = fc.stringMatching(/^[A-Z0-9-]{1,20}$/);
    const bodies = fc.stringMatching(/^\d{13}$/);
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(lots, bodies, days, (lot, body, date) => {
        const expiry = date.toISOString().slice(0, 10);
        const gtin = withCheckDigit(body);
        const text = `01${gtin}17${expiry.slice(2).replaceAll('-', '')}10${lot}`;
        expect(readGs1(text)).toEqual({ product: gtin, expiry, lot });
      }),
    );
  });

  it('never throws, and never gives a lot that is no lot', () => {
    const unit = fc.constantFrom('01', '10', '17', '(01)', '(10)', product, '280331', 'A', ' ', ')', FNC1);
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(readGs1(text)?.lot ?? 'A').toMatch(/^[\w()]{1,20}$/);
      }),
    );
  });
});
