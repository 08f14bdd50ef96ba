import { expect } from 'vitest';

/** A word of a catalogue by its path. */
export interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

export const leaves = (value: unknown, path = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`))
    : [{ path, value }];

type Say = (...values: readonly unknown[]) => unknown;

const sayOf = ({ path, value }: Leaf): Say => {
  if (typeof value === 'string') return () => value;
  if (typeof value !== 'function') throw new TypeError(`${path} is neither text nor function`);
  return value as Say;
};

const isIssue = ({ path }: Leaf): boolean => path.startsWith('form.issues.');

/** Every sentence: functions are called with marked arguments, to see each of them used. */
export const sentenceOf = (leaf: Leaf): string =>
  String(isIssue(leaf) ? sayOf(leaf)({ bound: '7', unit: 'kg' }) : sayOf(leaf)(3, 4, 9));

/** The sentence as above and as it is for one, for none, for too many, and for an issue without unit or bound. */
export const formsOf = (leaf: Leaf): readonly string[] => {
  const say = sayOf(leaf);
  const others = isIssue(leaf)
    ? [say({ bound: '7' }), say({ bound: '1' }), String(say({})).trim()]
    : [say(1, 1, 1), say(0, 4, 9), say(-1, 4, 9), say(-5, 4, 9)];
  return [sentenceOf(leaf), ...others.map(String)];
};

/** The marks of the arguments that a sentence says. */
export const saidArguments = (leaf: Leaf): readonly string[] =>
  [...new Set(sentenceOf(leaf).match(/[3479]|kg/g) ?? [])].sort();

const UNFINISHED = /undefined|NaN|\[object|TODO|TBD|FIXME|XXX|\{\w*\}|%[sd]|\$\{/;

export const expectFinished = (list: readonly Leaf[]): void => {
  for (const leaf of list)
    for (const sentence of formsOf(leaf)) {
      expect(sentence.trim(), leaf.path).not.toBe('');
      expect(sentence, leaf.path).toBe(sentence.trim());
      expect(sentence, leaf.path).not.toMatch(UNFINISHED);
    }
};

export const expectSameArguments = (list: readonly Leaf[], model: readonly Leaf[]): void => {
  const models = new Map(model.map((leaf) => [leaf.path, leaf]));
  for (const leaf of list) {
    const other = models.get(leaf.path);
    if (typeof leaf.value !== 'function' || other === undefined) continue;
    expect(saidArguments(leaf), leaf.path).toEqual(saidArguments(other));
  }
};
