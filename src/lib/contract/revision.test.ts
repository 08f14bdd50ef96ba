import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  CONTENT_MAX_DEPTH,
  hasPrototypeKey,
  inVersion1,
  isShallow,
  needsSignature,
  readRevision,
  RevisionContent,
} from './revision.ts';

const uuid = (last: number): string => `018f3f6e-5c00-7aaa-8bbb-${String(last).padStart(12, '0')}`;

const aRevision = (): RevisionContent => ({
  schemaVersion: 2,
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
  hlc: { wallMs: Date.parse('2026-11-21T01:02:03.004Z'), counter: 0 },
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
    ['a later schema version', { schemaVersion: 3 }],
    ['a clock that stands before 1970', { hlc: { wallMs: -1, counter: 0 } }],
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

  it('may bear the criteria it was signed with: clauses and inputs too, since builds seal them, and nothing else', () => {
    const met = { rule: 'head-size', version: '1', state: 'met', parameters: { linesCrossed: 2 } };
    const inputs = [
      { name: 'headBand', value: 'above' },
      { name: 'weightNow', value: 6240, unit: 'g' },
    ];
    const withCriteria = (...criteria: unknown[]) => ({ ...aRevision(), criteria });
    expect(accepts(withCriteria(met, { ...met, clauses: ['HC1'], inputs }))).toBe(true);
    expect(accepts(withCriteria({ ...met, inputs: [{ name: 'headBand' }] }))).toBe(false);
    expect(accepts(withCriteria({ ...met, inputs: [{ name: 'x', value: 1, subject: 'y' }] }))).toBe(false);
    expect(accepts(withCriteria({ ...met, inputs: Array(201).fill(inputs[0]) }))).toBe(false);
    expect(accepts(withCriteria({ ...met, state: 'not-met' }))).toBe(false);
  });

  it('is refused with a __proto__ key of its own', () => {
    const text = JSON.stringify(aRevision()).replace('{', '{"__proto__":{"status":"confirmed"},');
    expect(accepts(JSON.parse(text))).toBe(false);
  });
});

const frozen = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/revision-schema-1.json', import.meta.url), 'utf8'),
) as Record<'submitted' | 'saved' | 'confirmed' | 'amended', string>;

describe('reading a revision', () => {
  it('takes today’s version as it is', () => {
    expect(readRevision(aRevision())).toEqual({ content: aRevision(), writtenAs: 2 });
  });

  it.each(Object.keys(frozen) as (keyof typeof frozen)[])(
    'takes what an older build wrote in version 1, %s, and says when by the hub’s clock',
    (status) => {
      const json = JSON.parse(frozen[status]) as Record<string, unknown>;
      const read = readRevision(json);
      expect(read?.writtenAs).toBe(1);
      const { hlc, ...rest } = read!.content;
      expect(rest).toEqual({ ...json, schemaVersion: 2 });
      expect(hlc).toEqual({ wallMs: Date.parse(json['authoredAt'] as string) - 1_234, counter: 0 });
    },
  );

  it('gives every revision of version 1 a stamp in bounds, whatever its tablet measured', () => {
    const json = JSON.parse(frozen.saved) as Record<string, unknown>;
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom('0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '2026-11-21T00:00:00.000Z'),
        (clockOffsetMs, authoredAt) => {
          const content = readRevision({ ...json, clockOffsetMs, authoredAt })?.content;
          expect(RevisionContent.safeParse(content).success).toBe(true);
        },
      ),
    );
  });

  it('reads version 1 that today’s build wrote without a key', () => {
    const read = readRevision(JSON.parse(JSON.stringify(inVersion1(aRevision()))));
    expect(read).toEqual({ content: aRevision(), writtenAs: 1 });
  });

  it.each<[string, unknown]>([
    ['version 1 with a stamp', { ...aRevision(), schemaVersion: 1 }],
    ['version 2 without one', { ...inVersion1(aRevision()), schemaVersion: 2 }],
    ['a version nobody knows', { ...aRevision(), schemaVersion: 3 }],
    ['a version that is a text', { ...aRevision(), schemaVersion: '2' }],
    ['a name that every object has', { ...aRevision(), schemaVersion: 'constructor' }],
    ['no version', inVersion1({ ...aRevision() }).response],
    ['nothing', null],
    ['a number', 7],
  ])('refuses %s', (_, json) => {
    expect(readRevision(json)).toBeUndefined();
  });
});

describe('what needs the signature of a person', () => {
  it('is what was confirmed, and what was amended after that', () => {
    const statuses = ['submitted', 'saved', 'confirmed', 'amended'] as const;
    expect(statuses.filter(needsSignature)).toEqual(['confirmed', 'amended']);
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
