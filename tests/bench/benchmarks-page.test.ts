import { describe, expect, it } from 'vitest';
import { atMost, type BenchRow, ratioAtMost } from './bench.ts';
import { cellsOf, withBenches } from './benchmarks-page.ts';

const row = (value: number): BenchRow => ({
  name: 'load | save',
  unit: 'ms',
  value,
  floor: 100,
  budgets: [ratioAtMost(1.25), atMost(500)],
});

const run = (name: string, value: number): { name: string; where: string; rows: readonly BenchRow[] } => ({
  name,
  where: 'here',
  rows: [row(value)],
});

describe('the page of benchmarks', () => {
  it('says of a budget whether it was kept', () => {
    expect(cellsOf(row(120)).at(-1)).toBe('kept');
    expect(cellsOf(row(126)).at(-1)).toBe('MISSED');
    expect(cellsOf({ ...row(1), budgets: [] }).at(-1)).toBe('');
  });

  it('puts a new bench at the end and leaves what stands before', () => {
    const page = withBenches('# Benchmarks\n\nwords\n', [run('a', 1), run('b', 2)]);
    expect(page).toMatch(/^# Benchmarks\n\nwords\n\n<!-- bench a -->/);
    expect(page.indexOf('## a')).toBeLessThan(page.indexOf('## b'));
    expect(page).toContain('| load \\| save | ms | 1.00 | 100 |');
  });

  it('replaces the table of a bench that ran again and no other', () => {
    const before = withBenches('# Benchmarks\n', [run('a', 1), run('b', 2)]);
    const after = withBenches(before, [run('a', 345)]);
    expect(after).toContain('345');
    expect(after).not.toContain('| 1.00 |');
    expect(after.slice(after.indexOf('<!-- bench b -->'))).toBe(
      before.slice(before.indexOf('<!-- bench b -->')),
    );
  });

  it('is the same page when the same bench runs with the same figures', () => {
    const once = withBenches('# Benchmarks\n', [run('a', 1)]);
    expect(withBenches(once, [run('a', 1)])).toBe(once);
  });
});
