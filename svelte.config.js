import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
const config = {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // A region that scrolls must take the focus, or a keyboard cannot scroll it; this warning says the contrary.
    warningFilter: ({ code }) => code !== 'a11y_no_noninteractive_tabindex',
  },
  kit: {
    adapter: adapter({ out: 'build', precompress: true }),
    paths: { relative: false },
    serviceWorker: { register: false },
    version: { name: process.env['HAGUKUMI_BUILD'] ?? 'dev' },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['none'],
        // WebAssembly is compiled in the worker that derives PINs only, and that has a policy of its own.
        'script-src': ['self'],
        'require-trusted-types-for': ['script'],
        'trusted-types': ['svelte-trusted-html', 'hagukumi-script-url'],
        'style-src': ['self'],
        // The one style attribute in the app: SvelteKit's own, which hides the line read out at a change of page.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'media-src': ['self', 'blob:'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'form-action': ['self'],
        'base-uri': ['none'],
        'frame-ancestors': ['none'],
      },
    },
    typescript: {
      config: (config) => ({
        ...config,
        include: [...config.include, '../scripts/**/*.ts', '../scripts/**/*.mjs', '../playwright.config.ts'],
        exclude: [...config.exclude, '../src/service-worker.ts'],
      }),
    },
  },
};

export default config;
