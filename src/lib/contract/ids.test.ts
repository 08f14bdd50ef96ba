import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  CivilDate,
  Instant,
  isUuid,
  MunicipalityCode,
  readUuid,
  Uuid,
  uuidFromBytes,
  uuidToBytes,
  uuidV7,
} from './ids.ts';

const accepts = (schema: z.ZodMiniType, value: unknown): boolean => z.safeParse(schema, value).success;
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('UUIDs', () => {
  it('come back from their bytes', () => {
    fc.assert(
      fc.property(sixteen, fc.constantFrom(4 as const, 7 as const, 8 as const), (bytes, version) => {
        const uuid = uuidFromBytes(bytes, version);
        expect(isUuid(uuid)).toBe(true);
        expect(accepts(Uuid, uuid)).toBe(true);
        expect(uuid.charAt(14)).toBe(String(version));
        expect(readUuid(uuidToBytes(uuid))).toBe(uuid);
      }),
    );
  });

  it('do not change the bytes they are made from', () => {
    const bytes = new Uint8Array(16).fill(255);
    uuidFromBytes(bytes, 4);
    expect(bytes).toEqual(new Uint8Array(16).fill(255));
  });

  it('are read only from bytes that are one as they stand', () => {
    fc.assert(
      fc.property(sixteen, (bytes) => {
        const version = (bytes[6] ?? 0) >> 4;
        const isOne = version >= 1 && version <= 8 && (bytes[8] ?? 0) >> 6 === 2;
        expect(readUuid(bytes) !== undefined).toBe(isOne);
      }),
    );
    expect(readUuid(uuidToBytes('018f3f6e-5c00-7aaa-8bbb-0123456789ab').slice(1))).toBeUndefined();
    expect(readUuid(new Uint8Array(17))).toBeUndefined();
  });

  it.each([
    '018F3F6E-5C00-7AAA-8BBB-0123456789AB',
    '018f3f6e5c007aaa8bbb0123456789ab',
    '018f3f6e-5c00-9aaa-8bbb-0123456789ab',
    '018f3f6e-5c00-7aaa-7bbb-0123456789ab',
    '018f3f6e-5c00-7aaa-8bbb-0123456789ab\n',
    '00000000-0000-0000-0000-000000000000',
    '',
  ])('are not %j', (text) => {
    expect(isUuid(text)).toBe(false);
    expect(accepts(Uuid, text)).toBe(false);
  });

  it('of version 7 hold the time and the random bits (RFC 9562 appendix A.6)', () => {
    const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
    expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('of version 7 sort as text by time', () => {
    const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(time, time, random, random, (a, b, randomA, randomB) => {
        fc.pre(a !== b);
        expect(uuidV7(a, randomA) < uuidV7(b, randomB)).toBe(a < b);
      }),
    );
  });
});

describe('dates and instants on the wire', () => {
  it.each([
    ['2026-11-21', true],
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['2100-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00:00.000Z', false],
    ['+02026-01-01', false],
    [20260101, false],
  ])('civil date %j: %j', (value, valid) => {
    expect(accepts(CivilDate, value)).toBe(valid);
  });

  it.each([
    ['2026-11-21T02:59:59.999Z', true],
    ['1969-12-31T23:59:59.999Z', true],
    ['2026-11-21T24:00:00.000Z', false],
    ['2026-11-21T23:60:00.000Z', false],
    ['2026-11-21T23:59:60.000Z', false],
    ['2026-02-30T00:00:00.000Z', false],
    ['2026-11-21T02:59:59Z', false],
    ['2026-11-21T02:59:59.999+09:00', false],
    ['2026-11-21', false],
    [null, false],
  ])('instant %j: %j', (value, valid) => {
    expect(accepts(Instant, value)).toBe(valid);
  });

  it('takes every instant that Date writes', () => {
    const year9999 = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: year9999 }), (time) => {
        const text = new Date(time).toISOString();
        expect(accepts(Instant, text)).toBe(true);
        expect(accepts(CivilDate, text.slice(0, 10))).toBe(true);
      }),
    );
  });

  it('takes six digits as a municipality', () => {
    expect(accepts(MunicipalityCode, '131130')).toBe(true);
    expect(accepts(MunicipalityCode, '13113')).toBe(false);
    expect(accepts(MunicipalityCode, '１３１１３０')).toBe(false);
  });
});
