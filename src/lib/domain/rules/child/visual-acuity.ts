import { decide, look } from '../criterion.ts';
import type { Acuity } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { credible, either, when, type Truth } from '../truth.ts';

const SIDES = ['right', 'left'] as const;

const credibleAcuity = (acuity: Acuity | undefined): Acuity | undefined =>
  typeof acuity === 'number' ? credible(acuity, 0.01, 3) : acuity;

const below = (acuity: Acuity, pass: number): Truth =>
  typeof acuity === 'number' ? acuity < pass : acuity === 'failed';

/**
 * Visual acuity at 3 years: an eye that does not reach 0.5 [VS1]; an eye that could not be tested is not one that
 * passed, and is tested again [VS2]. Each eye by itself.
 */
export const visualAcuity = defineRule({
  id: 'visual-acuity',
  title: { ja: '視力検査', en: 'Visual acuity' },
  programs: ['child-3y', 'child-5y'],
  audience: 'anyone',
  source: '3歳児健診の視力検査：左右とも0.5（日本眼科医会ほか）',
  version: '1',
  on: true,
  unsourced: false,
  parameters: { pass: { kind: 'number', standard: 0.5, min: 0.1, max: 1.5 } },
  judge: ({ acuity }, { pass }) => {
    const eyes = SIDES.map((side) => ({ name: `${side}Acuity`, value: credibleAcuity(acuity?.[side]) }));
    const looksAt = eyes.map(({ name, value }) => look(name, value));
    return decide([
      {
        id: 'VS1',
        holds: either(...eyes.map(({ value }) => when(value, (known) => below(known, pass)))),
        looksAt,
        urgency: 'refer',
      },
      {
        id: 'VS2',
        holds: either(...eyes.map(({ value }) => when(value, (known) => known === 'could-not-test'))),
        looksAt,
        urgency: 'again',
      },
    ]);
  },
});
