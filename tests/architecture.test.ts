import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cycleRule, cyclesOf } from './support/architecture/cycle-rule.ts';
import { libraryRule, pathRule, roomRule, testCodeRule } from './support/architecture/import-rules.ts';
import { LIBRARIES } from './support/architecture/libraries.ts';
import { readTree } from './support/architecture/read-tree.ts';
import { IMPORT_TABLE } from './support/architecture/rooms.ts';
import {
  focusRule,
  htmlRule,
  lengthRule,
  nameRule,
  runnerRule,
  styleRule,
  suppressionRule,
} from './support/architecture/shape-rules.ts';
import { readSource } from './support/architecture/source-file.ts';
import type { Rule } from './support/architecture/violation.ts';

const RULES: Readonly<Record<string, Rule>> = {
  room: roomRule,
  'test-code': testCodeRule,
  library: libraryRule,
  path: pathRule,
  cycle: cycleRule,
  length: lengthRule,
  name: nameRule,
  focus: focusRule,
  runner: runnerRule,
  html: htmlRule,
  suppression: suppressionRule,
  style: styleRule,
};

const tree = readTree(fileURLToPath(new URL('..', import.meta.url)));

describe('the tree', () => {
  it('was read', () => {
    const paths = tree.map(({ path }) => path);
    expect(paths).toContain('src/lib/contract/problem.ts');
    expect(paths).toContain('tests/architecture.test.ts');
    expect(paths).toContain('scripts/setup.mjs');
    expect(tree.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
  });

  it.each(Object.keys(RULES))('keeps the rule [%s]', (name) => {
    const violations = RULES[name]?.(tree).map(({ path, message }) => `${path}: ${message}`);
    expect(violations).toEqual([]);
  });
});

/** Written in two parts, so that a search for tests that do not run finds none here. */
const member = (object: string, name: string): string => `${object}.${name}`;

/** What each rule must find: the rule, what is planted, and the files of a small tree. */
const PLANTED: readonly (readonly [rule: string, what: string, files: Readonly<Record<string, string>>])[] = [
  [
    'room',
    'a pure room that reaches the store',
    { 'src/lib/domain/a.ts': `import { x } from '../store/port.ts';` },
  ],
  [
    'room',
    'types that are not granted',
    { 'src/lib/ui/A.svelte': `<script>import type { X } from '$lib/domain/a.ts';</script>` },
  ],
  [
    'room',
    'a value where only types are granted',
    { 'src/lib/i18n/a.ts': `import { x } from '../domain/a.ts';` },
  ],
  [
    'room',
    'a mixed import where only types are granted',
    { 'src/lib/i18n/a.ts': `import { type X, x } from '../domain/a.ts';` },
  ],
  [
    'room',
    'a file beyond the granted one',
    { 'src/lib/sync/a.ts': `import { idbStore } from '../store/idb-store.ts';` },
  ],
  [
    'room',
    'a screen that opens the store',
    { 'src/routes/(tablet)/+page.svelte': `<script>import { x } from '$lib/store/port.ts';</script>` },
  ],
  [
    'room',
    'a screen that reaches the hub',
    { 'src/routes/(tablet)/kiosk/+page.ts': `import type { X } from '$lib/server/compose.ts';` },
  ],
  [
    'room',
    'the hub that reaches the tablet',
    { 'src/lib/server/a.ts': `export { x } from '../tablet/compose.ts';` },
  ],
  ['room', 'a dynamic import', { 'src/lib/forms/a.ts': `const x = () => import('../crypto/box.ts');` }],
  ['room', 'an import type', { 'src/lib/forms/a.ts': `type X = import('../crypto/box.ts').X;` }],
  [
    'room',
    'a worker of another room',
    { 'src/lib/forms/a.ts': `new Worker(new URL('../qr/w.ts', import.meta.url));` },
  ],
  ['room', 'a service worker that knows a room', { 'src/service-worker.ts': `import '$lib/domain/a.ts';` }],
  [
    'room',
    'an import in the module script of a component',
    { 'src/lib/ui/A.svelte': `<script module>import '$lib/qr/a.ts';</script><script></script>` },
  ],
  ['room', 'a folder that is no room', { 'src/lib/stuff/a.ts': '' }],
  ['room', 'a file outside every room', { 'src/stray.ts': '' }],
  [
    'test-code',
    'a suite in the app',
    { 'src/lib/store/idb-store.ts': `import { storeSuite } from './store-suite.ts';` },
  ],
  ['library', 'IndexedDB outside the store', { 'src/lib/sync/a.ts': `import { openDB } from 'idb';` }],
  ['library', 'a subpath of a library', { 'src/lib/tablet/a.ts': `import * as z from 'zod/mini';` }],
  ['library', 'types of a library', { 'src/lib/server/api/a.ts': `import type { Kysely } from 'kysely';` }],
  [
    'library',
    'SQL beside the hub store',
    { 'src/lib/server/auth/a.ts': `import { DatabaseSync } from 'node:sqlite';` },
  ],
  ['library', 'Node in a pure room', { 'src/lib/domain/a.ts': `import { readFileSync } from 'node:fs';` }],
  ['library', 'an unknown library', { 'src/lib/domain/a.ts': `import dayjs from 'dayjs';` }],
  ['library', 'a test runner in the app', { 'src/lib/domain/a.ts': `import { it } from 'vitest';` }],
  ['path', '$lib inside src/lib', { 'src/lib/forms/a.ts': `import '$lib/domain/a.ts';` }],
  ['path', 'a missing ending', { 'src/lib/forms/a.ts': `import '../domain/a';` }],
  ['path', 'a relative path out of src', { 'src/lib/server/a.ts': `import '../../../scripts/serve.ts';` }],
  [
    'path',
    'a route that walks into src/lib',
    { 'src/routes/hub/+page.server.ts': `import '../../lib/server/a.ts';` },
  ],
  [
    'cycle',
    'two files in a circle',
    { 'src/lib/forms/a.ts': `import './b.ts';`, 'src/lib/forms/b.ts': `import './a.ts';` },
  ],
  [
    'cycle',
    'a circle of types',
    {
      'src/lib/forms/a.ts': `import type { B } from './b.ts';`,
      'src/lib/forms/b.ts': `import type { A } from './a.ts';`,
    },
  ],
  [
    'cycle',
    'two rooms in a circle',
    {
      'src/lib/crypto/a.ts': `import '../contract/b.ts';`,
      'src/lib/contract/c.ts': `import '../crypto/d.ts';`,
    },
  ],
  ['length', 'a long module', { 'src/lib/forms/a.ts': 'x;\n'.repeat(401) }],
  ['length', 'a long component', { 'src/lib/ui/A.svelte': '<p></p>\n'.repeat(251) }],
  ['name', 'a drawer', { 'src/lib/forms/utils.ts': '' }],
  ['name', 'a folder of odds and ends', { 'src/lib/forms/helpers/a.ts': '' }],
  ['name', 'a barrel', { 'src/lib/forms/index.ts': '' }],
  ['focus', 'a skipped test', { 'src/lib/forms/a.test.ts': `${member('it', 'skip')}('x', () => {});` }],
  [
    'focus',
    'an exclusive suite',
    { 'tests/e2e/a.spec.ts': `${member('test.describe', 'only')}('x', () => {});` },
  ],
  ['focus', 'a promised test', { 'tests/a.test.ts': `${member('test', 'todo')}('x');` }],
  ['runner', 'a browser test beside the code', { 'src/lib/forms/a.spec.ts': '' }],
  ['runner', 'a unit test of another ending', { 'tests/faults/a.test.mjs': '' }],
  ['html', 'markup from a string', { 'src/lib/ui/A.svelte': '<p>{@html text}</p>' }],
  ['html', 'markup through the DOM', { 'src/lib/ui/a.ts': `node.innerHTML = text;` }],
  [
    'suppression',
    'a rule switched off',
    { 'src/lib/ui/a.ts': `// ${['eslint', 'disable-next-line'].join('-')} no-console` },
  ],
  [
    'suppression',
    'a type error silenced',
    { 'tests/a.test.ts': `// ${['@ts', 'expect-error'].join('-')} wrong on purpose` },
  ],
  ['style', 'a style attribute', { 'src/lib/ui/A.svelte': '<p class="a" style="color: red">x</p>' }],
];

describe('each rule can fail', () => {
  it.each(PLANTED)('[%s] finds %s', (name, _what, files) => {
    const planted = Object.entries(files).map(([path, text]) => readSource(path, text));
    expect(RULES[name]?.(planted).length).toBeGreaterThan(0);
  });

  it('has a planted violation for every rule', () => {
    expect(new Set(PLANTED.map(([name]) => name))).toEqual(new Set(Object.keys(RULES)));
  });

  it('lets a clean tree through', () => {
    const clean = {
      'src/lib/sync/loop.ts': `import type { X } from '../store/schema.ts'; import { y } from '../store/port.ts';`,
      'src/lib/sync/loop.test.ts': `import { memoryStore } from '../store/memory-store.ts'; import { it } from 'vitest';`,
      'src/lib/i18n/problem-texts.ts': `import { type ProblemCode } from '../contract/problem.ts';`,
      'src/routes/hub/+page.server.ts': `import { x } from '$lib/qr/draw.ts'; import type { L } from './$types';`,
      'src/lib/store/idb-store.ts': `import { openDB } from 'idb';`,
      'src/lib/contract/ids.ts': `import * as z from 'zod/mini';`,
      'src/routes/+layout.svelte': `<script>import '../app.css'; let { children } = $props();</script>{@render children()}`,
    };
    const files = Object.entries(clean).map(([path, text]) => readSource(path, text));
    expect(Object.values(RULES).flatMap((rule) => rule(files))).toEqual([]);
  });
});

describe('the tables themselves', () => {
  it('allow no circle of rooms', () => {
    const graph = new Map(
      Object.entries(IMPORT_TABLE).map(([room, row]) => [room, new Set(Object.keys(row))]),
    );
    expect(cyclesOf(graph)).toEqual([]);
  });

  it('give every library a place', () => {
    expect(Object.entries(LIBRARIES).filter(([, places]) => places.length === 0)).toEqual([]);
  });
});

describe('cyclesOf', () => {
  it('finds the circle and leaves out what only leads to it', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b', 'd'])],
      ['d', new Set<string>()],
    ]);
    expect(cyclesOf(graph)).toEqual([['b', 'c']]);
  });
});
