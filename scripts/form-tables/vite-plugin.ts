import type { Plugin } from 'vite';
import { filesOf, isFormTable } from './compile-file.ts';
import { moduleOf } from './module-of.ts';

/** Compiles the tables of the built-in forms where they are imported. */
export const formTables = (): Plugin => ({
  name: 'form-tables',
  load(id) {
    if (!isFormTable(id)) return undefined;
    for (const file of filesOf(id)) this.addWatchFile(file);
    return { code: moduleOf(id), map: null };
  },
  // A cache would go by the form's own table alone, and miss a change of the rows and answers it shares.
  configureVitest({ defineCacheKeyGenerator }) {
    defineCacheKeyGenerator(({ id }) => (isFormTable(id) ? false : undefined));
  },
});
