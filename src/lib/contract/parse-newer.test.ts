import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { BatchResponse } from './batch.ts';
import { parseNewer } from './parse-newer.ts';

const Sheet = z.strictObject({
  schemaVersion: z.literal(2),
  clinic: z.strictObject({ name: z.string().check(z.maxLength(8)) }),
  rules: z.optional(z.record(z.string(), z.strictObject({ on: z.boolean() }))),
  staff: z.array(z.strictObject({ id: z.int(), role: z.enum(['doctor', 'nurse']) })),
});

const SHEET = {
  schemaVersion: 2,
  clinic: { name: 'みどり' },
  rules: { SL1: { on: true } },
  staff: [{ id: 1, role: 'doctor' }],
} as const;

it('what this build knows whole is read as it is, and is not called newer', () => {
  expect(parseNewer(Sheet, SHEET)).toEqual({ success: true, data: SHEET, isNewer: false });
});

it('fields that a newer hub adds are left out at every depth, and the value is called newer', () => {
  const newer = {
    ...SHEET,
    order: ['measurement'],
    clinic: { ...SHEET.clinic, phone: '03' },
    rules: { SL1: { on: true, since: '2027' } },
    staff: [{ id: 1, role: 'doctor', wing: { floor: 2 } }],
  };
  expect(parseNewer(Sheet, newer)).toEqual({ success: true, data: SHEET, isNewer: true });
  expect(newer.clinic).toHaveProperty('phone');
});

it('an unknown field excuses nothing else: version, choice, size, absence and type are refused as before', () => {
  const wrong: readonly object[] = [
    { schemaVersion: 3 },
    { clinic: { name: '123456789' } },
    { clinic: {} },
    { staff: [{ id: 1, role: 'porter' }] },
    { staff: [{ id: 1, role: 'doctor' }, null] },
    { rules: [] },
  ];
  for (const each of wrong) {
    expect(parseNewer(Sheet, { ...SHEET, ...each }).success).toBe(false);
    expect(parseNewer(Sheet, { ...SHEET, ...each, order: [] }).success).toBe(false);
  }
});

it('an alternative with an unknown field is the one that fits without it', () => {
  const revisionId = '0199d1f0-0000-7000-8000-000000000001';
  const items = [
    { revisionId, status: 409, code: 'revision-conflict', since: 4 },
    { revisionId, status: 201, receipt: 'a.b.c', warnings: [{ code: 'required', path: 'x' }], shard: 7 },
  ];
  expect(parseNewer(BatchResponse, { items, of: 2 })).toEqual({
    success: true,
    isNewer: true,
    data: {
      items: [
        { revisionId, status: 409, code: 'revision-conflict' },
        { revisionId, status: 201, receipt: 'a.b.c', warnings: [{ code: 'required' }] },
      ],
    },
  });
  expect(parseNewer(BatchResponse, { items: [{ revisionId, status: 201, shard: 7 }] }).success).toBe(false);
});

it('a field named like an object’s own parts is left out like any other and changes nothing', () => {
  const hostile = JSON.parse(
    '{"schemaVersion":2,"clinic":{"name":"a","__proto__":{"admin":true}},"staff":[],"constructor":1}',
  ) as unknown;
  const read = parseNewer(Sheet, hostile);
  expect(read).toEqual({
    success: true,
    data: { schemaVersion: 2, clinic: { name: 'a' }, staff: [] },
    isNewer: true,
  });
  expect({}).not.toHaveProperty('admin');
});

it('[property] never throws, and takes only what the schema takes', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), (value) => {
      const read = parseNewer(Sheet, value);
      if (read.success) expect(Sheet.safeParse(read.data).success).toBe(true);
    }),
    { numRuns: 500 },
  );
});
