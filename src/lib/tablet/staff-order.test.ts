import { describe, expect, it } from 'vitest';
import { anId } from '../../../tests/support/a-bundle.ts';
import type { StaffEntry } from '../contract/people.ts';
import { staffByLastUse } from './staff-order.ts';

const people = ['a', 'b', 'c'].map((name) => ({ staffId: anId(), name }) as StaffEntry);
const [a, b, c] = people;
const unlocked = (seq: number, person: StaffEntry | undefined) => ({
  seq,
  action: 'unlocked' as const,
  staffId: person?.staffId ?? '',
});

describe('the list of names', () => {
  it('begins with who unlocked last, and keeps the hub’s order for the others', () => {
    const order = staffByLastUse(people, [unlocked(1, c), unlocked(2, b), unlocked(3, c)]);
    expect(order.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect(staffByLastUse(people, []).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('does not go by wrong PINs', () => {
    const order = staffByLastUse(people, [
      unlocked(1, a),
      { seq: 2, action: 'unlock-refused', staffId: b?.staffId ?? '' },
    ]);
    expect(order.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});
