import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isFormTable } from './compile-file.ts';
import { moduleOf } from './module-of.ts';

// Lets Node import the tables of the built-in forms as the build does.
registerHooks({
  load(url, context, nextLoad) {
    const path = url.startsWith('file:') && url.endsWith('.csv') ? fileURLToPath(url) : undefined;
    return path === undefined || !isFormTable(path)
      ? nextLoad(url, context)
      : { format: 'module', source: moduleOf(path), shortCircuit: true };
  },
});
