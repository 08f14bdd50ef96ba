import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { formTables } from './scripts/form-tables/vite-plugin.ts';
import { notices } from './scripts/notices.ts';
import { staticImports } from './scripts/static-imports.ts';

/**
 * What nearly every page takes, in one file each: a slow tablet spends longer on fetching, compiling and linking many
 * small modules than on what is in them. What is loaded only when a form needs it stays apart.
 */
const codeSplitting = {
  groups: [
    {
      name: 'form-look',
      priority: 6,
      test: /src.lib.form-view.(?!staff|sheet|StaffForm|ScrollForm).*(?:type=style|\.css$)/,
    },
    {
      name: 'base',
      priority: 5,
      test: /node_modules.svelte|node_modules..sveltejs|src.app.css|src.lib.domain.civil-date|src.lib.ui.(?!DataTable|PageHeader|StatusChip|DescriptionList)|src.lib.i18n.(?!ja|en|messages|chart|vaccination)/,
      minShareCount: 4,
    },
    {
      name: 'forms',
      priority: 4,
      test: /src.lib.(?:form-view.(?:items|FormState|ItemState|focus|view)|forms.(?!fhirpath|regex|expression|extract|populate|rich-text(?!.furigana)|testing|response.(?:restore|entered)|run.concerns))/,
      minShareCount: 2,
    },
    {
      name: 'sheet',
      priority: 2,
      test: /src.lib.form-view.(?:sheet|staff|ScrollForm|StaffForm)/,
    },
    {
      name: 'paged',
      priority: 3,
      test: /src.lib.form-view.(?:GuardianForm|ReviewPage|PageBar|page-nodes|review-sections|place-text|open-form|rare.(?:RareControls|rare-kind))/,
    },
    {
      name: 'desk',
      priority: 7,
      test: /src.lib.ui.(?:DataTable|PageHeader|StatusChip|DescriptionList)/,
      minShareCount: 2,
    },
    {
      name: 'ground',
      priority: 2,
      test: /src.lib.(?:contract|domain.program|crypto.(?:bytes|box|hkdf|es256|jws|locked-entry|derived-id))|node_modules.(?:zod|cborg|jose)/,
      minShareCount: 4,
    },
    {
      name: 'rows',
      priority: 1,
      test: /src.lib.form-view.rare.(?:Rows|RowEditor|control-words)/,
    },
  ],
};

export default defineConfig({
  plugins: [formTables(), sveltekit(), notices(), staticImports()],
  build: { target: 'es2023', rolldownOptions: { output: { codeSplitting } } },
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    env: { TZ: 'Asia/Tokyo' },
  },
});
