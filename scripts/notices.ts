import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Where the notices stand in the built app. */
export const NOTICES_FILE = 'third-party.txt';

/** Parts of the build tools that end up in the browser. */
const BUILT_IN = ['svelte', '@sveltejs/kit'];

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

const jsonIn = (folder: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;

/** Name, version, licence and licence text of every library that ships with the app. */
export const noticesOf = (root: string): string => {
  const { dependencies } = jsonIn(root);
  const names = [...Object.keys(dependencies as Readonly<Record<string, string>>), ...BUILT_IN].sort();
  const notices = names.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = jsonIn(folder);
    const texts = readdirSync(folder)
      .filter((file) => LICENCE_FILE.test(file))
      .map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${String(version)} (${String(license)})`, ...texts].join('\n\n');
  });
  return `${notices.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
};

/** Puts the notices of all libraries beside the app: some licences ask that their text goes with every copy. */
export const notices = (): Plugin => ({
  name: 'hagukumi-notices',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: noticesOf(process.cwd()) });
  },
});
