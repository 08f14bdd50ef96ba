import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "empty", "private": true, "type": "module" }',
  'svelte.config.js':
    'export default { compilerOptions: { runes: true }, kit: { paths: { relative: false } } };',
  'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite';
export default { plugins: [sveltekit()], build: { target: 'es2023' }, logLevel: 'error' };`,
  'src/app.html':
    '<!doctype html><html><head>%sveltekit.head%</head><body><div>%sveltekit.body%</div></body></html>',
  'src/routes/+layout.js': 'export const ssr = false; export const prerender = true;',
  'src/routes/+page.svelte': '<h1 data-empty>x</h1>',
};

/** The project's own service worker, so that both apps are opened from the tablet in the same way. */
const SHARED = ['src/service-worker.ts', 'src/precache.ts'];

export interface BuiltPage {
  readonly page: string;
  readonly client: string;
}

/** Builds an app of one empty prerendered page with the same framework: what SvelteKit and Svelte cost alone. */
export const buildEmptyApp = (): BuiltPage => {
  // Inside the project, so that the same packages are found.
  const folder = join(ROOT, '.svelte-kit/empty-app');
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const path of SHARED) copyFileSync(join(ROOT, path), join(folder, path));
  execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const output = join(folder, '.svelte-kit/output');
  return { page: join(output, 'prerendered/pages/index.html'), client: join(output, 'client') };
};
