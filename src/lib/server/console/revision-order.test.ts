import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hlcText } from '../../contract/hlc.ts';
import { inOrderMade } from './revision-order.ts';

const made = (revisionId: string, wallMs: number, hubSeq: number, parents: readonly string[] = []) => ({
  revisionId,
  parents,
  hlc: hlcText({ wallMs, counter: 0 }),
  hubSeq,
});

const ids = (revisions: readonly { readonly revisionId: string }[]): string =>
  revisions.map(({ revisionId }) => revisionId).join('');

describe('the order of revisions', () => {
  it('is that of their clocks, though they arrived otherwise', () => {
    expect(ids(inOrderMade([made('c', 30, 1), made('a', 10, 2), made('b', 20, 3)]))).toBe('abc');
  });

  it('puts a revision after those it was made from, though its clock stood still or ran back', () => {
    expect(ids(inOrderMade([made('b', 5, 1, ['a']), made('a', 10, 2), made('c', 7, 3)]))).toBe('cab');
  });

  it('is that of arrival where the clocks are the same', () => {
    expect(ids(inOrderMade([made('b', 10, 2), made('a', 10, 1)]))).toBe('ab');
  });

  it('shows revisions that name each other as parents', () => {
    expect(ids(inOrderMade([made('a', 1, 1, ['b']), made('b', 2, 2, ['a']), made('c', 3, 3)]))).toBe('cab');
  });

  it('keeps every revision once, with parents first, in the same order however they are given', () => {
    const histories = fc.array(fc.tuple(fc.nat(9), fc.array(fc.nat(12), { maxLength: 3 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(histories, (rows) => {
        const revisions = rows.map(([wallMs, before], index) => {
          const parents = index === 0 ? [] : before.map((each) => `r${String(each % index)}`);
          return made(`r${String(index)}`, wallMs, index + 1, parents);
        });
        const ordered = inOrderMade(revisions);
        expect(inOrderMade(revisions.toReversed())).toEqual(ordered);
        expect(ordered.toSorted((a, b) => a.hubSeq - b.hubSeq)).toEqual(revisions);
        const place = new Map(ordered.map(({ revisionId }, index) => [revisionId, index]));
        for (const { revisionId, parents } of ordered) {
          for (const parent of parents) expect(place.get(parent)).toBeLessThan(place.get(revisionId)!);
        }
      }),
    );
  });
});
