import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise, type Recognised } from './recognise.ts';

const OTHER = { kind: 'other' } as const;

describe('a scanned text', () => {
  it.each<[string, Recognised]>([
    ['HGK1:NWGSLKC', { kind: 'ticket', text: 'HGK1:NWGSLKC' }],
    [' HGK1:A B\r\n', { kind: 'ticket', text: 'HGK1:A B' }],
    ['HGK1:', { kind: 'ticket', text: 'HGK1:' }],
    ['HGKE1:AB01CD23', { kind: 'enrolment', code: 'AB01CD23' }],
    ['HGKE1:AB01-CD23', { kind: 'enrolment', code: 'AB01CD23' }],
    ['HGKE1:AB01', OTHER],
    ['1234-5678-9015', { kind: 'typed-code', digits: '123456789015' }],
    ['１２３４５６７８９０１５', { kind: 'typed-code', digits: '123456789015' }],
    ['1234-5678-9016', OTHER],
    ['123456789', OTHER],
    ['AB01CD23', OTHER],
    ['hgk1:NWGSLKC', OTHER],
    ['HGK2:NWGSLKC', OTHER],
    ['https://example.com/?t=HGK1:NWGSLKC', OTHER],
    ['', OTHER],
  ])('%j is %j', (text, expected) => {
    expect(recognise(text)).toEqual(expected);
  });

  it('is always something', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
        (text) => {
          expect(['ticket', 'enrolment', 'typed-code', 'other']).toContain(recognise(text).kind);
        },
      ),
    );
  });
});
