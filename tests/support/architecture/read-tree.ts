import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource, type SourceFile } from './source-file.ts';

const FOLDERS = ['src', 'tests', 'scripts'];

/** Every source file of the project below `root`. */
export const readTree = (root: string): readonly SourceFile[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|js|mjs|svelte)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) =>
        readSource(
          file.slice(root.length).split('\\').join('/').replace(/^\//, ''),
          readFileSync(file, 'utf8'),
        ),
      ),
  );
