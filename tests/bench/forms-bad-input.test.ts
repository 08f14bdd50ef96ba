import { describe, expect, it } from 'vitest';
import { formsBadInputBench } from './forms-bad-input.ts';

describe('bad input', () => {
  // How long each takes is for the bench to say: here a machine may be busy.
  it('ends in a refusal, or in a form that can be filled in, each as it should', async () => {
    const rows = await formsBadInputBench();
    expect(rows.map(({ name }) => name).filter((name) => !/: (?:refused|told|taken)$/.test(name))).toEqual(
      [],
    );
    expect(rows.length).toBeGreaterThanOrEqual(19);
  }, 120_000);
});
