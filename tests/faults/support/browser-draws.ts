import type { Act } from './browser-acts.ts';
import type { Ending } from './browser-life.ts';
import type { Seeded } from './seeded.ts';

/** How often what is done at the moment of a kill. */
const WEIGHTS: readonly (readonly [Act, number])[] = [
  ['choose', 5],
  ['type', 6],
  ['submit', 6],
  ['staff-type', 4],
  ['confirm', 5],
  ['unlock', 1],
  ['deliver', 4],
];

export const drawAct = (random: Seeded): Act => {
  let left = random.below(WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [act, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return act;
  }
  return 'choose';
};

/** The engine makes about so many writes within half a second of typing. */
const WRITES = 40;
const PERCENTS = [0, 30, 100] as const;

/**
 * Milliseconds from the deed to the kill: often microseconds, and half of the time anywhere in what a seal, a commit
 * and an answer of the hub take together.
 */
const delayOf = (random: Seeded): number =>
  random.next() < 0.5 ? 0.01 * 10_000 ** random.next() : 500 * random.next();

/** @param canTear whether a browser can be ended within a write here; then a third of them are */
export const drawEnding = (random: Seeded, canTear: boolean): Ending => {
  const delayMs = delayOf(random);
  const tears = random.next() < 1 / 3;
  const write = { writes: 1 + random.below(WRITES), percent: random.pick(PERCENTS) };
  return tears && canTear ? write : { delayMs };
};

export const endingText = (ending: Ending): string =>
  'delayMs' in ending
    ? `${ending.delayMs.toFixed(2)} ms`
    : `within write ${String(ending.writes)} at ${String(ending.percent)} %`;
