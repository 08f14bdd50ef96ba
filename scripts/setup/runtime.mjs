import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { say, sayWhile } from './say.mjs';

const MAJOR = 24;

/** @param {string} root */
const binaryIn = (root) =>
  join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @param {string} version such as `v24.1.0` */
const isNewEnough = (version) => Number(/^v(\d+)\./.exec(version.trim())?.[1] ?? 0) >= MAJOR;

/** @param {string} binary */
const works = async (binary) => {
  if (!existsSync(binary)) return false;
  const { code, output } = await run(binary, ['--version'], { cwd: process.cwd() });
  return code === 0 && isNewEnough(output);
};

/**
 * The Node that runs everything else, and an environment whose PATH finds it and the project's tools first.
 *
 * Node 24 comes from the npm package `node`, whose install script fetches the binary for this machine. Where
 * install scripts are blocked, the package's own preparation is run here; where that fails too, the Node that runs
 * this file is used if it is new enough.
 * @param {string} root
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export const ensureNode = async (root) => {
  const binary = binaryIn(root);
  if (!(await works(binary))) {
    await sayWhile(`preparing Node ${String(MAJOR)}`, () =>
      run(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(root, 'node_modules', 'node') }),
    );
  }
  const tools = [join(root, 'node_modules', '.bin')];
  let node = binary;
  if (await works(binary)) {
    tools.unshift(join(root, 'node_modules', 'node', 'bin'));
  } else if (isNewEnough(process.version)) {
    say(
      `the packaged Node ${String(MAJOR)} does not run here; using ${process.version} (${process.execPath})`,
    );
    node = process.execPath;
  } else {
    throw new Error(
      `Node ${String(MAJOR)} is needed, and neither the npm package "node" nor ${process.version} provides it here. ` +
        `Install Node ${String(MAJOR)} or later and run the command again.`,
    );
  }
  const path = [...tools, process.env['PATH'] ?? ''].join(delimiter);
  return { node, env: { ...process.env, PATH: path } };
};
