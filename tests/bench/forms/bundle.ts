import { fileURLToPath } from 'node:url';
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { build, type Rollup } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Bundle {
  /** The entry and all that it imports statically, minified. */
  readonly code: string;
  /** The styles of the components among that. */
  readonly styles: string;
  /** The files of this project in it. */
  readonly files: readonly string[];
}

/**
 * Bundles modules of this project as the app's build does, without SvelteKit.
 * @param entries paths from the root of the project; all that they export is kept
 * @param outside packages that are left out
 */
export const bundle = async (entries: readonly string[], outside: readonly RegExp[]): Promise<Bundle> => {
  const virtual = 'bench-entry';
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [
      svelte({
        configFile: false,
        preprocess: vitePreprocess(),
        compilerOptions: { runes: true },
        emitCss: true,
      }),
      {
        name: 'bench-entry',
        resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
        load: (id) =>
          id === `\0${virtual}`
            ? entries
                .map((path, index) => `import * as e${index} from '${ROOT}${path}'; export { e${index} };`)
                .join('\n')
            : undefined,
      },
    ],
    build: {
      target: 'es2023',
      write: false,
      copyPublicDir: false,
      minify: true,
      cssCodeSplit: true,
      rolldownOptions: {
        input: virtual,
        external: [...outside],
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rollup.RolldownOutput[];
  const parts = outputs.flatMap(({ output }) => output);
  const chunks = new Map(
    parts.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part] as const] : [])),
  );
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
  if (entry === undefined) throw new Error('nothing was bundled');
  const needed = new Set<string>();
  const need = (fileName: string): void => {
    if (needed.has(fileName) || !chunks.has(fileName)) return;
    needed.add(fileName);
    chunks.get(fileName)?.imports.forEach(need);
  };
  need(entry.fileName);
  const kept = [...needed].flatMap((fileName) => chunks.get(fileName) ?? []);
  const stylesheets = new Set(kept.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]));
  return {
    code: kept.map(({ code }) => code).join('\n'),
    styles: [...stylesheets]
      .map((name) => parts.find(({ fileName }) => fileName === name))
      .map((part) => (part?.type === 'asset' ? String(part.source) : ''))
      .join('\n'),
    files: kept.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.startsWith(ROOT)),
  };
};
