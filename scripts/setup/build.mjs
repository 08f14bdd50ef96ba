import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { run } from './run.mjs';
import { sayWhile } from './say.mjs';

/** Everything that the build is made of. */
const INPUTS = [
  'src',
  'static',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];

const STAMP = 'build/stamp.json';

/**
 * @param {string} path
 * @returns {string[]} the files at or under the path, none when it does not exist
 */
const filesAt = (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesAt(join(path, name)));
};

/**
 * SHA-256 over names and contents of the build's inputs; tests are none.
 * @param {string} root
 */
const sourceHash = (root) => {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => filesAt(join(root, input)))) {
    if (file.endsWith('.test.ts')) continue;
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\0${String(content.length)}\0`);
    hash.update(content);
  }
  return hash.digest('hex');
};

/** @param {string} root */
const stampedHash = (root) => {
  try {
    return JSON.parse(readFileSync(join(root, STAMP), 'utf8')).hash;
  } catch {
    return undefined;
  }
};

/**
 * Builds the app when its sources differ from those of the last build, or `always`. The version is
 * `<package version>-<first 12 digits of the source hash>`: the same sources have the same version everywhere.
 * @param {string} root
 * @param {{ node: string, env: NodeJS.ProcessEnv }} runtime
 * @param {{ always: boolean }} options
 */
export const ensureBuilt = async (root, runtime, { always }) => {
  const hash = sourceHash(root);
  if (!always && stampedHash(root) === hash) return;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = `${version}-${hash.slice(0, 12)}`;
  const env = { ...runtime.env, HAGUKUMI_BUILD: name, NODE_ENV: 'production' };
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, output } = await sayWhile(`building ${name}`, () =>
    run(runtime.node, [vite, 'build', '--logLevel', 'warn'], { cwd: root, env }),
  );
  if (code !== 0) throw new Error(`the build failed:\n${output}`);
  writeFileSync(join(root, STAMP), `${JSON.stringify({ hash, version: name })}\n`);
};
