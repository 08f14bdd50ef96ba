import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const lib = join(import.meta.dirname, '..');

const testsIn = (room: string): string =>
  readdirSync(join(lib, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(lib, room, name), 'utf8'))
    .join('\n');

const spec = readdirSync(join(lib, 'domain'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('SPEC.md'))
  .map((name) => readFileSync(join(lib, 'domain', name), 'utf8'))
  .join('\n');
const rules = [...spec.matchAll(/^\| ([A-Z]{2}\d+) +\|/gm)].map(([, id = '']) => id);
const tests = ['domain', 'catalog', 'tablet/vaccination'].map(testsIn).join('\n');

it('every rule of SPEC.md has an id of its own', () => {
  expect(rules.length).toBeGreaterThan(30);
  expect(new Set(rules).size).toBe(rules.length);
});

it.each(rules)('a test bears the id %s', (id) => {
  expect(tests.includes(`[${id}]`)).toBe(true);
});

it('no test bears an id that SPEC.md does not have', () => {
  const named = [...tests.matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id = '']) => id);
  expect([...new Set(named)].filter((id) => !rules.includes(id))).toEqual([]);
});
