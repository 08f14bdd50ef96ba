import { describe, expect, it } from 'vitest';
import { oneRule } from '../testing/one-rule.ts';

const card = (stool: Parameters<typeof oneRule>[1]['stool']) => oneRule('stool-card', { stool });

describe('the stool colour card', () => {
  it.each([1, 2, 3])('[SC1] number %i goes to a doctor at once, with the stool', (number) => {
    expect(card({ number })).toMatchObject({
      state: 'met',
      clauses: ['SC1'],
      urgency: 'at-once',
      notes: ['bring-stool'],
      inputs: [{ name: 'stoolCardNumber', value: number }],
    });
  });

  it('[SC2] number 4 is watched', () => {
    expect(card({ number: 4 })).toMatchObject({
      state: 'met',
      clauses: ['SC2'],
      urgency: 'watch',
      notes: [],
    });
  });

  it.each([5, 6, 7])('[SC2] number %i meets nothing', (number) => {
    expect(card({ number })).toMatchObject({ state: 'not-met', missing: [] });
  });

  it.each(['paler', 'jaundice', 'darkUrine'])('[SC3] number 4 with %s is referred', (sign) => {
    expect(card({ number: 4, [sign]: true })).toMatchObject({ clauses: ['SC2', 'SC3'], urgency: 'refer' });
    expect(card({ number: 5, [sign]: true }).state).toBe('not-met');
  });

  it.each([undefined, 0, 8, 3.5, Number.NaN])('[CR3] number %s is not known', (number) => {
    expect(card({ number })).toMatchObject({
      state: 'open',
      missing: ['stoolCardNumber'],
    });
  });
});
