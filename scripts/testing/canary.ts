import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

// Plants one type error in a component and one in a module and expects svelte-check, with the project's own compiler
// options, to find exactly these. Proves that a clean svelte-check means something.

const folder = join(import.meta.dirname, '../../.svelte-kit/canary');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({ extends: '../../tsconfig.json', include: ['./*.svelte', './*.ts'] }),
);
writeFileSync(
  join(folder, 'Planted.svelte'),
  `<script lang="ts">\n  const n: number = 'text';\n</script>\n\n{n}\n`,
);
writeFileSync(
  join(folder, 'planted.ts'),
  `export const first = (list: readonly string[]): string => list[0];\n`,
);

const { status, stdout } = spawnSync(
  'svelte-check',
  ['--workspace', folder, '--tsconfig', join(folder, 'tsconfig.json'), '--output', 'machine'],
  { encoding: 'utf8' },
);
const found = (file: string): boolean => new RegExp(`ERROR "${file}"`).test(stdout);

if (status === 0 || !found('Planted.svelte') || !found('planted.ts')) {
  console.error(`svelte-check did not find the planted errors (exit code ${status}):\n${stdout}`);
  process.exitCode = 1;
}
