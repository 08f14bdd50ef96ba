import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dataDictionary } from '../scripts/data-dictionary.ts';

it('docs/data-dictionary.md is what the table of the standard record says', () => {
  const page = readFileSync(new URL('../docs/data-dictionary.md', import.meta.url), 'utf8');
  expect(page).toBe(dataDictionary());
});
