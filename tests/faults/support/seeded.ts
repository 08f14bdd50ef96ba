/** Draws that follow from a seed. */
export interface Seeded {
  /** From [0, 1). */
  readonly next: () => number;
  /** A whole number from [0, below). */
  readonly below: (below: number) => number;
  readonly pick: <T>(values: readonly T[]) => T;
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>;
  /** A source of its own for one try, so that a try can be replayed alone. */
  readonly of: (label: string | number) => Seeded;
}

/** Mixes a label into a seed (FNV-1a over its UTF-16 units). */
const mixed = (seed: number, label: string): number => {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < label.length; index += 1) {
    hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
};

/** mulberry32: small, fast and good enough for choosing faults; not for secrets. */
export const seeded = (seed: number): Seeded => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mix = Math.imul(state ^ (state >>> 15), state | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return ((mix ^ (mix >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError('nothing to pick from');
      return value;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
    of: (label) => seeded(mixed(seed, String(label))),
  };
};
