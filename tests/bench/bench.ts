/** What a figure must keep: at most or at least so much, absolute or as a ratio to the floor of the same run. */
export interface Budget {
  readonly of: 'value' | 'ratio';
  readonly is: 'at most' | 'at least';
  readonly limit: number;
}

/** One figure of a run. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** The least that the platform itself needs for the same work, measured in the same run. */
  readonly floor?: number;
  /** All must hold. Empty: a figure to watch. */
  readonly budgets: readonly Budget[];
}

/** Measures one subject. Rejects when it cannot be measured, never when a budget is missed. */
export type Bench = () => Promise<readonly BenchRow[]>;

export const atMost = (limit: number): Budget => ({ of: 'value', is: 'at most', limit });
export const atLeast = (limit: number): Budget => ({ of: 'value', is: 'at least', limit });
export const ratioAtMost = (limit: number): Budget => ({ of: 'ratio', is: 'at most', limit });
export const ratioAtLeast = (limit: number): Budget => ({ of: 'ratio', is: 'at least', limit });

/** Value over floor; `undefined` without a floor. */
export const ratioOf = ({ value, floor }: BenchRow): number | undefined =>
  floor === undefined || floor === 0 ? undefined : value / floor;

/** Whether every budget holds. A ratio that could not be taken is not kept. */
export const isKept = (row: BenchRow): boolean =>
  row.budgets.every(({ of, is, limit }) => {
    const figure = of === 'value' ? row.value : ratioOf(row);
    if (figure === undefined) return false;
    return is === 'at most' ? figure <= limit : figure >= limit;
  });
