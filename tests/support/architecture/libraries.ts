/** Where the app's code stands, as a path prefix or a file path below `src/`. */
type Place = string;

/**
 * One library, one room (DESIGN §3): every package or built-in that code under `src/` may import, and the only places
 * that may. A library that is not listed may not be imported at all. `node:` stands for every Node built-in.
 * Tests beside the code may also import what {@link TEST_LIBRARIES} lists.
 */
export const LIBRARIES: Readonly<Record<string, readonly Place[]>> = {
  '@digital-go-jp/design-tokens': ['app.css', 'routes/'],
  '@hpke/core': ['lib/crypto/'],
  '@sveltejs/kit': ['routes/', 'hooks.server.ts', 'hooks.client.ts', 'lib/server/'],
  '@zxing/library': ['lib/qr/'],
  $app: ['routes/', 'hooks.server.ts', 'hooks.client.ts', 'lib/tablet/'],
  $env: ['hooks.server.ts', 'routes/'],
  '$service-worker': ['service-worker.ts'],
  cborg: ['lib/contract/'],
  'csv-parse': ['lib/catalog/table/'],
  fhirpath: ['lib/forms/fhirpath/'],
  'hash-wasm': ['lib/crypto/'],
  idb: ['lib/store/'],
  jose: ['lib/crypto/'],
  kysely: ['lib/server/store/'],
  'markdown-it': ['lib/forms/rich-text/'],
  'node:': ['lib/server/', 'hooks.server.ts'],
  'node:sqlite': ['lib/server/store/'],
  qrcode: ['lib/qr/'],
  re2js: ['lib/forms/regex/'],
  svelte: ['lib/ui/', 'lib/form-view/', 'lib/charts/', 'lib/i18n/', 'lib/tablet/', 'routes/'],
  'workbox-core': ['service-worker.ts'],
  'workbox-precaching': ['service-worker.ts'],
  'workbox-routing': ['service-worker.ts'],
  'workbox-strategies': ['service-worker.ts'],
  zod: ['lib/contract/', 'lib/server/env.ts'],
};

/** What `*.test.ts` beside the code may import besides. */
export const TEST_LIBRARIES: readonly string[] = [
  'vitest',
  'fast-check',
  'fake-indexeddb',
  'csv-stringify',
  'temporal-polyfill',
  'node:',
];
