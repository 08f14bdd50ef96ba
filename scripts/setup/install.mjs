import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, run } from './run.mjs';
import { say, sayWhile } from './say.mjs';

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {boolean} [devOptional]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * @param {string} path
 * @returns {Record<string, LockEntry> | undefined} the packages of a lock file, `undefined` when it cannot be read
 */
const packagesOf = (path) => {
  try {
    const lock = JSON.parse(readFileSync(path, 'utf8'));
    return typeof lock.packages === 'object' && lock.packages !== null ? lock.packages : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Whether node_modules holds exactly what the lock file asks for. Compares what npm wrote down at its last
 * install, not times: a checkout or a restored cache has any mtime. Optional packages may be absent.
 * @param {string} root
 */
const isInstalled = (root) => {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
};

const QUIET = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Whether npm refused only because the lock file lacks packages that others name as optional: it was written where
 * those for other platforms could not be had.
 * @param {string} root
 * @param {string} output of `npm ci`
 */
const lacksOnlyOptional = (root, output) => {
  const packages = Object.values(packagesOf(join(root, 'package-lock.json')) ?? {});
  const optional = new Set(packages.flatMap((entry) => Object.keys(entry.optionalDependencies ?? {})));
  const missing = [...output.matchAll(/Missing: (\S+)@\S* from lock file/g)].map(([, name]) => name ?? '');
  return missing.length > 0 && !output.includes('Invalid: ') && missing.every((name) => optional.has(name));
};

/**
 * Installs the locked packages when node_modules is missing or differs from package-lock.json.
 *
 * `npm ci` refuses a lock file that lacks optional packages of other platforms. Then `npm install` takes over: every
 * locked package keeps its version and its checksum, and the lock file stays as it is.
 * @param {string} root
 */
export const ensureInstalled = async (root) => {
  if (isInstalled(root)) return;
  const { program, first } = npm();
  const clean = await sayWhile('installing packages (npm ci)', () =>
    run(program, [...first, 'ci', ...QUIET], { cwd: root }),
  );
  if (clean.code === 0) return;
  if (!lacksOnlyOptional(root, clean.output)) {
    throw new Error(`npm ci failed with code ${String(clean.code)}:\n${clean.output}`);
  }
  say('the lock file lacks optional packages of other platforms, so npm install takes over');
  const { code, output } = await sayWhile('installing packages (npm install)', () =>
    run(program, [...first, 'install', '--no-save', ...QUIET], { cwd: root }),
  );
  if (code !== 0) throw new Error(`npm install failed with code ${String(code)}:\n${output}`);
};
