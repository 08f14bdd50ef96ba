import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BATCH_MAX_BYTES,
  BATCH_MAX_ITEMS,
  BatchResponse,
  decodeBatch,
  encodeBatch,
  type BatchItem,
} from './batch.ts';
import { toCbor, type Cbor } from './cbor.ts';

const item = (envelope = new Uint8Array([1, 2, 3])): BatchItem => ({
  recordId: '01930000-0000-8000-8000-000000000001',
  revisionId: '01930000-0000-7000-8000-000000000001',
  envelope,
});

const triple = ['a', 'b', new Uint8Array(3)] as const;

describe('a batch', () => {
  it('[property] says after the wire what it said before', () => {
    const items = fc.array(
      fc.record({
        recordId: fc.string({ minLength: 1, maxLength: 36 }),
        revisionId: fc.string({ minLength: 1, maxLength: 36 }),
        envelope: fc.uint8Array({ maxLength: 500 }),
      }),
      { minLength: 1, maxLength: BATCH_MAX_ITEMS },
    );
    fc.assert(
      fc.property(items, (given) => {
        expect(decodeBatch(encodeBatch(given))).toEqual(given);
      }),
    );
  });

  it('[property] is nothing when a byte is missing', () => {
    const whole = encodeBatch([item(), item()]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(decodeBatch(whole.slice(0, length))).toBeUndefined();
      }),
    );
  });

  it('has 64 items at most', () => {
    const many = (count: number): BatchItem[] => Array.from({ length: count }, () => item());
    expect(decodeBatch(encodeBatch(many(BATCH_MAX_ITEMS)))).toHaveLength(BATCH_MAX_ITEMS);
    expect(decodeBatch(encodeBatch(many(BATCH_MAX_ITEMS + 1)))).toBeUndefined();
  });

  it('has 2 MiB at most', () => {
    const overhead = encodeBatch([item(new Uint8Array(BATCH_MAX_BYTES / 2))]).length - BATCH_MAX_BYTES / 2;
    const largest = encodeBatch([item(new Uint8Array(BATCH_MAX_BYTES - overhead))]);
    expect(largest).toHaveLength(BATCH_MAX_BYTES);
    expect(decodeBatch(largest)).toHaveLength(1);
    expect(decodeBatch(encodeBatch([item(new Uint8Array(BATCH_MAX_BYTES - overhead + 1))]))).toBeUndefined();
  });

  it.each<[string, Cbor]>([
    ['no items', []],
    ['no array', 'batch'],
    ['an item that is no array', ['a']],
    ['an item of two parts', [['a', 'b']]],
    ['an item of four parts', [[...triple, 1]]],
    ['an id that is a number', [[1, 'b', new Uint8Array(3)]]],
    ['an empty id', [['', 'b', new Uint8Array(3)]]],
    ['an endless id', [['a', 'b'.repeat(65), new Uint8Array(3)]]],
    ['an envelope that is text', [['a', 'b', 'c']]],
    ['one good and one bad item', [triple, ['a', 'b', null]]],
  ])('is none with %s', (_, value) => {
    expect(decodeBatch(toCbor(value))).toBeUndefined();
  });
});

describe('the answer to a batch', () => {
  const receipt = { revisionId: 'b', status: 201, receipt: 'r', warnings: [] };
  const refusal = { revisionId: 'b', status: 422, code: 'revision-conflict' };

  it('has receipts and refusals', () => {
    const answer = { items: [receipt, refusal, { ...refusal, params: { what: 'path', kept: 1 } }] };
    expect(BatchResponse.parse(answer)).toEqual(answer);
  });

  it.each<[string, unknown]>([
    ['both in one', { ...receipt, ...refusal }],
    ['a receipt with the status of a problem', { ...receipt, status: 422 }],
    ['a problem with the status of success', { ...refusal, status: 200 }],
    ['neither', { revisionId: 'b', status: 201 }],
    ['more', { ...refusal, title: 'x' }],
  ])('is none with %s', (_, one) => {
    expect(BatchResponse.safeParse({ items: [one] }).success).toBe(false);
  });
});
