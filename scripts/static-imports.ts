import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Of a Vite manifest, what is of matter here. */
type Manifest = Readonly<Record<string, { dynamicImports?: readonly string[] }>>;

/** A Vite manifest without what is imported only when it is needed. */
export const withoutDynamicImports = (json: string): string => {
  const manifest = JSON.parse(json) as Manifest;
  for (const chunk of Object.values(manifest)) delete chunk.dynamicImports;
  return JSON.stringify(manifest, null, 2);
};

/**
 * Has SvelteKit name in a page what the page imports, and that only. It walks the imports of all kinds at once and
 * passes over what it has met: a chunk met first behind an `import()` is not preloaded where it is imported plainly as
 * well, and the styles of what is fetched later hold back the first frame.
 */
export const staticImports = (): Plugin => ({
  name: 'hagukumi-static-imports',
  applyToEnvironment: ({ name }) => name === 'client',
  writeBundle({ dir }) {
    if (dir === undefined) return;
    const file = join(dir, '.vite/manifest.json');
    writeFileSync(file, withoutDynamicImports(readFileSync(file, 'utf8')));
  },
});
