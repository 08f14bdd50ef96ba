import { createECDH } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, type Bytes } from './bytes.ts';
import { isScalar, publicPoint } from './p256-point.ts';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const scalarOf = (value: bigint): Bytes =>
  Uint8Array.from(value.toString(16).padStart(64, '0').match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );

const nodePoint = (scalar: Bytes): string => {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  return ecdh.getPublicKey('hex', 'uncompressed');
};

describe('the public point of a private scalar', () => {
  it.each([1n, 2n, 3n, 4n, 2n ** 128n, 2n ** 255n, ORDER / 2n, ORDER - 2n, ORDER - 1n])(
    'is right for %s',
    (value) => {
      expect(toHex(publicPoint(scalarOf(value)))).toBe(nodePoint(scalarOf(value)));
    },
  );

  it('is the one that OpenSSL computes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: ORDER - 1n }), (value) => {
        expect(toHex(publicPoint(scalarOf(value)))).toBe(nodePoint(scalarOf(value)));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['zero', scalarOf(0n)],
    ['the group order', scalarOf(ORDER)],
    ['more than the group order', new Uint8Array(32).fill(255)],
    ['31 bytes', new Uint8Array(31).fill(1)],
    ['33 bytes', new Uint8Array(33).fill(1)],
  ])('is not asked of %s', (_what, scalar) => {
    expect(isScalar(scalar)).toBe(false);
    expect(() => publicPoint(scalar)).toThrow(RangeError);
  });
});
