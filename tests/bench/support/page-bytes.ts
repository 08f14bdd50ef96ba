import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Bytes of a file after brotli at its best, as a server sends it. */
export const brotliBytes = (file: string): number => brotliCompressSync(readFileSync(file)).length;

/** Scripts and styles that a prerendered page names: all that its route imports statically. */
export const assetsOf = (html: string): readonly string[] => [
  ...new Set(
    [...html.matchAll(/<link href="(\/_app\/[^"]+)" rel="(?:modulepreload|stylesheet)"/g)].map(
      ([, path]) => path ?? '',
    ),
  ),
];

/** Brotli bytes of the scripts and styles of a prerendered page. Rejects a page that names none. */
export const pageBytes = (page: string, client: string): number => {
  const assets = assetsOf(readFileSync(page, 'utf8'));
  if (assets.length === 0) throw new Error(`${page} names no scripts`);
  return assets.reduce((sum, path) => sum + brotliBytes(join(client, path)), 0);
};
