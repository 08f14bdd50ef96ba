import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RuleFacts } from './facts.ts';
import { RULES } from './rules.ts';
import { runRules } from './run-rules.ts';
import { anyFacts } from './testing/any-facts.ts';

/**
 * Rules that take nothing for granted. The others say in their SPEC.md row or doc comment what they go by while it is
 * not known: the due date, an earlier head, an earlier weight, the day of a sample, an outcome with both readings.
 */
const STRICT = [
  'stool-card',
  'obesity-index',
  'visual-acuity',
  'child-urine',
  'many-caries',
  'home-events',
  'detailed-voucher',
  'newborn-hearing-follow-up',
  'pregnancy-blood-pressure',
  'pregnancy-urine-protein',
  'pregnancy-urine-glucose',
  'pregnancy-weight-gain',
  'pregnancy-haemoglobin',
  'epds',
  'bonding-items',
];

/** The facts without some of what is in their groups, picked by `keep`. */
const forget = (facts: RuleFacts, keep: readonly boolean[]): RuleFacts => {
  let index = 0;
  const kept = (): boolean => keep[index++ % keep.length] ?? true;
  return Object.fromEntries(
    Object.entries(facts).map(([name, group]: [string, unknown]) => {
      if (name === 'program' || name === 'today') return [name, group];
      if (typeof group !== 'object' || group === null || Array.isArray(group))
        return [name, kept() ? group : undefined];
      return [name, Object.fromEntries(Object.entries(group).filter(() => kept()))];
    }),
  ) as unknown as RuleFacts;
};

const allOn = Object.fromEntries(RULES.map(({ id }) => [id, { on: true }]));

const OPPOSITE: Readonly<Record<string, string>> = { met: 'not-met', 'not-met': 'met' };

it('[CR1] what becomes known later never overturns what a strict rule said', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      anyFacts,
      fc.array(fc.boolean(), { minLength: 7, maxLength: 23 }),
      fc.constantFrom(...STRICT),
      (facts, keep, id) => {
        const program = RULES.find((rule) => rule.id === id)?.programs[0] ?? facts.program;
        const say = (known: RuleFacts) =>
          runRules({ ...known, program }, allOn).find(({ rule }) => rule === id)?.state ?? 'absent';
        const [early, late] = [say(forget(facts, keep)), say(facts)];
        if (early !== 'open') compared += 1;
        expect(late).not.toBe(OPPOSITE[early]);
      },
    ),
    { numRuns: 4000 },
  );
  expect(compared).toBeGreaterThan(400);
}, 60_000);
