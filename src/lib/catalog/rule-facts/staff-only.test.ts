import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from '../../../../tests/support/architecture/read-tree.ts';
import { resolveImport } from '../../../../tests/support/architecture/rooms.ts';

const files = new Map(
  readTree(join(import.meta.dirname, '..', '..', '..', '..')).map((file) => [file.path, file]),
);

/** Every file that is loaded with these, directly or through others; type imports load nothing. */
const loadedWith = (roots: readonly string[]): ReadonlySet<string> => {
  const reached = new Set(roots);
  for (const path of reached) {
    const edges = files.get(path)?.imports ?? [];
    for (const { specifier, typeOnly } of edges) {
      const target = resolveImport(path, specifier);
      if (target !== undefined && !typeOnly) reached.add(target);
    }
  }
  return reached;
};

const inFolder = (folder: string): readonly string[] =>
  [...files.keys()].filter((path) => path.startsWith(folder) && !path.endsWith('.test.ts'));

const RULES = /^src\/lib\/(?:catalog\/rule-facts|domain\/rules)\/|\/(?:GrowthPanel|GrowthChart)\.svelte$/;
const rulesIn = (roots: readonly string[]): readonly string[] =>
  [...loadedWith(roots)].filter((path) => RULES.test(path));

describe('rules and growth', () => {
  it('[CR7] reach no screen of a guardian', () => {
    const guardian = [...inFolder('src/routes/(tablet)/kiosk/'), ...inFolder('src/routes/q/')];
    expect(guardian.length).toBeGreaterThan(3);
    expect(rulesIn(guardian)).toEqual([]);
  });

  it('reach the screens of staff', () => {
    expect(rulesIn(inFolder('src/routes/(tablet)/clinic/'))).toContain(
      'src/lib/catalog/rule-facts/rule-facts.ts',
    );
  });
});
