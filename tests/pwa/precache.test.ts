// Looks at the build: run `npm run build` before.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Installation, installBuiltWorker } from '../support/built-worker.ts';

const BUILD = fileURLToPath(new URL('../../build', import.meta.url));

/** DESIGN §8: whole precache at most 2.5 MB as it travels. */
const PRECACHE_MAX_BYTES = 2_500_000;

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Size on the wire: the brotli file beside it where there is one. */
const travelBytes = (file: string): number => statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;

describe('the built service worker', () => {
  let installed: Installation;

  beforeAll(async () => {
    installed = await installBuiltWorker(BUILD);
  });

  it('evaluates, installs and asks for nothing that the build lacks', () => {
    expect(installed.missing).toEqual([]);
    expect(installed.cached.size).toBeGreaterThan(10);
  });

  it('takes every chunk and every style of every route', () => {
    const chunks = filesUnder(join(BUILD, 'client/_app/immutable'));
    const cached = new Set(installed.cached.values());
    expect(chunks.length).toBeGreaterThan(0);
    expect(chunks.filter((chunk) => !cached.has(chunk))).toEqual([]);
  });

  it('takes every prerendered page', () => {
    const pages = filesUnder(join(BUILD, 'prerendered')).filter((file) => file.endsWith('.html'));
    const cached = new Set(installed.cached.values());
    expect(pages.filter((page) => !cached.has(page))).toEqual([]);
  });

  it.each(['/', '/kiosk', '/clinic', '/admin'])('takes the page %s', (path) => {
    expect([...installed.cached.keys()]).toContain(path);
  });

  it.each(['/manifest.webmanifest', '/icons/icon-192.png'])('takes %s', (path) => {
    expect([...installed.cached.keys()]).toContain(path);
  });

  it('takes nothing of the hub and no screenshots', () => {
    const wrong = [...installed.cached.keys()].filter((path) =>
      /^\/(?:api|hub|auth|fhir|q|screenshots)\b/.test(path),
    );
    expect(wrong).toEqual([]);
  });

  it('takes at most 2.5 MB over the wire', () => {
    const bytes = [...installed.cached.values()].reduce((sum, file) => sum + travelBytes(file), 0);
    expect(bytes).toBeLessThanOrEqual(PRECACHE_MAX_BYTES);
  });
});
