import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CheckIn } from './check-in.ts';
import { EnrolRequest } from './enrolment.ts';
import { parseAs } from './parse-as.ts';
import { RevisionContent } from './revision.ts';

const HOSTILE: readonly unknown[] = [
  { length: { valueOf: 1, toString: 1 } },
  { length: { toString: null, valueOf: null } },
  { size: { valueOf: 1, toString: 1 } },
  [{ length: { valueOf: 1, toString: 1 } }],
];

it('a length that cannot be compared is a value that does not fit, not an error', () => {
  const schema = z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(64)) });
  expect(() => schema.safeParse({ code: HOSTILE[0] })).toThrow();
  for (const value of HOSTILE) expect(parseAs(schema, { code: value }).success).toBe(false);
  expect(parseAs(schema, { code: 'a' })).toEqual({ success: true, data: { code: 'a' } });
});

const expectRefusals = (
  fields: readonly string[],
  read: (value: unknown) => { readonly success: boolean },
): void => {
  for (const key of fields) for (const value of HOSTILE) expect(read({ [key]: value }).success).toBe(false);
};

it('no field of an enrolment, a check-in or a revision throws, whatever stands in it', () => {
  expectRefusals(Object.keys(EnrolRequest.def.shape), (value) => parseAs(EnrolRequest, value));
  expectRefusals(Object.keys(CheckIn.def.shape), (value) => parseAs(CheckIn, value));
  expectRefusals(Object.keys(RevisionContent.def.shape), (value) => parseAs(RevisionContent, value));
});
