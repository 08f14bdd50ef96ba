import { type BenchRow, isKept, ratioOf } from './bench.ts';
import type { BenchRun } from './benchmarks-page.ts';

/** One figure as it stands in `bench.json`. */
interface RecordedRow extends BenchRow {
  /** The bench that measured it. */
  readonly bench: string;
  readonly measuredAt: string;
  readonly ratio: number | null;
  readonly kept: boolean;
}

type Named = Readonly<Partial<Record<'bench' | 'name', unknown>>>;

const isRow = (row: unknown): row is Named => typeof row === 'object' && row !== null;

/** The rows of an earlier `bench.json`, whatever that holds. */
const rowsIn = (record: unknown): readonly unknown[] =>
  typeof record === 'object' && record !== null && 'rows' in record && Array.isArray(record.rows)
    ? (record.rows as readonly unknown[])
    : [];

/**
 * The rows of `bench.json` after a run: those of the benches that ran are new, those of the others stay as they were. A row
 * that does not say its bench, from before this was recorded, stays until its figure is measured again.
 */
export const recordedRows = (
  before: unknown,
  runs: readonly Pick<BenchRun, 'name' | 'rows'>[],
  measuredAt: string,
): readonly unknown[] => {
  const ran = new Set(runs.map(({ name }) => name));
  const names = new Set<unknown>(runs.flatMap(({ rows }) => rows.map(({ name }) => name)));
  const isOfOthers = ({ bench, name }: Named): boolean =>
    typeof bench === 'string' ? !ran.has(bench) : !names.has(name);
  const kept = rowsIn(before).filter((row) => isRow(row) && isOfOthers(row));
  const measured = runs.flatMap(({ name, rows }) =>
    rows.map((row): RecordedRow => ({
      bench: name,
      measuredAt,
      ...row,
      ratio: ratioOf(row) ?? null,
      kept: isKept(row),
    })),
  );
  return [...kept, ...measured];
};
