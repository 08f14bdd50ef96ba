import type { FaultRun } from './fault-row.ts';
import { seeded, type Seeded } from './seeded.ts';

/** One try of a row. */
export interface Try {
  /** From 0. */
  readonly index: number;
  /** Every choice of the try follows from it, whichever tries were made before. */
  readonly draw: Seeded;
}

/** The tries of a run in their order, or the one that is to be seen again. */
export function* triesOf({
  count,
  seed,
  ...from
}: Pick<FaultRun, 'count' | 'seed' | 'only' | 'first'>): Generator<Try> {
  const source = seeded(seed);
  const first = from.only ?? from.first ?? 0;
  const last = from.only ?? first + count - 1;
  for (let index = first; index <= last; index += 1) yield { index, draw: source.of(index) };
}
