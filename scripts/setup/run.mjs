import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and keeps what it prints.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, output: string }>} `code` 127 when the program could not be started
 */
export const run = (program, args, { cwd, env = process.env }) =>
  new Promise((resolve) => {
    const shell = process.platform === 'win32' && !program.endsWith('.exe');
    const child = spawn(program, [...args], { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      output += chunk.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      resolve({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });

/**
 * How to call npm: the one that called us, else the one in PATH.
 * @returns {{ program: string, first: readonly string[] }}
 */
export const npm = () => {
  const path = process.env['npm_execpath'];
  return path?.endsWith('.js') === true
    ? { program: process.execPath, first: [path] }
    : { program: 'npm', first: [] };
};
