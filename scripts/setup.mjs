#!/usr/bin/env node
// The front door of every npm command. Runs on any Node >= 20 with Node built-ins only: installs what is missing,
// finds the project's own Node 24, builds when the sources have changed, then runs the command.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:os';
import { ensureInstalled } from './setup/install.mjs';
import { ensureNode } from './setup/runtime.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { say } from './setup/say.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @type {Record<string, { build: 'no' | 'stale' | 'always', script?: string }>} */
const COMMANDS = {
  start: { build: 'stale', script: 'scripts/serve.ts' },
  build: { build: 'always' },
  'build-if-stale': { build: 'stale' },
  test: { build: 'no', script: 'scripts/test-all.ts' },
  bench: { build: 'stale', script: 'scripts/bench.ts' },
  faults: { build: 'stale', script: 'scripts/faults.ts' },
  hub: { build: 'no', script: 'scripts/hub.ts' },
  screenshots: { build: 'stale', script: 'scripts/screenshots.ts' },
};

/**
 * Runs the script in the foreground and ends with its exit code.
 * @param {string} node @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} env
 */
const hand = (node, script, args, env) => {
  const child = spawn(node, [script, ...args], { cwd: ROOT, env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    say(`could not start ${script}: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
};

const main = async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    say(`usage: node scripts/setup.mjs <${Object.keys(COMMANDS).join('|')}> [arguments]`);
    process.exitCode = 2;
    return;
  }
  await ensureInstalled(ROOT);
  const runtime = await ensureNode(ROOT);
  if (command.build !== 'no') await ensureBuilt(ROOT, runtime, { always: command.build === 'always' });
  if (command.script !== undefined) hand(runtime.node, command.script, args, runtime.env);
};

main().catch((/** @type {unknown} */ error) => {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
