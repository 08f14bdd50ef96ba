import type { Act } from './browser-acts.ts';
import type { Findings } from './browser-check.ts';
import { NO_FAULT, type FaultFigures } from './fault-row.ts';

/** What was seen over all kills of a run. */
export interface Counted {
  kills: number;
  /** Kills within a write of the browser's database engine. */
  torn: number;
  saves: number;
  thanks: number;
  delivered: number;
  /** Records whose bytes the tablet has let go, because a backup of the hub has them. */
  letGo: number;
  offline: number;
  unarmed: number;
  handOverForgotten: number;
  readonly acts: Map<Act, number>;
}

export const nothingCounted = (): Counted => ({
  kills: 0,
  torn: 0,
  saves: 0,
  thanks: 0,
  delivered: 0,
  letGo: 0,
  offline: 0,
  unarmed: 0,
  handOverForgotten: 0,
  acts: new Map(),
});

export const add = (sum: Findings, more: Findings): void => {
  sum.lost += more.lost;
  sum.duplicates += more.duplicates;
  sum.undecryptable += more.undecryptable;
  sum.falseSaved += more.falseSaved;
  sum.failures.push(...more.failures);
};

/** @param killing milliseconds from the first kill of a round to its last, over all rounds; `minutes` of the whole run */
export const figuresOf = (
  counted: Counted,
  found: Findings,
  { hubErrors, killing, minutes }: { hubErrors: number; killing: number; minutes: number },
): FaultFigures => ({
  ...NO_FAULT,
  tries: counted.kills,
  lost: found.lost,
  duplicates: found.duplicates,
  undecryptable: found.undecryptable,
  falseSaved: found.falseSaved,
  hubErrors,
  counted: {
    'saves acknowledged': counted.saves,
    'completions acknowledged': counted.thanks,
    'records at the hub': counted.delivered,
    'let go by the tablet': counted.letGo,
    'kills without network': counted.offline,
    'kills within a write of the engine': counted.torn,
    'kills by act': [...counted.acts].map(([act, times]) => `${act} ${String(times)}`).join(', '),
    'kills at rest': counted.unarmed,
    'hand-over screen not back after a kill': counted.handOverForgotten,
    'kills a minute': (counted.kills / minutes).toFixed(1),
    'seconds per kill': (killing / 1000 / counted.kills).toFixed(2),
  },
  failures: found.failures,
});
