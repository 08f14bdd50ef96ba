import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ENROLMENT_CODE, ENROLMENT_PREFIX, EnrolRequest, normaliseEnrolmentCode } from './enrolment.ts';

const code = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')),
  minLength: 8,
  maxLength: 8,
});

describe('an enrolment code', () => {
  it.each([
    'AB01-CD23',
    'ab01-cd23',
    'ABO1CD23',
    'AB0I-CD23',
    'AB0l-CD23',
    ' AB01 CD23 ',
    'ＡＢ０１－ＣＤ２３',
    'AB01ーCD23',
    'HGKE1:AB01CD23',
    ' hgke1:ab01-cd23\n',
  ])('is read from %j', (text) => {
    expect(normaliseEnrolmentCode(text)).toBe('AB01CD23');
  });

  it.each([
    '',
    'AB01CD2',
    'AB01CD234',
    'AB01CDU3',
    'AB01_CD23',
    'HGK1:AB01CD23',
    'HGKE1:HGKE1:AB01CD23',
    'AB01HGKE1:CD23',
    'あいうえおかきく',
  ])('is not read from %j', (text) => {
    expect(normaliseEnrolmentCode(text)).toBeUndefined();
  });

  it('is read from what the hub shows and what its QR code holds', () => {
    fc.assert(
      fc.property(code, (right) => {
        expect(normaliseEnrolmentCode(`${right.slice(0, 4)}-${right.slice(4)}`)).toBe(right);
        expect(normaliseEnrolmentCode(ENROLMENT_PREFIX + right)).toBe(right);
      }),
    );
  });

  it('has the hub’s form whatever it is read from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
        (text) => {
          const read = normaliseEnrolmentCode(text);
          expect(read === undefined || ENROLMENT_CODE.test(read)).toBe(true);
        },
      ),
    );
  });
});

describe('a request to enrol', () => {
  const right = {
    code: 'AB01CD23',
    publicKey: { x: 'A'.repeat(43), y: 'A'.repeat(43) },
    deviceSecret: 'A'.repeat(43),
    label: '受付1',
  };

  it('is taken when whole', () => {
    expect(z.safeParse(EnrolRequest, right).success).toBe(true);
  });

  it.each([
    ['a code as typed', { code: 'ab01-cd23' }],
    ['a short secret', { deviceSecret: 'A'.repeat(42) }],
    ['no label', { label: '' }],
    ['a long label', { label: 'x'.repeat(61) }],
    ['a private key', { publicKey: { x: 'AA', y: 'AA', d: 'AA' } }],
    ['a field nobody asked for', { admin: true }],
  ])('is refused with %s', (_what, change) => {
    expect(z.safeParse(EnrolRequest, { ...right, ...change }).success).toBe(false);
  });
});
