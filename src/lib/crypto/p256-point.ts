import type { Bytes } from './bytes.ts';

// P-256 (FIPS 186-5, SP 800-186 §3.2.1.3): y² = x³ − 3x + b over the integers mod P.
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const GX = 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n;
const GY = 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n;

/** Projective coordinates: x = X/Z, y = Y/Z; (0, 1, 0) is the neutral point. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint];

const mod = (value: bigint): bigint => {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
};

/** Complete addition, right for every pair of points (Renes, Costello, Batina 2015/1060, algorithm 4). */
const add = ([x1, y1, z1]: Point, [x2, y2, z2]: Point): Point => {
  const [xx, yy, zz] = [mod(x1 * x2), mod(y1 * y2), mod(z1 * z2)];
  const [xy, yz, xz] = [mod(x1 * y2 + x2 * y1), mod(y1 * z2 + y2 * z1), mod(x1 * z2 + x2 * z1)];
  const u = 3n * (xz - B * zz);
  const w = mod(3n * (B * xz - 3n * zz - xx));
  const s = mod(3n * (xx - zz));
  const [plus, minus] = [mod(yy + u), mod(yy - u)];
  return [mod(xy * plus - yz * w), mod(plus * minus + s * w), mod(yz * minus + xy * s)];
};

const inverse = (value: bigint): bigint => {
  let [power, base] = [1n, value];
  for (let exponent = P - 2n; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) power = mod(power * base);
    base = mod(base * base);
  }
  return power;
};

const hex = (value: bigint): string => value.toString(16).padStart(64, '0');

/** Whether 32 big-endian bytes are a private key of P-256: from 1 to the group order, exclusive. */
export const isScalar = (scalar: Bytes): boolean => {
  const value = scalar.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return scalar.length === 32 && value > 0n && value < ORDER;
};

/**
 * The uncompressed public point (65 bytes) of a private scalar. WebCrypto cannot give it everywhere: Safari takes no
 * private key without its point, Firefox does not write the point of such a key out (WebKit bug 302707, Mozilla bug
 * 2000795). Not constant-time in the strict sense; it runs once per unlock on the tablet that holds the scalar, and
 * both branches do the same additions.
 */
export const publicPoint = (scalar: Bytes): Bytes => {
  if (!isScalar(scalar)) throw new RangeError('not a private key of P-256');
  // Montgomery ladder: `high` stays one base point above `low`.
  let [low, high]: readonly [Point, Point] = [
    [0n, 1n, 0n],
    [GX, GY, 1n],
  ];
  for (const byte of scalar) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const sum = add(low, high);
      [low, high] = ((byte >> bit) & 1) === 1 ? [sum, add(high, high)] : [add(low, low), sum];
    }
  }
  const scale = inverse(low[2]);
  const digits = `04${hex(mod(low[0] * scale))}${hex(mod(low[1] * scale))}`;
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
};
