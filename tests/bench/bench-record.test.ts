import { describe, expect, it } from 'vitest';
import { atMost, type BenchRow } from './bench.ts';
import { recordedRows } from './bench-record.ts';

const row = (name: string, value: number): BenchRow => ({ name, unit: 'ms', value, budgets: [atMost(10)] });
const TODAY = '2026-11-22T00:00:00.000Z';

describe('the record of a run', () => {
  it('replaces the rows of the benches that ran and keeps those of the others', () => {
    const first = recordedRows(
      undefined,
      [
        { name: 'a', rows: [row('x', 1), row('y', 2)] },
        { name: 'b', rows: [row('x', 30)] },
      ],
      '2026-11-21T00:00:00.000Z',
    );
    const second = recordedRows({ rows: first }, [{ name: 'a', rows: [row('x', 5)] }], TODAY);
    expect(second).toMatchObject([
      { bench: 'b', name: 'x', value: 30, kept: false, measuredAt: '2026-11-21T00:00:00.000Z' },
      { bench: 'a', name: 'x', value: 5, kept: true, ratio: null, measuredAt: TODAY },
    ]);
  });

  it.each([[null], ['broken'], [{ rows: 5 }], [{ rows: [null, 3, row('x', 7)] }]])(
    'is only what was measured where there was %j before',
    (before) => {
      expect(recordedRows(before, [{ name: 'a', rows: [row('x', 1)] }], TODAY)).toHaveLength(1);
    },
  );
});
