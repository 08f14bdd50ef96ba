import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const HERE = import.meta.dirname;

const idsIn = (text: string, pattern: RegExp): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? ''));

it('every rule of SPEC.md is named by a test, and every rule that a test names is in SPEC.md', () => {
  const spec = idsIn(readFileSync(join(HERE, 'SPEC.md'), 'utf8'), /^\| (F[A-Z]\d+) +\|/gm);
  const tests = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && name !== 'spec.test.ts')
    .map((name) => readFileSync(join(HERE, name), 'utf8'))
    .join('\n');
  expect([...idsIn(tests, /\[(F[A-Z]\d+)\]/g)].sort()).toEqual([...spec].sort());
});
