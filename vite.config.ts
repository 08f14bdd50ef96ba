import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { notices } from './scripts/notices.ts';

/**
 * What nearly every page takes, in one file each: a slow tablet spends longer on fetching, compiling and linking many
 * small modules than on what is in them. What is loaded only when a form needs it stays apart.
 */
const codeSplitting = {
  groups: [
    {
      name: 'base',
      test: /node_modules.svelte|node_modules..sveltejs|src.lib.ui|src.lib.i18n.(?!ja|en)/,
      minShareCount: 4,
    },
    {
      name: 'forms',
      test: /src.lib.(?:form-view.(?:items|FormState|ItemState|focus|view)|forms.(?!fhirpath|regex|expression|extract|populate|rich-text|testing))/,
      minShareCount: 2,
    },
  ],
};

export default defineConfig({
  plugins: [sveltekit(), notices()],
  build: { target: 'es2023', rolldownOptions: { output: { codeSplitting } } },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    env: { TZ: 'Asia/Tokyo' },
  },
});
