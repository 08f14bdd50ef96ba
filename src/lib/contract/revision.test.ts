import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CONTENT_MAX_DEPTH, hasPrototypeKey, isShallow, RevisionContent } from './revision.ts';

const uuid = (last: number): string => `018f3f6e-5c00-7aaa-8bbb-${String(last).padStart(12, '0')}`;

const aRevision = (): RevisionContent => ({
  schemaVersion: 1,
  recordId: uuid(1),
  revisionId: uuid(2),
  parents: [],
  checkup: {
    checkupId: uuid(3),
    municipality: '131130',
    clinicId: uuid(4),
    sessionId: uuid(5),
    subjectId: uuid(6),
    program: 'infant-3-4m',
    date: '2026-11-21',
  },
  section: 'questionnaire',
  formId: 'form',
  formVersion: '1',
  status: 'submitted',
  author: { kind: 'guardian', identifiedBy: 'ticket' },
  authoredAt: '2026-11-21T01:02:03.004Z',
  language: 'ja',
  response: { resourceType: 'QuestionnaireResponse' },
});

const accepts = (value: unknown): boolean => z.safeParse(RevisionContent, value).success;

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

describe('a revision', () => {
  it('is taken from guardian and staff', () => {
    expect(accepts(aRevision())).toBe(true);
    expect(accepts({ ...aRevision(), author: { kind: 'staff', staffId: uuid(7), role: 'doctor' } })).toBe(
      true,
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['another schema version', { schemaVersion: 2 }],
    ['a record id in capitals', { recordId: uuid(1).toUpperCase() }],
    ['too many parents', { parents: Array.from({ length: 17 }, (_, index) => uuid(index)) }],
    ['a section nobody knows', { section: 'dental-x' }],
    ['a status nobody knows', { status: 'deleted' }],
    ['a guardian with a name', { author: { kind: 'guardian', identifiedBy: 'ticket', name: 'A' } }],
    ['a role nobody knows', { author: { kind: 'staff', staffId: uuid(7), role: 'root' } }],
    ['a local time', { authoredAt: '2026-11-21T10:02:03+09:00' }],
    ['a day that does not exist', { checkup: { ...aRevision().checkup, date: '2026-02-30' } }],
    ['a response that is a list', { response: [] }],
    ['a field nobody asked for', { note: 'x' }],
  ])('is refused with %s', (_what, change) => {
    expect(accepts({ ...aRevision(), ...change })).toBe(false);
  });

  it('is refused with a __proto__ key of its own', () => {
    const text = JSON.stringify(aRevision()).replace('{', '{"__proto__":{"status":"confirmed"},');
    expect(accepts(JSON.parse(text))).toBe(false);
  });
});

describe('the depth of parsed JSON', () => {
  it('is allowed up to the limit, inclusive', () => {
    expect(isShallow('text')).toBe(true);
    expect(isShallow(nested(CONTENT_MAX_DEPTH + 1))).toBe(true);
    expect(isShallow(nested(CONTENT_MAX_DEPTH + 2))).toBe(false);
    expect(isShallow({ a: [{ b: 1 }] }, 3)).toBe(true);
    expect(isShallow({ a: [{ b: 1 }] }, 2)).toBe(false);
  });

  it('is found too deep without overflowing the stack', () => {
    expect(isShallow(nested(100_000))).toBe(false);
  });
});

describe('keys that reach a prototype', () => {
  it.each([
    '{"__proto__":1}',
    '{"a":[{"b":{"__proto__":{}}}]}',
    '{"constructor":{"prototype":{}}}',
    '[[[{"prototype":null}]]]',
  ])('are found in %s', (text) => {
    expect(hasPrototypeKey(JSON.parse(text))).toBe(true);
  });

  it.each(['{"proto":1}', '{"a":"__proto__"}', '["constructor"]', 'null', '1', '{"a":null,"b":[]}'])(
    'are not found in %s',
    (text) => {
      expect(hasPrototypeKey(JSON.parse(text))).toBe(false);
    },
  );

  it('are found in whatever place of a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const hostile = JSON.parse('{"__proto__":{}}') as unknown;
        expect(hasPrototypeKey([before, { x: [hostile] }, after])).toBe(true);
      }),
    );
  });

  it('are looked for in very wide values', () => {
    const wide: unknown[] = Array.from({ length: 1_000_000 }, () => 0);
    expect(hasPrototypeKey(wide)).toBe(false);
    expect(isShallow(wide)).toBe(true);
  });
});
