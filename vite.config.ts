import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { notices } from './scripts/build/notices.ts';

export default defineConfig({
  plugins: [sveltekit(), notices()],
  build: { target: 'es2023' },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    env: { TZ: 'Asia/Tokyo' },
  },
});
