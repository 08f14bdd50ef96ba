import { hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, type Bytes } from './bytes.ts';
import { hkdf } from './hkdf.ts';

describe('HKDF', () => {
  it('gives test case 3 of RFC 5869', async () => {
    expect(toHex(await hkdf(new Uint8Array(22).fill(0x0b), '', 42))).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    );
  });

  it('gives what Node’s own gives', async () => {
    const ikm = fc.uint8Array({ minLength: 1, maxLength: 80 }) as fc.Arbitrary<Bytes>;
    await fc.assert(
      fc.asyncProperty(ikm, fc.string(), fc.integer({ min: 1, max: 100 }), async (input, info, length) => {
        const expected = hkdfSync('sha256', input, new Uint8Array(), info, length);
        expect(await hkdf(input, info, length)).toEqual(new Uint8Array(expected));
      }),
    );
  });

  it('gives 32 bytes when not asked otherwise, others for another use', async () => {
    const ikm = new Uint8Array(32);
    expect(await hkdf(ikm, 'a')).toHaveLength(32);
    expect(await hkdf(ikm, 'a')).not.toEqual(await hkdf(ikm, 'b'));
  });
});
