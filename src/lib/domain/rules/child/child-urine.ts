import { decide, look } from '../criterion.ts';
import type { ChildUrineResult } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { when } from '../truth.ts';

const done = (result: ChildUrineResult | undefined): ChildUrineResult | undefined =>
  result === 'not-done' ? undefined : result;

const TESTS = [
  { id: 'CU1', name: 'protein' },
  { id: 'CU2', name: 'blood' },
  { id: 'CU3', name: 'glucose' },
] as const;

/**
 * Child's urine (検尿) on the scale −, ±, +: protein [CU1], blood [CU2], glucose [CU3], from + or, if the municipality
 * wants it, from ± on (u). A test that was not done is not known.
 */
export const childUrine = defineRule({
  id: 'child-urine',
  title: { ja: '検尿', en: 'Urine test' },
  programs: ['child-3y', 'child-5y'],
  audience: 'anyone',
  source: '検尿の区分は乳幼児健診等における標準的な電子的記録様式（どこから再検査とするかは出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: { from: { kind: 'choice', standard: 'positive', options: ['positive', 'trace'] } },
  judge: ({ urine }, { from }) =>
    decide(
      TESTS.map(({ id, name }) => {
        const result = done(urine?.[name]);
        return {
          id,
          holds: when(result, (code) => code === 'positive' || (from === 'trace' && code === 'trace')),
          looksAt: [look(`${name}Urine`, result)],
          urgency: 'again' as const,
        };
      }),
    ),
});
