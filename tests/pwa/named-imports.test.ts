// Looks at the build: run `npm run build` before.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withoutDynamicImports } from '../../scripts/static-imports.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));
const PAGES = join(BUILD, 'prerendered');

const named = (html: string, rel: string): readonly string[] =>
  [...html.matchAll(/<link href="(\/_app\/[^"]+)" rel="([a-z]+)"/g)].flatMap(([, path = '', kind]) =>
    kind === rel ? path : [],
  );

/** What a module of the build imports plainly. */
const importsOf = (path: string): readonly string[] =>
  [
    ...readFileSync(join(BUILD, 'client', path), 'utf8').matchAll(
      /(?:\bfrom|\bimport) ?"(\.{1,2}\/[^"]+\.js)"/g,
    ),
  ].map(([, to = '']) => posix.join(dirname(path), to));

const pages = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.html'),
);

describe('a prerendered page', () => {
  it.each(pages)('%s names every module that it imports plainly, however deep', (page) => {
    const preloaded = named(readFileSync(join(PAGES, page), 'utf8'), 'modulepreload');
    const met = new Set<string>(preloaded);
    for (const path of met) for (const imported of importsOf(path)) met.add(imported);
    expect([...met].filter((path) => !preloaded.includes(path))).toEqual([]);
    expect(preloaded.length).toBeGreaterThan(3);
  });

  it('is not held back by styles of what is fetched later', () => {
    const styles = named(readFileSync(join(PAGES, 'preview.html'), 'utf8'), 'stylesheet');
    const later = styles.filter((path) => /\/(?:RowsFrame|GroupTable|ComboItem|Desk)\./.test(path));
    expect(later).toEqual([]);
    expect(styles.length).toBeGreaterThan(0);
  });
});

describe('the manifest of the build', () => {
  it('loses what is imported on demand, and nothing else', () => {
    const manifest = {
      'a.js': { file: 'a.js', imports: ['b.js'], dynamicImports: ['c.js'], css: ['a.css'] },
      'b.js': { file: 'b.js' },
    };
    expect(JSON.parse(withoutDynamicImports(JSON.stringify(manifest)))).toEqual({
      'a.js': { file: 'a.js', imports: ['b.js'], css: ['a.css'] },
      'b.js': { file: 'b.js' },
    });
  });
});
